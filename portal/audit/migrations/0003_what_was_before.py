"""What was decided, approved and published before the chain was kept gets its links once, marked as recorded later.

Their day is the day it happened, their instant the one of this migration: the chain does not claim to have been there.
"""

import hashlib
import json
from datetime import UTC, date, datetime, timedelta, timezone

from django.db import migrations
from django.utils.timezone import now

#: As the chain was begun: its links are what they are, whatever is written for later ones.
_GENESIS = "0" * 64
_RECORDED_LATER = "recorded_later"
#: Kazakhstan's clocks until and since 1 March 2024.
_EARLIER_ZONE, _ZONE = timezone(timedelta(hours=6)), timezone(timedelta(hours=5))
_UNIFIED_AT = datetime(2024, 2, 29, 18, 0, tzinfo=UTC)

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
    number, previous, at = (last.number, last.hash, now()) if last else (0, _GENESIS, now())
    for happened in sorted(_happened(apps), key=lambda one: (one["on"], one["order"])):
        del happened["order"]
        if (happened["kind"], happened["subject"]) in known:
            continue
        number += 1
        happened["facts"][_RECORDED_LATER] = True
        own = {"number": number, "previous": previous, "at": at, **happened}
        previous = _link_hash(**own)
        own["user_id"] = own.pop("user")
        link_model.objects.create(hash=previous, **own)


def _happened(apps):
    for decision in apps.get_model("deadlines", "Decision").objects.order_by("pk"):
        yield {
            "order": (0, decision.pk),
            "kind": "decision",
            "subject": f"decision:{decision.pk}",
            "digest": _digest(decision, _DECISION),
            "on": decision.decided_on or _civil_date(decision.recorded_at),
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
            "digest": _fingerprint(version.content),
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
                "on": _civil_date(version.published_at),
                "user": None,
                "facts": _facts(version),
            }


def _canonical(content):
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def _fingerprint(content):
    return hashlib.sha256(_canonical(content)).hexdigest()


def _link_hash(*, previous, number, kind, subject, digest, on, at, user, facts):
    own = {
        "number": number,
        "kind": kind,
        "subject": subject,
        "digest": digest,
        "on": on.isoformat(),
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "user": user,
        "facts": facts,
    }
    return hashlib.sha256(previous.encode("ascii") + _canonical(own)).hexdigest()


def _civil_date(instant):
    return instant.astimezone(_ZONE if instant >= _UNIFIED_AT else _EARLIER_ZONE).date()


def _digest(row, names):
    values = {name: getattr(row, name) for name in names}
    return _fingerprint(
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
