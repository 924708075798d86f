"""Texts of single meetings, and where the database notes that a name in them has changed."""

import django.db.models.deletion
from django.db import migrations, models

_MAKE = [
    "ALTER TABLE meetings_meetingtext SET UNLOGGED",
    *(
        f"CREATE TRIGGER names_changed AFTER INSERT OR UPDATE OR DELETE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION kit_note_content_change('names')"
        for table in ("bodies_territory", "bodies_body", "bodies_official")
    ),
    (
        "CREATE TRIGGER names_changed AFTER UPDATE ON schedules_schedule "
        "FOR EACH ROW WHEN (OLD.period_key IS DISTINCT FROM NEW.period_key) "
        "EXECUTE FUNCTION kit_note_content_change('names')"
    ),
]
_UNMAKE = [
    f"DROP TRIGGER names_changed ON {table}"
    for table in ("bodies_territory", "bodies_body", "bodies_official", "schedules_schedule")
]


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0010_one_fold"),
        ("kit", "0001_content_changes"),
        ("meetings", "0014_counted"),
        ("schedules", "0011_what_was_sent_before"),
    ]

    operations = [
        migrations.CreateModel(
            name="MeetingText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("events", "iCalendar"), ("json", "JSON"), ("row", "HTML")], max_length=6
                    ),
                ),
                ("language", models.CharField(max_length=2)),
                ("mark", models.TextField()),
                ("text", models.TextField()),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="texts",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "text of a meeting",
                "verbose_name_plural": "texts of meetings",
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "kind", "language"), name="meetings_text_once")
                ],
            },
        ),
        migrations.RunSQL(_MAKE, _UNMAKE),
    ]
