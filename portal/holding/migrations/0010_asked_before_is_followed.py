"""The history of a question tells which one asked before the meeting it is, and its minute."""

from django.db import migrations

_BEFORE = "account_id body_id due_on fate id number territory_id topic withdrawn_on"
_KEPT = f"{_BEFORE} asked_before_id minute"
_SEEN = {
    "insert": "REFERENCING NEW TABLE AS new_rows",
    "update": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "REFERENCING OLD TABLE AS old_rows",
}


def _anew(columns: str) -> list[str]:
    kept = ",".join(sorted(columns.split()))
    return [
        statement
        for event, rows in _SEEN.items()
        for statement in (
            f"DROP TRIGGER IF EXISTS history_{event} ON holding_question",
            (
                f"CREATE TRIGGER history_{event} AFTER {event.upper()} ON holding_question {rows} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION audit_note_changes('{kept}')"
            ),
        )
    ]


class Migration(migrations.Migration):
    dependencies = [("holding", "0009_asked_before")]

    operations = [migrations.RunSQL(_anew(_KEPT), _anew(_BEFORE))]
