"""What goes up is kept in the history of changes, and what everybody reads of it makes another version."""

from django.db import migrations

_KEPT = {
    "issues_systemicproblem": ("addressee_id body_id closed_on id region_id stated_by_id stated_on topic_id version"),
    "issues_package": (
        "answer_by answered_by_id answered_on body_id id meeting_id number period_key registered_by_id "
        "registered_number registered_on sent_by_id sent_on sha256 state to_body_id version"
    ),
    "issues_highact": ("body_id id kind made_by_id made_on number on period_key replaced_by_id sha256"),
}
_SEEN = {
    "insert": "REFERENCING NEW TABLE AS new_rows",
    "update": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "REFERENCING OLD TABLE AS old_rows",
}
_HISTORY = [
    f"CREATE TRIGGER history_{event} AFTER {event.upper()} ON {table} {rows} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION audit_note_changes('{','.join(sorted(columns.split()))}')"
    for table, columns in _KEPT.items()
    for event, rows in _SEEN.items()
]
_PUBLIC = ("package", "packageitem", "highact")
_WATCH = [
    f"CREATE TRIGGER content_changed AFTER INSERT OR UPDATE OR DELETE ON issues_{table} FOR EACH STATEMENT "
    "EXECUTE FUNCTION kit_note_content_change('issues')"
    for table in _PUBLIC
]
_UNWATCH = [f"DROP TRIGGER content_changed ON issues_{table}" for table in _PUBLIC]


class Migration(migrations.Migration):
    dependencies = [("issues", "0012_upward")]

    operations = [
        migrations.RunSQL(_HISTORY, migrations.RunSQL.noop),
        migrations.RunSQL(_WATCH, _UNWATCH),
    ]
