"""What was decided, approved and published before the chain was kept gets its links once, marked as recorded later.

Their day is the day it happened, their instant the one of this migration: the chain does not claim to have been there.
"""

from datetime import date

from django.db import migrations

from portal.audit.rules import GENESIS, RECORDED_LATER, fingerprint, link_hash
from portal.kernel import clock

_DECISION = [
    "number",
    "duty",
    "wording_kk",
    "wording_ru",
    "wording_en",
    "ground_kk",
    "ground_ru",
    "ground_en",
    "applies_from",
    "applies_to",
    "stands",
    "due_year_offset",
    "due_month",
    "due_day",
    "due_bound",
    "day_off",
    "visibility",
    "revokes_id",
    "is_shipped",
    "decided_on",
    "recorded_by_id",
]
_EVIDENCE = [
    "obligation_id",
    "kind",
    "address",
    "sha256",
    "title",
    "number",
    "signed_on",
    "signer",
    "replaces_id",
    "recorded_by_id",
    "recorded_on",
]


def record(apps, schema_editor):
    link_model = apps.get_model("audit", "Link")
    known = set(link_model.objects.values_list("kind", "subject"))
    last = link_model.objects.order_by("-number").first()
    number, previous, at = (last.number, last.hash, clock.now()) if last else (0, GENESIS, clock.now())
    for happened in sorted(_happened(apps), key=lambda one: (one["on"], one["order"])):
        del happened["order"]
        if (happened["kind"], happened["subject"]) in known:
            continue
        number += 1
        happened["facts"][RECORDED_LATER] = True
        own = {"number": number, "previous": previous, "at": at, **happened}
        previous = link_hash(**own)
        own["user_id"] = own.pop("user")
        link_model.objects.create(hash=previous, **own)


def _happened(apps):
    for decision in apps.get_model("deadlines", "Decision").objects.order_by("pk"):
        yield {
            "order": (0, decision.pk),
            "kind": "decision",
            "subject": f"decision:{decision.pk}",
            "digest": _digest(decision, _DECISION),
            "on": decision.decided_on or clock.civil_date(decision.recorded_at),
            "user": decision.recorded_by_id,
            "facts": {"number": decision.number, "duty": decision.duty, "shipped": decision.is_shipped},
        }
    for evidence in (
        apps.get_model("deadlines", "Evidence")
        .objects.filter(replaces__isnull=False)
        .select_related("obligation")
        .order_by("pk")
    ):
        yield {
            "order": (3, evidence.pk),
            "kind": "correction",
            "subject": f"evidence:{evidence.pk}",
            "digest": _digest(evidence, _EVIDENCE),
            "on": evidence.recorded_on,
            "user": evidence.recorded_by_id,
            "facts": {
                "replaces": evidence.replaces_id,
                "obligation": evidence.obligation_id,
                "duty": evidence.obligation.duty,
                "period": evidence.obligation.period_key,
            },
        }
    for version in (
        apps.get_model("schedules", "ScheduleVersion").objects.select_related("schedule").order_by("pk").iterator()
    ):
        approval = {
            "order": (1, version.pk),
            "kind": "approval",
            "subject": f"version:{version.pk}",
            "digest": fingerprint(version.content),
            "on": version.approved_on,
            "user": version.schedule.approved_by_id,
            "facts": _facts(version),
        }
        yield approval
        if version.published_at is not None:
            yield {
                **approval,
                "order": (2, version.pk),
                "kind": "publication",
                "on": clock.civil_date(version.published_at),
                "user": None,
                "facts": _facts(version),
            }


def _digest(row, names):
    values = {name: getattr(row, name) for name in names}
    return fingerprint(
        {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
    )


def _facts(version):
    return {
        "kind": "graph",
        "period": version.schedule.period_key,
        "version": version.number,
        "act": version.act_number,
        "act_on": version.act_on.isoformat(),
    }


def keep(apps, schema_editor):
    """The links stay: the database refuses to delete them."""


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_chain_stays"),
        ("deadlines", "0002_history_stays"),
        ("schedules", "0002_history_and_versions_stay"),
    ]

    operations = [migrations.RunPython(record, keep)]
