"""Questions and demands are kept in the history of changes; what the public reads of them makes another version."""

from django.db import migrations

_KEPT = {
    "questions_askedquestion": (
        "answered_minute confirmed_at entered_by_id held id issue joined_to_id judged_at judged_by_id meeting_id number "
        "own_language refusal removal_by_id removal_reason sent_at settled_on shows_picture state territory_id topic "
        "version way"
    ),
    "questions_demand": (
        "answer_days answer_due_on answered_by_id answered_on body_id confirmed_at entered_by_id held id judged_at "
        "judged_by_id meeting_id number opened_on own_language reached_on refusal removal_by_id removal_reason sent_at "
        "state territory_id threshold topic until version way"
    ),
    "questions_demandpolicy": (
        "answer_days body_id gather_days ground_en ground_kk ground_ru id published_by_id published_on threshold"
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
#: What anybody sends changes nothing that is public until somebody of the office says so: pages that are kept stay kept.
_PUBLIC = {
    "questions_askedquestion": "'agenda','answered','taken','outside','passed'",
    "questions_demand": "'open','reached','appointed','joined','declined','lapsed'",
}
_NOTE = "EXECUTE FUNCTION kit_note_content_change('meetings')"
_POLICY = "questions_demandpolicy"
_COUNTED = "NEW.confirmed_at IS DISTINCT FROM OLD.confirmed_at OR NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at"
_WATCH = [
    *(
        f"CREATE TRIGGER content_changed AFTER UPDATE ON {table} FOR EACH ROW "
        f"WHEN (NEW.state IN ({states}) OR OLD.state IN ({states})) {_NOTE}"
        for table, states in _PUBLIC.items()
    ),
    f"CREATE TRIGGER content_changed AFTER UPDATE ON questions_voice FOR EACH ROW WHEN ({_COUNTED}) {_NOTE}",
    f"CREATE TRIGGER content_changed AFTER INSERT OR UPDATE OR DELETE ON {_POLICY} FOR EACH STATEMENT {_NOTE}",
]
_UNWATCH = [
    f"DROP TRIGGER content_changed ON questions_{table}"
    for table in ("askedquestion", "demand", "voice", "demandpolicy")
]
_STAYS = """
CREATE FUNCTION questions_refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER questions_questionevent_stays BEFORE UPDATE OR DELETE ON questions_questionevent
    FOR EACH ROW EXECUTE FUNCTION questions_refuse_rewriting();
CREATE TRIGGER questions_demandevent_stays BEFORE UPDATE OR DELETE ON questions_demandevent
    FOR EACH ROW EXECUTE FUNCTION questions_refuse_rewriting();
CREATE TRIGGER questions_personread_stays BEFORE UPDATE OR DELETE ON questions_personread
    FOR EACH ROW EXECUTE FUNCTION questions_refuse_rewriting();
"""
_MAY_GO = """
DROP TRIGGER questions_questionevent_stays ON questions_questionevent;
DROP TRIGGER questions_demandevent_stays ON questions_demandevent;
DROP TRIGGER questions_personread_stays ON questions_personread;
DROP FUNCTION questions_refuse_rewriting();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("questions", "0001_asked"),
        ("audit", "0006_words"),
        ("kit", "0003_what_coverage_reads"),
    ]

    operations = [
        migrations.RunSQL(_HISTORY, migrations.RunSQL.noop),
        migrations.RunSQL(_WATCH, _UNWATCH),
        migrations.RunSQL(_STAYS, _MAY_GO),
    ]
