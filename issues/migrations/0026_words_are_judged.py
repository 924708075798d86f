"""A second person decides which words of a hidden issue go: on which day is kept, and followed by the history."""

from django.db import migrations, models
from django.db.models import Q

_BEFORE = (
    "affected asked_question_id closed_on competence disputed_on due_on first_due_on hidden_on holder_id id "
    "joined_to_id level meeting_id minute number origin plan_year published_on question_id raised_on ranked "
    "region_id registered_by_id registered_on repeats risk state territory_id topic_id version"
)
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
            f"DROP TRIGGER IF EXISTS history_{event} ON issues_issue",
            (
                f"CREATE TRIGGER history_{event} AFTER {event.upper()} ON issues_issue {rows} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION audit_note_changes('{kept}')"
            ),
        )
    ]


class Migration(migrations.Migration):
    dependencies = [("issues", "0025_decisions_stay_out")]

    operations = [
        migrations.AddField(
            model_name="issue",
            name="taken_on",
            field=models.DateField(blank=True, null=True, verbose_name="decided which words go, on"),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.CheckConstraint(
                condition=Q(taken_on__isnull=True) | Q(hidden_on__isnull=False), name="issues_taken_hidden"
            ),
        ),
        migrations.RunSQL(_anew(f"{_BEFORE} taken_on"), _anew(_BEFORE)),
    ]
