"""Quarters that were published before the chain had them get their links once, marked as recorded later.

Their day is the day they were published, their instant the one of this migration: see `audit.0003_what_was_before`.
"""

import hashlib
import json
from datetime import UTC

from django.db import migrations
from django.utils.timezone import now

_GENESIS = "0" * 64


def record(apps, schema_editor):
    link_model = apps.get_model("audit", "Link")
    known = set(link_model.objects.filter(subject__startswith="quarter:").values_list("subject", flat=True))
    last = link_model.objects.order_by("-number").first()
    number, previous, at = (last.number, last.hash, now()) if last else (0, _GENESIS, now())
    versions = apps.get_model("issues", "QuarterVersion").objects.select_related("body")
    made = []
    for version in versions.order_by("published_at", "pk").iterator():
        subject = f"quarter:{version.pk}"
        if subject in known:
            continue
        number += 1
        own = {
            "number": number,
            "kind": "publication",
            "subject": subject,
            "digest": version.sha256,
            "on": version.published_on,
            "at": at,
            "user": version.by_id,
            "facts": {
                "kind": "quarter",
                "body": version.body.slug,
                "period": version.period_key,
                "version": version.number,
                "by_portal": version.by_portal,
                "late": version.is_late,
                "recorded_later": True,
            },
        }
        content = _canonical(
            {**own, "on": own["on"].isoformat(), "at": at.astimezone(UTC).isoformat(timespec="microseconds")}
        )
        hashed = hashlib.sha256(previous.encode("ascii") + content).hexdigest()
        own["user_id"] = own.pop("user")
        made.append(link_model(previous=previous, hash=hashed, **own))
        previous = hashed
    link_model.objects.bulk_create(made, batch_size=500)


def _canonical(content):
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def keep(apps, schema_editor):
    """The links stay: the database refuses to delete them."""


class Migration(migrations.Migration):
    dependencies = [("audit", "0007_gathered"), ("issues", "0020_late_counted")]

    operations = [migrations.RunPython(record, keep)]
