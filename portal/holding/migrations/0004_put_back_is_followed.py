"""The history of a photo tells who put it back."""

from django.db import migrations

_BEFORE = (
    "account_id added_at added_by_id height id judged_at judged_by_id original_id picture_id preview_id "
    "shows_children state width"
)
_KEPT = f"{_BEFORE} put_back_by_id"
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
            f"DROP TRIGGER IF EXISTS history_{event} ON holding_photo",
            (
                f"CREATE TRIGGER history_{event} AFTER {event.upper()} ON holding_photo {rows} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION audit_note_changes('{kept}')"
            ),
        )
    ]


class Migration(migrations.Migration):
    dependencies = [("holding", "0003_photos_in_order")]

    operations = [migrations.RunSQL(_anew(_KEPT), _anew(_BEFORE))]
