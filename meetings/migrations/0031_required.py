"""Who is to take part in a meeting is said before its day, and kept in the history of changes."""

import django.contrib.postgres.fields
from django.db import migrations, models

_ROLES = [
    ("deputy_pm", "Deputy Prime Minister"),
    ("akim_region", "akim of the region"),
    ("akim_district", "akim of the district or city"),
    ("akim_local", "akim of the rural district, settlement or village"),
    ("executives", "heads of local departments"),
    ("prosecutor", "prosecutor's office"),
    ("police", "police"),
    ("deputies", "deputies of the maslikhat"),
    ("parties", "political parties"),
    ("council", "public council or local community assembly"),
    ("ngo", "non-governmental organisations"),
    ("elders", "elders and local intelligentsia"),
    ("media", "mass media"),
]
_VERBS = [
    ("publish", "Announced with the published schedule"),
    ("announce", "Announced"),
    ("fix_day", "Day set"),
    ("change_day", "Day changed inside the approved time"),
    ("move", "Moved"),
    ("change", "Changed"),
    ("hold", "Recorded as held"),
    ("not_held", "Record of the meeting taken back"),
    ("report", "Results published"),
    ("unreport", "Publication of the results taken back"),
    ("close", "Closed: nothing is left to do"),
    ("reopen", "Opened again"),
    ("fall_through", "Declared not to have taken place"),
    ("not_fall_through", "Declaration that it did not take place taken back"),
    ("describe", "Kind or required participants changed"),
    ("cancel", "Cancelled"),
    ("restore", "Takes place after all"),
]
_MEETING = (
    "attendance body_id changed_at entry_id format ground_en ground_kk ground_ru half_key id kind month_key more_days "
    "moved_from number official_id on origin published_at quarter_key region_id required schedule_id sequence span_end "
    "span_start start_time state subject_en subject_kk subject_ru territory_id venue_en venue_kk venue_ru"
)
_SEEN = {
    "insert": "REFERENCING NEW TABLE AS new_rows",
    "update": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "REFERENCING OLD TABLE AS old_rows",
}
_HISTORY = [
    f"CREATE OR REPLACE TRIGGER history_{event} AFTER {event.upper()} ON meetings_meeting {rows} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION audit_note_changes('{','.join(sorted(_MEETING.split()))}')"
    for event, rows in _SEEN.items()
]


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0030_kinds_are_followed"),
        ("audit", "0005_history_by_triggers"),
    ]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="required",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(choices=_ROLES, max_length=16),
                blank=True,
                default=list,
                size=None,
                verbose_name="who is to take part",
            ),
        ),
        migrations.AlterField(
            model_name="meetingevent",
            name="verb",
            field=models.CharField(choices=_VERBS, max_length=16),
        ),
        migrations.RunSQL(_HISTORY, migrations.RunSQL.noop),
    ]
