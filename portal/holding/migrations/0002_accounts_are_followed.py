"""Accounts, questions and photos are kept in the history of changes; what the public reads makes another version."""

from django.db import migrations

_KEPT = {
    "holding_account": (
        "asked_in_all attendees comments_open id logged_by_id logged_on meeting_id obtained protocol_number "
        "published_at published_by_id questions_minutes signed_copy_id signed_on stream_link talk_minutes version viewers"
    ),
    "holding_question": "account_id body_id due_on fate id number territory_id topic withdrawn_on",
    "holding_photo": (
        "account_id added_at added_by_id height id judged_at judged_by_id original_id picture_id preview_id "
        "shows_children state width"
    ),
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
_WATCHED = ("account", "accountevent", "attachment", "part", "photo", "programme", "question")
_WATCH = [
    f"CREATE TRIGGER content_changed AFTER INSERT OR UPDATE OR DELETE ON holding_{table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION kit_note_content_change('meetings')"
    for table in _WATCHED
]
_UNWATCH = [f"DROP TRIGGER content_changed ON holding_{table}" for table in _WATCHED]
_STAYS = """
CREATE FUNCTION holding_refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER holding_accountevent_stays BEFORE UPDATE OR DELETE ON holding_accountevent
    FOR EACH ROW EXECUTE FUNCTION holding_refuse_rewriting();
"""
_MAY_GO = """
DROP TRIGGER holding_accountevent_stays ON holding_accountevent;
DROP FUNCTION holding_refuse_rewriting();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("holding", "0001_accounts"),
        ("audit", "0006_words"),
        ("kit", "0003_what_coverage_reads"),
    ]

    operations = [
        migrations.RunSQL(_HISTORY, migrations.RunSQL.noop),
        migrations.RunSQL(_WATCH, _UNWATCH),
        migrations.RunSQL(_STAYS, _MAY_GO),
    ]
