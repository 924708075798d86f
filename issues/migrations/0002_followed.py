"""Issues are kept in the history of changes; what the public reads of them makes another version; lives stay."""

from django.db import migrations

_KEPT = {
    "issues_issue": (
        "affected asked_question_id closed_on competence disputed_on due_on first_due_on hidden_on holder_id id "
        "joined_to_id level meeting_id minute number origin plan_year published_on question_id raised_on ranked "
        "region_id registered_by_id registered_on repeats risk state territory_id topic_id version"
    ),
    "issues_issuetopic": "closed_on id name_en name_kk name_ru parent_id position slug topic",
    "issues_claim": "actor_id body_id claimed_at claimed_on id issue_id no number outcome settled_on until yes",
    "issues_handover": (
        "answer_by answered_by_id answered_on asked_by_id asked_on from_body_id id issue_id state to_body_id"
    ),
    "issues_laid": "decided_on decision_en decision_kk decision_ru id issue_id maslikhat_id session_on",
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
_PUBLIC = ("issue", "issueevent", "issuetopic", "claim", "answer", "proof", "coexecutor", "milestone", "laid")
_WATCH = [
    f"CREATE TRIGGER content_changed AFTER INSERT OR UPDATE OR DELETE ON issues_{table} FOR EACH STATEMENT "
    "EXECUTE FUNCTION kit_note_content_change('issues')"
    for table in _PUBLIC
]
_UNWATCH = [f"DROP TRIGGER content_changed ON issues_{table}" for table in _PUBLIC]
# Words of a line may be taken away for the sake of a person; nothing else of it ever changes.
_STAYS = """
CREATE FUNCTION issues_keep_life() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE emptied issues_issueevent;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        emptied := OLD;
        emptied.note_kk := ''; emptied.note_ru := ''; emptied.note_en := ''; emptied.internal := '';
        IF NEW IS NOT DISTINCT FROM emptied THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER issues_issueevent_stays BEFORE UPDATE OR DELETE ON issues_issueevent
    FOR EACH ROW EXECUTE FUNCTION issues_keep_life();
"""
_MAY_GO = """
DROP TRIGGER issues_issueevent_stays ON issues_issueevent;
DROP FUNCTION issues_keep_life();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0001_issues"),
        ("audit", "0006_words"),
        ("kit", "0003_what_coverage_reads"),
    ]

    operations = [
        migrations.RunSQL(_HISTORY, migrations.RunSQL.noop),
        migrations.RunSQL(_WATCH, _UNWATCH),
        migrations.RunSQL(_STAYS, _MAY_GO),
    ]
