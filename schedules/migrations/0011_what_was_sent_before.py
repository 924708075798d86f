"""Rows of proposals that are with their bodies again, as they were when they went back: changes since are undone.

Without a history of it the rows as they are now are what is known.
"""

import datetime
import json

from django.db import migrations

_ROWS = "schedules_proposalrow"


def keep_what_was_sent(apps, schema_editor):
    Proposal = apps.get_model("schedules", "Proposal")
    Change = apps.get_model("audit", "Change")
    for proposal in Proposal.objects.filter(state="returned", filed_rows__isnull=True).order_by("pk"):
        rows = {row["id"]: row for row in proposal.rows.values()}
        went_back = (
            Change.objects.filter(table="schedules_proposal", row=proposal.pk, after__state="returned")
            .order_by("-id")
            .values_list("id", flat=True)
            .first()
        )
        if went_back is not None:
            _undo(rows, Change.objects.filter(table=_ROWS, id__gt=went_back).order_by("-id"), proposal.pk)
        found = sorted(rows.values(), key=lambda row: (str(row["span_start"]), row["position"], row["id"]))
        proposal.filed_rows = [_kept(row) for row in found]
        proposal.save(update_fields=["filed_rows"])


def _undo(rows, changes, proposal):
    for change in changes.iterator():
        before = change.before or {}
        if change.operation == "delete" and before.get("proposal_id") == proposal:
            rows[change.row] = {"sent_key": "", **before}
        elif change.row in rows and change.operation == "insert":
            del rows[change.row]
        elif change.row in rows and change.operation == "update":
            # Remarks of the return itself were written after the state.
            rows[change.row].update({name: value for name, value in before.items() if name != "comment"})


def _kept(row):
    """As `django.core.serializers` writes a row."""
    fields = {name.removesuffix("_id"): _plain(value) for name, value in row.items() if name != "id"}
    fields["more_days"] = json.dumps([_plain(day) for day in row["more_days"] or []])
    return {"model": "schedules.proposalrow", "pk": row["id"], "fields": fields}


def _plain(value):
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else value


class Migration(migrations.Migration):
    dependencies = [("schedules", "0010_what_was_sent"), ("audit", "0005_history_by_triggers")]

    operations = [migrations.RunPython(keep_what_was_sent, migrations.RunPython.noop)]
