"""The number of a protocol is public with the results alone, so no history of an account in work tells it."""

from django.db import migrations

_KEPT = (
    "asked_in_all attendees comments_open id logged_by_id logged_on meeting_id obtained published_at published_by_id "
    "questions_minutes signed_copy_id signed_on stream_link talk_minutes version viewers"
)
_BEFORE = f"{_KEPT} protocol_number"
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
            f"DROP TRIGGER IF EXISTS history_{event} ON holding_account",
            (
                f"CREATE TRIGGER history_{event} AFTER {event.upper()} ON holding_account {rows} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION audit_note_changes('{kept}')"
            ),
        )
    ]


class Migration(migrations.Migration):
    dependencies = [("holding", "0004_put_back_is_followed")]

    operations = [migrations.RunSQL(_anew(_KEPT), _anew(_BEFORE))]
