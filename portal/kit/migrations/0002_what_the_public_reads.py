"""Triggers on every table that a public page reads: another version after each change."""

from django.db import migrations

_BOTH = "meetings,deadlines"
_WATCHED = {
    "bodies_territory": _BOTH,
    "bodies_body": _BOTH,
    "bodies_bodyfunction": _BOTH,
    "bodies_exemption": _BOTH,
    "bodies_official": _BOTH,
    "deadlines_calendarday": _BOTH,
    "files_storedfile": _BOTH,
    "meetings_meeting": "meetings",
    "meetings_meetingevent": "meetings",
    "schedules_schedule": "meetings",
    "schedules_scheduleentry": "meetings",
    "schedules_scheduleversion": "meetings",
    "schedules_scheduleannouncement": "meetings",
    "deadlines_decision": "deadlines",
    "deadlines_duechange": "deadlines",
    "deadlines_dutystart": "deadlines",
    "deadlines_evidence": "deadlines",
    "deadlines_obligation": "deadlines",
    "deadlines_obligationevent": "deadlines",
    "deadlines_total": "deadlines",
    "deadlines_transmittal": "deadlines",
}
_MAKE = [
    f"CREATE TRIGGER content_changed AFTER INSERT OR UPDATE OR DELETE ON {table} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION kit_note_content_change('{topics}')"
    for table, topics in _WATCHED.items()
]
_UNMAKE = [f"DROP TRIGGER content_changed ON {table}" for table in _WATCHED]


class Migration(migrations.Migration):
    dependencies = [
        ("kit", "0001_content_changes"),
        ("bodies", "0010_one_fold"),
        ("deadlines", "0013_to_be_confirmed"),
        ("files", "0002_purposes_of_jobs"),
        ("meetings", "0011_in_order"),
        ("schedules", "0009_kinds"),
    ]
    operations = [migrations.RunSQL(_MAKE, _UNMAKE)]
