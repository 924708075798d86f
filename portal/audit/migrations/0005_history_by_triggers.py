"""From here on the database keeps the history of what is governed.

Columns that are not named stay out: names of people, addresses of mail, keys, and long texts that are fingerprinted.
"""

from django.db import migrations

#: Table -> columns that are kept.
GOVERNED = {
    "accounts_user": "id is_active language",
    "bodies_territory": (
        "ends_on genitive_kk genitive_ru id kato kind name_en name_kk name_ru parent_id short_en short_kk "
        "short_ru starts_on"
    ),
    "bodies_body": (
        "ends_on head_title_en head_title_kk head_title_ru id joined_on kind name_en name_kk name_ru plain_en "
        "plain_kk plain_ru short_en short_kk short_ru slug starts_on territory_id"
    ),
    "bodies_exemption": "act body_id ends_on ground_en ground_kk ground_ru id starts_on",
    "bodies_bodyfunction": "body_id ends_on function id starts_on",
    "bodies_official": "body_id ends_on id post starts_on title_en title_kk title_ru",
    "bodies_rolegrant": "acting_for_id body_id ends_on granted_at granted_by_id id role starts_on user_id",
    "bodies_invitation": (
        "accepted_at body_id created_at expires_at grant_id id invited_by_id role sent_at user_id version withdrawn_at"
    ),
    "bodies_handover": (
        "body_id completed_at id named_at named_by_id on passed_invitations passed_notices person_id successor_id"
    ),
    "files_storedfile": "content_type id is_public purpose sha256 size uploaded_at uploaded_by_id",
    "deadlines_decision": (
        "applies_from applies_to day_off decided_on due_bound due_day due_month due_year_offset duty "
        "ground_en ground_kk ground_ru id is_shipped number recorded_at recorded_by_id revokes_id stands "
        "visibility wording_en wording_kk wording_ru"
    ),
    "deadlines_calendarday": "date id kind name_en name_kk name_ru source",
    "deadlines_obligation": (
        "act act_due_on body_id computed_due_on due_on duty id is_public late_reason late_since met_by_id "
        "met_on opened_on period_key release_ground released_as released_on reopened_on stands_by subject"
    ),
    "deadlines_duechange": "changed_at changed_by_id decision_id ground id new_due_on obligation_id old_due_on on reason",
    "deadlines_evidence": (
        "address file_id id kind number obligation_id recorded_at recorded_by_id recorded_on replaces_id "
        "sha256 signed_on title withdrawn_by_id withdrawn_on withdrawn_reason"
    ),
    "schedules_proposal": (
        "accepted_by_id accepted_on body_id days_late id is_amending kind late_reason period_key refiled_on "
        "return_comment state submitted_by_id submitted_on version"
    ),
    "schedules_proposalrow": (
        "change_reason_en change_reason_kk change_reason_ru comment day facts format ground_en ground_kk "
        "ground_ru half_key id is_withdrawn month_key more_days official_id position proposal_id quarter_key "
        "span_start start_time subject_en subject_kk subject_ru territory_id venue_en venue_kk venue_ru "
        "version"
    ),
    "schedules_schedule": (
        "act_file_id act_number act_on amendment_reason_en amendment_reason_kk amendment_reason_ru amends_id "
        "approved_by_id approved_on body_id created_by_id id kind period_key publish_at published_at "
        "quarter_reason return_comment scope_key sent_by_id sent_on state"
    ),
    "schedules_scheduleentry": (
        "body_id change_reason_en change_reason_kk change_reason_ru day facts format ground_en ground_kk "
        "ground_ru half_key id key month_key more_days official_id position quarter_key schedule_id source_id "
        "source_version span_start start_time subject_en subject_kk subject_ru territory_id venue_en venue_kk "
        "venue_ru"
    ),
    "schedules_scheduleversion": "act_number act_on approved_on id number published_at schedule_id sha256",
    "schedules_agreementslot": "answer answered_on body_id decided_by_id decided_on due_on id remarks schedule_id state",
    "schedules_scheduleannouncement": (
        "announced_on body_id channel corrects_id id kind link note_en note_kk note_ru period_key photo_id "
        "recorded_by_id recorded_on withdrawn_by_id withdrawn_on withdrawn_reason_en withdrawn_reason_kk "
        "withdrawn_reason_ru"
    ),
    "schedules_regionfacts": "as_of id last_visit_on late open rank repeated territory_id",
    "meetings_meeting": (
        "body_id changed_at entry_id format ground_en ground_kk ground_ru half_key id month_key more_days "
        "moved_from number official_id on published_at quarter_key region_id schedule_id sequence span_end "
        "span_start start_time state subject_en subject_kk subject_ru territory_id venue_en venue_kk venue_ru"
    ),
}
#: Filled by the thousand from a file that is kept.
INSERTS_UNTOLD = {"bodies_territory"}


def history_triggers(table, columns, *, inserts):
    named = ",".join(sorted(columns))
    seen = {
        "insert": "REFERENCING NEW TABLE AS new_rows",
        "update": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
        "delete": "REFERENCING OLD TABLE AS old_rows",
    }
    return [
        f"CREATE OR REPLACE TRIGGER history_{event} AFTER {event.upper()} ON {table} {rows} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION audit_note_changes('{named}')"
        for event, rows in seen.items()
        if inserts or event != "insert"
    ]


FORWARD = [
    statement
    for table, columns in GOVERNED.items()
    for statement in history_triggers(table, columns.split(), inserts=table not in INSERTS_UNTOLD)
]
BACKWARD = [
    f"DROP TRIGGER IF EXISTS history_{event} ON {table}"
    for table in GOVERNED
    for event in ("insert", "update", "delete")
]


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0004_history"),
        ("accounts", "0002_session_epoch"),
        ("bodies", "0008_onboarding"),
        ("deadlines", "0002_history_stays"),
        ("files", "0002_purposes_of_jobs"),
        ("meetings", "0004_changes_of_meetings"),
        ("schedules", "0007_plans"),
    ]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
