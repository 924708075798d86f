"""What a session decided is words that may have to be taken away: no history tells them, and what it told is gone."""

from django.db import migrations

_KEPT = "decided_on id issue_id maslikhat_id session_on"
_BEFORE = f"{_KEPT} decision_en decision_kk decision_ru"
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
            f"DROP TRIGGER IF EXISTS history_{event} ON issues_laid",
            (
                f"CREATE TRIGGER history_{event} AFTER {event.upper()} ON issues_laid {rows} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION audit_note_changes('{kept}')"
            ),
        )
    ]


_GONE = """
ALTER TABLE audit_change DISABLE TRIGGER audit_change_stays;
UPDATE audit_change SET
    before = before - ARRAY['decision_en', 'decision_kk', 'decision_ru'],
    after = after - ARRAY['decision_en', 'decision_kk', 'decision_ru']
WHERE "table" = 'issues_laid';
ALTER TABLE audit_change ENABLE TRIGGER audit_change_stays;
"""


class Migration(migrations.Migration):
    dependencies = [("issues", "0024_packages_stay"), ("audit", "0006_words")]

    operations = [
        migrations.RunSQL(_anew(_KEPT), _anew(_BEFORE)),
        migrations.RunSQL(_GONE, migrations.RunSQL.noop),
    ]
