"""What people do about duties, said shortly for tests."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils import translation

from portal.deadlines.models import Obligation
from portal.deadlines.services import Proof, fulfil, record_evidence
from tests.deadlines.conftest import Country

LANGUAGES = ("kk", "ru", "en")
TODAY = date(2026, 12, 14)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
ORDER = Proof(kind="link", title="Order 7", address="https://example.kz/7", number="7", signed_on=date(2026, 12, 14))
ON_PORTAL = Proof(kind="act", title="Proposals for 2027", address="/work/proposals/1/", sha256="a" * 64)


def file_proposals(country: Country, on: date, slug: str = "ministry-1", **fields: object) -> Obligation | None:
    return fulfil(
        **{
            "duty": "B-1.4-prop",
            "body": country[slug],
            "period_key": "2027",
            "on": on,
            "evidence": ON_PORTAL,
            "actor": country.actor(slug, "preparer", on),
            **fields,
        }
    )


def plan_of(country: Country, slug: str = "ministry-1") -> Obligation:
    return Obligation.objects.get(duty="B-1.4-plan", body=country[slug], period_key="2027")


def record(country: Country, on: date, slug: str = "ministry-1", role: str = "head", **fields: object) -> Obligation:
    return record_evidence(
        **{
            "obligation": plan_of(country, slug),
            "proof": ORDER,
            "actor": country.actor(slug, role, on),
            "today": on,
            "outside_reason": "signed on paper",
            **fields,
        }
    )


def kinds(obligation: Obligation) -> list[tuple[str, date]]:
    return list(obligation.events.values_list("kind", "on"))


def address(name: str, *arguments: object, language: str = "en") -> str:
    """Address of a page of deadlines."""
    with translation.override(language):
        return reverse(f"deadlines:{name}", args=arguments)
