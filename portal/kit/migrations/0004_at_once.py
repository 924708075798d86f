"""The tables of all apps at once, as the migrations it replaces make them one after the other.

A database that begins here takes this road; one that has any of the replaced migrations goes on by them. They lean on
each other across apps (history and content versions are kept by triggers on tables of every floor), so that no app can
be gathered without the others. `tests/upgrade/test_at_once.py` compares both roads.
"""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Tables(Operation):
    """Tables of other apps than the one this migration stands in.

    Every one of them is known before the first is made: models of the past are made once, not once a table.
    """

    reduces_to_sql = True
    reversible = False

    def __init__(self, created):
        self.created = created

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)
        for label, operations in self.created.items():
            for operation in operations:
                operation.state_forwards(label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for label, operations in self.created.items():
            for operation in operations:
                operation.database_forwards(label, schema_editor, from_state, to_state)

    def describe(self):
        return "Create the tables of all apps"


# -- functions ------------------------------------------------------------------------------------------
_ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
# Ascending code points of the private use area: after digits and Latin letters, in the order of the alphabet.
_ORDER = "".join(chr(0xE000 + place) for place in range(len(_ALPHABET)))
_KEY = f"""
CREATE OR REPLACE FUNCTION kk_key(words text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN translate(lower(words), '{_ALPHABET}', '{_ORDER}')
"""

_FUNCTIONS = r"""
CREATE OR REPLACE FUNCTION meetings_stems(word text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
    SELECT ARRAY[
        '=' || regexp_replace(word, '^(.{3,}?)(?:ьями|ьях|ьям|ьев|ье|ью|ья|ьи|иями|ями|ами|иях|иям|ием|ыми|ими|ого|его|ому|ему|ов|ев|ей|ой|ий|ый|ая|яя|ое|ее|ые|ие|ия|ию|ии|ую|юю|ым|им|ых|их|ом|ем|ам|ям|ах|ях|ою|ею|а|я|о|е|у|ю|ы|и|ь|й)?$', '\1'),
        '=' || translate(
            regexp_replace(word, '^(.{3,}?)(?:лар|лер|дар|дер|тар|тер)?(?:ымыз|имиз|ыныз|иниз|ым|им|ы|и)?(?:нын|нин|дын|дин|тын|тин|нда|нде|дагы|деги|тагы|теги|дан|ден|тан|тен|нан|нен|га|ге|ка|ке|на|не|ны|ни|ды|ди|ты|ти|да|де|та|те|мен|бен|пен|н)?$', '\1'), 'бг', 'пк'),
        '=' || translate(
            regexp_replace(word, '^(.{3,}?)(?:лар|лер|дар|дер|тар|тер)?(?:сы|си|ымыз|имиз|ыныз|иниз|ым|им|ы|и)?(?:нын|нин|дын|дин|тын|тин|нда|нде|дагы|деги|тагы|теги|дан|ден|тан|тен|нан|нен|га|ге|ка|ке|на|не|ны|ни|ды|ди|ты|ти|да|де|та|те|мен|бен|пен|н)?$', '\1'), 'бг', 'пк')
    ]
$function$;

CREATE OR REPLACE FUNCTION audit_note_changes()
 RETURNS trigger
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_generic_plan'
 SET jit TO 'off'
AS $function$
DECLARE
    its_kept CONSTANT text[] := string_to_array(TG_ARGV[0], ',');
    its_hand CONSTANT jsonb := coalesce(nullif(current_setting('kezdesu.hand', true), ''), '{}')::jsonb;
    its_source CONSTANT text := coalesce(its_hand->>'source', '');
    its_place CONSTANT text := coalesce(its_hand->>'place', '');
    its_person CONSTANT bigint := its_hand->>'user';
    its_act CONSTANT uuid := its_hand->>'act';
    its_unkept text[];
BEGIN
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO audit_change (at, "table", "row", operation, before, after, user_id, source, place, act)
        SELECT clock_timestamp(), TG_TABLE_NAME, pair.id, 'update', differing.old, differing.new,
               its_person, its_source, its_place, its_act
        FROM (
            -- A row whose number was changed has no pair: it is noted as gone under one and come under another.
            SELECT coalesce(n.id, o.id) AS id, to_jsonb(o) AS old, to_jsonb(n) AS new
            FROM new_rows n FULL JOIN old_rows o ON o.id = n.id WHERE (o *<> n) IS NOT FALSE
            -- Made JSON of once a row, not once a column.
            OFFSET 0
        ) pair CROSS JOIN LATERAL (
            SELECT jsonb_object_agg(each.key, pair.old->each.key) AS old,
                   jsonb_object_agg(each.key, pair.new->each.key) AS new
            FROM jsonb_each(coalesce(pair.old, pair.new)) each
            WHERE pair.old->each.key IS DISTINCT FROM pair.new->each.key AND each.key = ANY (its_kept)
        ) differing
        WHERE differing.old IS NOT NULL;
        RETURN NULL;
    END IF;
    SELECT coalesce(array_agg(attname::text), '{}') INTO its_unkept FROM pg_attribute
    WHERE attrelid = TG_RELID AND attnum > 0 AND NOT attisdropped AND attname::text <> ALL (its_kept);
    IF TG_OP = 'INSERT' THEN
        INSERT INTO audit_change (at, "table", "row", operation, after, user_id, source, place, act)
        SELECT clock_timestamp(), TG_TABLE_NAME, n.id, 'insert', to_jsonb(n) - its_unkept,
               its_person, its_source, its_place, its_act
        FROM new_rows n;
    ELSE
        INSERT INTO audit_change (at, "table", "row", operation, before, user_id, source, place, act)
        SELECT clock_timestamp(), TG_TABLE_NAME, o.id, 'delete', to_jsonb(o) - its_unkept,
               its_person, its_source, its_place, its_act
        FROM old_rows o;
    END IF;
    RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION audit_refuse_writing()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    RAISE EXCEPTION 'only triggers write to %', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $function$;

CREATE OR REPLACE FUNCTION deadlines_forget_all_marks()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    DELETE FROM deadlines_rulemark;
    RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION deadlines_forget_marks()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    DELETE FROM deadlines_rulemark AS mark USING (SELECT DISTINCT duty, period_key FROM old_rows) AS gone
        WHERE mark.duty = gone.duty AND mark.period_key = gone.period_key;
    RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION deadlines_note_stale()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    INSERT INTO deadlines_staletotal (body_id, duty, period_key)
        SELECT DISTINCT body_id, duty, period_key FROM changed_rows;
    RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION deadlines_note_stale_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    INSERT INTO deadlines_staletotal (body_id, duty, period_key)
        SELECT DISTINCT changed_rows.body_id, changed_rows.duty, changed_rows.period_key
        FROM changed_rows JOIN old_rows ON old_rows.id = changed_rows.id
        WHERE (changed_rows.met_on, changed_rows.known_on, changed_rows.late_since, changed_rows.due_on,
               changed_rows.released_as, changed_rows.confirmed_on, changed_rows.returned_on,
               changed_rows.is_public, changed_rows.is_apart, changed_rows.happened)
            IS DISTINCT FROM (old_rows.met_on, old_rows.known_on, old_rows.late_since, old_rows.due_on,
               old_rows.released_as, old_rows.confirmed_on, old_rows.returned_on,
               old_rows.is_public, old_rows.is_apart, old_rows.happened);
    RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION deadlines_only_withdraw()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
    kept jsonb := to_jsonb(OLD) - 'withdrawn_on' - 'withdrawn_by_id' - 'withdrawn_reason' - 'is_filed';
BEGIN
    IF OLD.withdrawn_on IS NOT NULL OR (OLD.is_filed AND NOT NEW.is_filed)
       OR kept IS DISTINCT FROM
          to_jsonb(NEW) - 'withdrawn_on' - 'withdrawn_by_id' - 'withdrawn_reason' - 'is_filed' THEN
        RAISE EXCEPTION 'evidence is withdrawn once and never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION kit_note_content_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    INSERT INTO kit_content_change (topic, weight)
        SELECT topic, trunc(random() * 9007199254740991) FROM unnest(string_to_array(TG_ARGV[0], ',')) AS topic;
    RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION meetings_count_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    IF TG_OP = 'INSERT' THEN

INSERT INTO meetings_meetingtotal (schedule_id, place_id, by_month, is_announced, is_cancelled, "on", more_days, span_start, span_end, number, is_gathered)
SELECT changed.schedule_id, place.id, grain.by_month, changed.published_at IS NOT NULL, changed.state IN ('cancelled', 'not_taken_place'),
    CASE WHEN grain.by_month THEN NULL ELSE changed."on" END,
    CASE WHEN grain.by_month THEN '{}'::date[] ELSE changed.more_days END,
    CASE WHEN grain.by_month THEN date_trunc('month', changed.span_end)::date ELSE changed.span_start END,
    CASE WHEN grain.by_month THEN date_trunc('month', changed.span_end)::date ELSE changed.span_end END,
    sum(changed.number), false
FROM (SELECT schedule_id, region_id, territory_id, published_at, state, "on", more_days, span_start, span_end, 1 AS number FROM now_rows) AS changed
CROSS JOIN (VALUES (false), (true)) AS grain (by_month)
CROSS JOIN LATERAL (
    SELECT NULL::bigint AS id
    UNION ALL SELECT changed.region_id
    UNION ALL SELECT changed.territory_id WHERE changed.territory_id <> changed.region_id
) AS place
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
HAVING sum(changed.number) <> 0
;
    ELSIF TG_OP = 'DELETE' THEN

INSERT INTO meetings_meetingtotal (schedule_id, place_id, by_month, is_announced, is_cancelled, "on", more_days, span_start, span_end, number, is_gathered)
SELECT changed.schedule_id, place.id, grain.by_month, changed.published_at IS NOT NULL, changed.state IN ('cancelled', 'not_taken_place'),
    CASE WHEN grain.by_month THEN NULL ELSE changed."on" END,
    CASE WHEN grain.by_month THEN '{}'::date[] ELSE changed.more_days END,
    CASE WHEN grain.by_month THEN date_trunc('month', changed.span_end)::date ELSE changed.span_start END,
    CASE WHEN grain.by_month THEN date_trunc('month', changed.span_end)::date ELSE changed.span_end END,
    sum(changed.number), false
FROM (SELECT schedule_id, region_id, territory_id, published_at, state, "on", more_days, span_start, span_end, -1 AS number FROM was_rows) AS changed
CROSS JOIN (VALUES (false), (true)) AS grain (by_month)
CROSS JOIN LATERAL (
    SELECT NULL::bigint AS id
    UNION ALL SELECT changed.region_id
    UNION ALL SELECT changed.territory_id WHERE changed.territory_id <> changed.region_id
) AS place
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
HAVING sum(changed.number) <> 0
;
    ELSE

INSERT INTO meetings_meetingtotal (schedule_id, place_id, by_month, is_announced, is_cancelled, "on", more_days, span_start, span_end, number, is_gathered)
SELECT changed.schedule_id, place.id, grain.by_month, changed.published_at IS NOT NULL, changed.state IN ('cancelled', 'not_taken_place'),
    CASE WHEN grain.by_month THEN NULL ELSE changed."on" END,
    CASE WHEN grain.by_month THEN '{}'::date[] ELSE changed.more_days END,
    CASE WHEN grain.by_month THEN date_trunc('month', changed.span_end)::date ELSE changed.span_start END,
    CASE WHEN grain.by_month THEN date_trunc('month', changed.span_end)::date ELSE changed.span_end END,
    sum(changed.number), false
FROM (SELECT schedule_id, region_id, territory_id, published_at, state, "on", more_days, span_start, span_end, -1 AS number FROM was_rows UNION ALL SELECT schedule_id, region_id, territory_id, published_at, state, "on", more_days, span_start, span_end, 1 AS number FROM now_rows) AS changed
CROSS JOIN (VALUES (false), (true)) AS grain (by_month)
CROSS JOIN LATERAL (
    SELECT NULL::bigint AS id
    UNION ALL SELECT changed.region_id
    UNION ALL SELECT changed.territory_id WHERE changed.territory_id <> changed.region_id
) AS place
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
HAVING sum(changed.number) <> 0
;
    END IF;
    RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION meetings_search_query(said text)
 RETURNS tsquery
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC
 SELECT (string_agg((((('('''::text || word.word) || ''':* | '''::text) || array_to_string(meetings_stems(word.word), ''' | '''::text)) || ''')'::text), ' & '::text))::tsquery AS string_agg
    FROM regexp_split_to_table(meetings_search_query.said, '[^[:alnum:]]+'::text) word(word)
   WHERE (word.word <> ''::text);
END;

CREATE OR REPLACE FUNCTION meetings_search_words(said text)
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC
 SELECT COALESCE(array_to_tsvector(array_agg(DISTINCT kept.kept)), ''::tsvector) AS "coalesce"
    FROM regexp_split_to_table("left"(meetings_search_words.said, 20000), '[^[:alnum:]]+'::text) word(word),
     LATERAL unnest((word.word || meetings_stems(word.word))) kept(kept)
   WHERE ((word.word <> ''::text) AND (length(word.word) <= 100));
END;

CREATE OR REPLACE FUNCTION schedules_count_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    IF TG_OP = 'INSERT' THEN

INSERT INTO schedules_entrytotal (schedule_id, body_id, territory_id, month, number, is_gathered)
SELECT changed.schedule_id, key.body_id, key.territory_id, key.month, sum(changed.number), false
FROM (SELECT schedule_id, body_id, territory_id, span_start, 1 AS number FROM now_rows) AS changed
CROSS JOIN LATERAL (
    SELECT changed.body_id, NULL::bigint AS territory_id, date_trunc('month', changed.span_start)::date AS month
    UNION ALL SELECT NULL, changed.territory_id, NULL
) AS key
GROUP BY 1, 2, 3, 4
HAVING sum(changed.number) <> 0
;
    ELSIF TG_OP = 'DELETE' THEN

INSERT INTO schedules_entrytotal (schedule_id, body_id, territory_id, month, number, is_gathered)
SELECT changed.schedule_id, key.body_id, key.territory_id, key.month, sum(changed.number), false
FROM (SELECT schedule_id, body_id, territory_id, span_start, -1 AS number FROM was_rows) AS changed
CROSS JOIN LATERAL (
    SELECT changed.body_id, NULL::bigint AS territory_id, date_trunc('month', changed.span_start)::date AS month
    UNION ALL SELECT NULL, changed.territory_id, NULL
) AS key
GROUP BY 1, 2, 3, 4
HAVING sum(changed.number) <> 0
;
    ELSE

INSERT INTO schedules_entrytotal (schedule_id, body_id, territory_id, month, number, is_gathered)
SELECT changed.schedule_id, key.body_id, key.territory_id, key.month, sum(changed.number), false
FROM (SELECT schedule_id, body_id, territory_id, span_start, -1 AS number FROM  was_rows UNION ALL SELECT schedule_id, body_id, territory_id, span_start, 1 AS number FROM  now_rows) AS changed
CROSS JOIN LATERAL (
    SELECT changed.body_id, NULL::bigint AS territory_id, date_trunc('month', changed.span_start)::date AS month
    UNION ALL SELECT NULL, changed.territory_id, NULL
) AS key
GROUP BY 1, 2, 3, 4
HAVING sum(changed.number) <> 0
;
    END IF;
    RETURN NULL;
END
$function$;

"""
#: Rows of these apps that are written once.
_REFUSING = """
CREATE FUNCTION {app}_refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""
_REFUSE = ["audit", "calendars", "deadlines", "holding", "meetings", "questions", "schedules"]

# -- triggers -------------------------------------------------------------------------------------------
#: Tables whose history is kept, each with the columns of it.
_FOLLOWED = {
    "accounts_user": "id,is_active,language",
    "bodies_body": "ends_on,head_title_en,head_title_kk,head_title_ru,id,joined_on,kind,name_en,name_kk,name_ru,plain_en,plain_kk,plain_ru,short_en,short_kk,short_ru,slug,starts_on,territory_id",
    "bodies_bodyfunction": "body_id,ends_on,function,id,starts_on",
    "bodies_exemption": "act,body_id,ends_on,ground_en,ground_kk,ground_ru,id,starts_on",
    "bodies_handover": "body_id,completed_at,id,named_at,named_by_id,on,passed_invitations,passed_notices,person_id,successor_id",
    "bodies_invitation": "accepted_at,body_id,created_at,expires_at,grant_id,id,invited_by_id,role,sent_at,user_id,version,withdrawn_at",
    "bodies_official": "body_id,ends_on,id,post,starts_on,title_en,title_kk,title_ru",
    "bodies_rolegrant": "acting_for_id,body_id,ends_on,granted_at,granted_by_id,id,role,starts_on,user_id",
    "bodies_territory": "ends_on,genitive_kk,genitive_ru,id,kato,kind,name_en,name_kk,name_ru,parent_id,short_en,short_kk,short_ru,starts_on",
    "calendars_risksignal": "body_id,id,level,meeting_number,met_on,ministry_id,offers_deputy,on,published_at,registered_at,registered_by_id,sign,taken_up_on,territory_id,withdrawn_on",
    "deadlines_calendarday": "changed_by_id,changed_on,date,id,kind,name_en,name_kk,name_ru,source,source_en,source_kk,source_ru",
    "deadlines_decision": "act,applies_from,applies_to,body_id,day_off,decided_on,document_address,document_id,document_number,due_bound,due_counting,due_day,due_month,due_year_offset,duty,extended_to,ground_en,ground_kk,ground_ru,id,is_shipped,number,period_key,reading,recorded_at,recorded_by_id,released_as,revokes_id,stands,subject,visibility,wording_en,wording_kk,wording_ru",
    "deadlines_duechange": "changed_at,changed_by_id,decision_id,ground,id,new_due_on,obligation_id,old_due_on,on,reason",
    "deadlines_dutystart": "duty,id,since",
    "deadlines_evidence": "address,file_id,genre,id,is_filed,kind,number,obligation_id,outlet,recorded_at,recorded_by_id,recorded_on,replaces_id,sha256,signed_on,title,withdrawn_by_id,withdrawn_on,withdrawn_reason",
    "deadlines_ladder": "changed_by_id,changed_on,duty,id,rungs",
    "deadlines_obligation": "about_en,about_kk,about_ru,act,act_due_on,body_id,closed_by_officer,computed_due_on,confirm_reason,confirmed_by_id,confirmed_for_id,confirmed_on,due_on,duty,entered_on,happened,id,is_apart,is_public,known_on,late_reason,late_since,met_by_id,met_on,nominal_due_on,opened_on,opens_by,outside_reason,period_key,release_ground,released_as,released_on,reopened_on,returned_on,stands_by,subject",
    "deadlines_transmittal": "acknowledged_on,answered_by_id,evidence_id,id,obligation_id,receiver_id,return_reason,returned_on,sent_on",
    "files_storedfile": "content_type,id,is_public,purpose,sha256,size,uploaded_at,uploaded_by_id",
    "holding_account": "asked_in_all,attendees,comments_open,id,logged_by_id,logged_on,meeting_id,obtained,published_at,published_by_id,questions_minutes,signed_copy_id,signed_on,stream_link,talk_minutes,version,viewers",
    "holding_photo": "account_id,added_at,added_by_id,height,id,judged_at,judged_by_id,original_id,picture_id,preview_id,put_back_by_id,shows_children,state,width",
    "holding_question": "account_id,body_id,due_on,fate,id,number,territory_id,topic,withdrawn_on",
    "meetings_meeting": "attendance,body_id,changed_at,entry_id,format,ground_en,ground_kk,ground_ru,half_key,id,kind,month_key,more_days,moved_from,number,official_id,on,origin,published_at,quarter_key,region_id,required,schedule_id,sequence,span_end,span_start,start_time,state,subject_en,subject_kk,subject_ru,territory_id,venue_en,venue_kk,venue_ru",
    "meetings_meetingannouncement": "announced_on,channel,id,link,meeting_id,recorded_by_id,recorded_for_id,recorded_on,where_en,where_kk,where_ru,withdrawn_by_id,withdrawn_on,withdrawn_reason_en,withdrawn_reason_kk,withdrawn_reason_ru",
    "meetings_meetingheld": "announced,announced_days,attendance,end_time,held_by_id,held_on,id,meeting_id,moved_from,note_en,note_kk,note_ru,recorded_by_id,recorded_for_id,recorded_on,start_time,withdrawn_by_id,withdrawn_on,withdrawn_reason_en,withdrawn_reason_kk,withdrawn_reason_ru",
    "questions_askedquestion": "answered_minute,confirmed_at,entered_by_id,held,id,issue,joined_to_id,judged_at,judged_by_id,meeting_id,number,own_language,refusal,removal_by_id,removal_reason,sent_at,settled_on,shows_picture,state,territory_id,topic,version,way",
    "questions_demand": "answer_days,answer_due_on,answered_by_id,answered_on,body_id,confirmed_at,entered_by_id,held,id,judged_at,judged_by_id,meeting_id,number,opened_on,own_language,reached_on,refusal,removal_by_id,removal_reason,sent_at,state,territory_id,threshold,topic,until,version,way",
    "questions_demandpolicy": "answer_days,body_id,gather_days,ground_en,ground_kk,ground_ru,id,published_by_id,published_on,threshold",
    "schedules_agreementslot": "answer,answered_on,body_id,decided_by_id,decided_on,due_on,id,remarks,schedule_id,state",
    "schedules_proposal": "accepted_by_id,accepted_on,body_id,days_late,id,is_amending,kind,late_reason,period_key,refiled_on,return_comment,state,submitted_by_id,submitted_on,version",
    "schedules_proposalrow": "change_reason_en,change_reason_kk,change_reason_ru,comment,day,facts,format,ground_en,ground_kk,ground_ru,half_key,id,is_withdrawn,month_key,more_days,official_id,position,proposal_id,quarter_key,span_start,start_time,subject_en,subject_kk,subject_ru,territory_id,venue_en,venue_kk,venue_ru,version",
    "schedules_regionfacts": "as_of,id,last_visit_on,late,open,rank,repeated,territory_id",
    "schedules_schedule": "act_file_id,act_number,act_on,amendment_reason_en,amendment_reason_kk,amendment_reason_ru,amends_id,approved_by_id,approved_on,body_id,created_by_id,id,kind,period_key,publish_at,published_at,quarter_reason,return_comment,scope_key,sent_by_id,sent_on,state",
    "schedules_scheduleannouncement": "announced_on,body_id,channel,corrects_id,id,kind,link,note_en,note_kk,note_ru,period_key,photo_id,recorded_by_id,recorded_on,withdrawn_by_id,withdrawn_on,withdrawn_reason_en,withdrawn_reason_kk,withdrawn_reason_ru",
    "schedules_scheduleentry": "body_id,change_reason_en,change_reason_kk,change_reason_ru,day,facts,format,ground_en,ground_kk,ground_ru,half_key,id,key,month_key,more_days,official_id,position,quarter_key,schedule_id,source_id,source_version,span_start,start_time,subject_en,subject_kk,subject_ru,territory_id,venue_en,venue_kk,venue_ru",
    "schedules_scheduleversion": "act_number,act_on,approved_on,id,number,published_at,schedule_id,sha256",
}
#: Rows of these are noted when they change or go, not when they come.
_NOT_WHEN_MADE = ["bodies_territory", "deadlines_obligation"]
_HISTORY = {
    "insert": "NEW TABLE AS new_rows",
    "update": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "OLD TABLE AS old_rows",
}


def _history():
    for table, columns in _FOLLOWED.items():
        for verb, rows in _HISTORY.items():
            if verb == "insert" and table in _NOT_WHEN_MADE:
                continue
            yield (
                f"CREATE TRIGGER history_{verb} AFTER {verb.upper()} ON {table} REFERENCING {rows} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION audit_note_changes('{columns}');"
            )


#: What the public reads, by the topics whose version it moves.
_WATCHED = {
    ("content", "meetings,deadlines"): [
        "bodies_body",
        "bodies_bodyfunction",
        "bodies_classifierentry",
        "bodies_exemption",
        "bodies_official",
        "bodies_territory",
        "deadlines_calendarday",
    ],
    ("content", "deadlines,meetings"): ["bodies_unitcorrection"],
    ("content", "deadlines"): [
        "deadlines_decision",
        "deadlines_duechange",
        "deadlines_dutystart",
        "deadlines_evidence",
        "deadlines_obligation",
        "deadlines_obligationevent",
        "deadlines_total",
        "deadlines_transmittal",
    ],
    ("content", "meetings"): [
        "holding_account",
        "holding_accountevent",
        "holding_attachment",
        "holding_part",
        "holding_photo",
        "holding_programme",
        "holding_question",
        "meetings_meeting",
        "meetings_meetingannouncement",
        "meetings_meetingevent",
        "meetings_meetingheld",
        "questions_demandpolicy",
        "schedules_schedule",
        "schedules_scheduleannouncement",
        "schedules_scheduleentry",
        "schedules_scheduleversion",
    ],
    ("names", "names"): ["bodies_body", "bodies_official", "bodies_territory"],
}


def _watched():
    for (name, topics), tables in _WATCHED.items():
        for table in tables:
            yield (
                f"CREATE TRIGGER {name}_changed AFTER INSERT OR DELETE OR UPDATE ON {table} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION kit_note_content_change('{topics}');"
            )


#: Tables whose rows are written once, each with the app whose function refuses.
_STAY = {
    "audit_link": "audit",
    "audit_verification": "audit",
    "calendars_riskevent": "calendars",
    "deadlines_decision": "deadlines",
    "deadlines_duechange": "deadlines",
    "deadlines_obligationevent": "deadlines",
    "holding_accountevent": "holding",
    "meetings_meetingevent": "meetings",
    "questions_demandevent": "questions",
    "questions_personread": "questions",
    "questions_questionevent": "questions",
    "schedules_proposalevent": "schedules",
    "schedules_scheduleevent": "schedules",
}


def _staying():
    for table, app in _STAY.items():
        yield (
            f"CREATE TRIGGER {table}_stays BEFORE DELETE OR UPDATE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {app}_refuse_rewriting();"
        )


_OTHERS = """
CREATE TRIGGER audit_change_noted BEFORE INSERT ON audit_change FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION audit_refuse_writing();
CREATE TRIGGER audit_change_stays BEFORE DELETE OR UPDATE ON audit_change FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_rewriting();
CREATE TRIGGER content_added AFTER INSERT ON files_storedfile FOR EACH ROW WHEN (new.is_public) EXECUTE FUNCTION kit_note_content_change('meetings,deadlines');
CREATE TRIGGER content_changed AFTER DELETE OR UPDATE ON files_storedfile FOR EACH STATEMENT EXECUTE FUNCTION kit_note_content_change('meetings,deadlines');
CREATE TRIGGER content_changed AFTER UPDATE ON questions_askedquestion FOR EACH ROW WHEN (new.state IN ('agenda', 'answered', 'taken', 'outside', 'passed') OR old.state IN ('agenda', 'answered', 'taken', 'outside', 'passed')) EXECUTE FUNCTION kit_note_content_change('meetings');
CREATE TRIGGER content_changed AFTER UPDATE ON questions_demand FOR EACH ROW WHEN (new.state IN ('open', 'reached', 'appointed', 'joined', 'declined', 'lapsed') OR old.state IN ('open', 'reached', 'appointed', 'joined', 'declined', 'lapsed')) EXECUTE FUNCTION kit_note_content_change('meetings');
CREATE TRIGGER content_changed AFTER UPDATE ON questions_voice FOR EACH ROW WHEN (new.confirmed_at IS DISTINCT FROM old.confirmed_at OR new.withdrawn_at IS DISTINCT FROM old.withdrawn_at) EXECUTE FUNCTION kit_note_content_change('meetings');
CREATE TRIGGER deadlines_evidence_only_withdrawn BEFORE UPDATE ON deadlines_evidence FOR EACH ROW EXECUTE FUNCTION deadlines_only_withdraw();
CREATE TRIGGER deadlines_evidence_stays BEFORE DELETE ON deadlines_evidence FOR EACH ROW EXECUTE FUNCTION deadlines_refuse_rewriting();
CREATE TRIGGER deadlines_obligation_stale_delete AFTER DELETE ON deadlines_obligation REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION deadlines_note_stale();
CREATE TRIGGER deadlines_obligation_stale_insert AFTER INSERT ON deadlines_obligation REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION deadlines_note_stale();
CREATE TRIGGER deadlines_obligation_stale_update AFTER UPDATE ON deadlines_obligation REFERENCING OLD TABLE AS old_rows NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION deadlines_note_stale_change();
CREATE TRIGGER deadlines_obligation_unmark AFTER DELETE ON deadlines_obligation REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION deadlines_forget_marks();
CREATE TRIGGER deadlines_obligation_unmark_all AFTER TRUNCATE ON deadlines_obligation FOR EACH STATEMENT EXECUTE FUNCTION deadlines_forget_all_marks();
CREATE TRIGGER meetings_counted_delete AFTER DELETE ON meetings_meeting REFERENCING OLD TABLE AS was_rows FOR EACH STATEMENT EXECUTE FUNCTION meetings_count_changed();
CREATE TRIGGER meetings_counted_insert AFTER INSERT ON meetings_meeting REFERENCING NEW TABLE AS now_rows FOR EACH STATEMENT EXECUTE FUNCTION meetings_count_changed();
CREATE TRIGGER meetings_counted_update AFTER UPDATE ON meetings_meeting REFERENCING OLD TABLE AS was_rows NEW TABLE AS now_rows FOR EACH STATEMENT EXECUTE FUNCTION meetings_count_changed();
CREATE TRIGGER names_changed AFTER UPDATE ON schedules_schedule FOR EACH ROW WHEN (old.period_key IS DISTINCT FROM new.period_key) EXECUTE FUNCTION kit_note_content_change('names');
CREATE TRIGGER schedules_counted_delete AFTER DELETE ON schedules_scheduleentry REFERENCING OLD TABLE AS was_rows FOR EACH STATEMENT EXECUTE FUNCTION schedules_count_changed();
CREATE TRIGGER schedules_counted_insert AFTER INSERT ON schedules_scheduleentry REFERENCING NEW TABLE AS now_rows FOR EACH STATEMENT EXECUTE FUNCTION schedules_count_changed();
CREATE TRIGGER schedules_counted_update AFTER UPDATE ON schedules_scheduleentry REFERENCING OLD TABLE AS was_rows NEW TABLE AS now_rows FOR EACH STATEMENT EXECUTE FUNCTION schedules_count_changed();
CREATE TRIGGER schedules_scheduleversion_frozen BEFORE UPDATE ON schedules_scheduleversion FOR EACH ROW WHEN (old.schedule_id IS DISTINCT FROM new.schedule_id OR old.number IS DISTINCT FROM new.number OR old.content IS DISTINCT FROM new.content OR old.sha256 IS DISTINCT FROM new.sha256 OR old.act_number IS DISTINCT FROM new.act_number OR old.act_on IS DISTINCT FROM new.act_on OR old.approved_on IS DISTINCT FROM new.approved_on) EXECUTE FUNCTION schedules_refuse_rewriting();
CREATE TRIGGER schedules_scheduleversion_stays BEFORE DELETE ON schedules_scheduleversion FOR EACH ROW EXECUTE FUNCTION schedules_refuse_rewriting();
"""

# -- tables ---------------------------------------------------------------------------------------------
# fmt: off
_CHANGES = """
CREATE TABLE kit_content_change (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic text NOT NULL,
    weight numeric NOT NULL
);
"""
_UNLOGGED = "ALTER TABLE meetings_meetingtext SET UNLOGGED;"

_FILES = [
    migrations.CreateModel(
        name='StoredFile',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('sha256', models.CharField(db_index=True, max_length=64, validators=[django.core.validators.RegexValidator('\\A[0-9a-f]{64}\\Z')])),
            ('size', models.PositiveIntegerField(verbose_name='size in bytes')),
            ('content_type', models.CharField(max_length=100, verbose_name='content type')),
            ('name', models.CharField(max_length=150, verbose_name='file name')),
            ('purpose', models.CharField(choices=[('evidence', 'evidence'), ('act', 'scan of an act'), ('result', 'made by the portal'), ('workbook', 'workbook to import'), ('photo', 'photo of a meeting')], max_length=16, verbose_name='purpose')),
            ('content', models.FileField(upload_to='')),
            ('is_public', models.BooleanField(default=False, verbose_name='public')),
            ('uploaded_at', models.DateTimeField(auto_now_add=True, verbose_name='uploaded')),
            ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='uploads', to=settings.AUTH_USER_MODEL)),
        ],
        options={
            'verbose_name': 'file',
            'verbose_name_plural': 'files',
            'ordering': ['id'],
            'constraints': [models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='files_storedfile_size')],
        },
    ),
]

_BODIES = [
    migrations.CreateModel(
        name='Body',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('slug', models.SlugField(max_length=60, unique=True, verbose_name='address')),
            ('kind', models.CharField(choices=[('ministry', 'ministry'), ('akimat', 'akimat'), ('maslikhat', 'maslikhat'), ('government', 'Government'), ('government_apparatus', 'Government Apparatus'), ('administration', 'Presidential Administration')], max_length=24, verbose_name='kind')),
            ('name_kk', models.CharField(max_length=250)),
            ('name_ru', models.CharField(max_length=250)),
            ('name_en', models.CharField(max_length=250)),
            ('plain_kk', models.CharField(max_length=250)),
            ('plain_ru', models.CharField(max_length=250)),
            ('plain_en', models.CharField(max_length=250)),
            ('short_kk', models.CharField(max_length=120)),
            ('short_ru', models.CharField(max_length=120)),
            ('short_en', models.CharField(max_length=120)),
            ('head_title_kk', models.CharField(max_length=200)),
            ('head_title_ru', models.CharField(max_length=200)),
            ('head_title_en', models.CharField(max_length=200)),
            ('starts_on', models.DateField(verbose_name='since')),
            ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
            ('joined_on', models.DateField(blank=True, help_text='Duties due before this day do not count for the body.', null=True, verbose_name='on the portal since')),
            ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bodies', to='bodies.territory', verbose_name='territory')),
        ],
        options={
            'verbose_name': 'body',
            'verbose_name_plural': 'bodies',
            'ordering': ['slug'],
            'indexes': [models.Index(fields=['kind', 'slug'], name='bodies_body_kind')],
            'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='bodies_body_dates', violation_error_message='The end must be later than the beginning.'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['akimat', 'maslikhat']), ('territory__isnull', False)), models.Q(models.Q(('kind__in', ['akimat', 'maslikhat']), _negated=True), ('territory__isnull', True)), _connector='OR'), name='bodies_body_territory', violation_error_message='An akimat or maslikhat has a territory; a central body has none.')],
        },
    ),
    migrations.CreateModel(
        name='Edition',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('edition_on', models.DateField()),
            ('source', models.CharField(max_length=150)),
            ('sha256', models.CharField(max_length=64, validators=[django.core.validators.RegexValidator('\\A[0-9a-f]{64}\\Z')])),
            ('rows', models.PositiveIntegerField()),
            ('report', models.JSONField(default=dict)),
            ('content', models.JSONField(blank=True, null=True)),
            ('accepts_closures', models.BooleanField(default=False)),
            ('read_at', models.DateTimeField(auto_now_add=True)),
            ('applied_at', models.DateTimeField(blank=True, null=True)),
            ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        ],
        options={
            'verbose_name': 'edition of the classifier',
            'verbose_name_plural': 'editions of the classifier',
            'ordering': ['-pk'],
            'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('applied_at__isnull', False), ('content__isnull', True)), models.Q(('applied_at__isnull', True), ('content__isnull', False)), _connector='OR'), name='bodies_edition_waits_or_is_applied')],
        },
    ),
    migrations.CreateModel(
        name='ClassifierEntry',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('code', models.CharField(max_length=9, validators=[django.core.validators.RegexValidator('\\A[0-9]{9}\\Z')], verbose_name='code')),
            ('region', models.CharField(max_length=2, verbose_name='region')),
            ('level', models.PositiveSmallIntegerField()),
            ('type_code', models.PositiveSmallIntegerField(blank=True, null=True)),
            ('parent_code', models.CharField(blank=True, max_length=9, verbose_name='inside')),
            ('name_kk', models.CharField(max_length=120)),
            ('name_ru', models.CharField(max_length=120)),
            ('folded', models.CharField(editable=False, max_length=260)),
            ('starts_on', models.DateField(verbose_name='since')),
            ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
            ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='bodies.edition')),
        ],
        options={
            'verbose_name': 'row of the classifier',
            'verbose_name_plural': 'rows of the classifier',
            'ordering': ['code', 'starts_on', 'pk'],
            'indexes': [models.Index(condition=models.Q(('ends_on__isnull', True)), fields=['code'], name='bodies_entry_current'), models.Index(condition=models.Q(('ends_on__isnull', True)), fields=['parent_code'], name='bodies_entry_parent'), django.contrib.postgres.indexes.GinIndex(fields=['folded'], name='bodies_entry_folded', opclasses=['gin_trgm_ops'])],
            'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='bodies_entry_dates'), models.CheckConstraint(condition=models.Q(models.Q(('level', 0), ('parent_code', '')), models.Q(('level__gt', 0), ('level__lte', 3), models.Q(('parent_code', ''), _negated=True)), _connector='OR'), name='bodies_entry_parent_known'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('code', '='), (models.Func('starts_on', 'ends_on', django.contrib.postgres.fields.ranges.RangeBoundary(), function='DATERANGE', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='bodies_entry_one_a_code')],
        },
    ),
    migrations.CreateModel(
        name='Exemption',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('act', models.CharField(max_length=8, verbose_name='act')),
            ('ground_kk', models.CharField(max_length=250)),
            ('ground_ru', models.CharField(max_length=250)),
            ('ground_en', models.CharField(max_length=250)),
            ('starts_on', models.DateField(verbose_name='since')),
            ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
            ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exemptions', to='bodies.body')),
        ],
        options={
            'verbose_name': 'exemption',
            'verbose_name_plural': 'exemptions',
            'ordering': ['act', 'body_id', 'starts_on'],
            'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='bodies_exemption_dates', violation_error_message='The end must be later than the beginning.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('body', '='), ('act', '='), (models.Func('starts_on', 'ends_on', django.contrib.postgres.fields.ranges.RangeBoundary(), function='DATERANGE', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='bodies_exemption_once')],
        },
    ),
    migrations.CreateModel(
        name='Handover',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('on', models.DateField(verbose_name='first day without the person')),
            ('note', models.TextField(blank=True, verbose_name='what the successor should know')),
            ('named_at', models.DateTimeField(auto_now_add=True)),
            ('completed_at', models.DateTimeField(blank=True, null=True, verbose_name='carried out')),
            ('passed_notices', models.PositiveIntegerField(default=0, verbose_name='notices passed on')),
            ('passed_invitations', models.PositiveIntegerField(default=0, verbose_name='invitations passed on')),
            ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handovers', to='bodies.body')),
            ('named_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handovers', to=settings.AUTH_USER_MODEL)),
            ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='taken_over', to=settings.AUTH_USER_MODEL)),
        ],
        options={
            'verbose_name': 'handover',
            'verbose_name_plural': 'handovers',
            'ordering': ['-id'],
            'constraints': [models.CheckConstraint(condition=models.Q(('successor__isnull', True), models.Q(('successor', models.F('person')), _negated=True), _connector='OR'), name='bodies_handover_to_another', violation_error_message='Nobody can take over from themselves.'), models.UniqueConstraint(condition=models.Q(('completed_at__isnull', True)), fields=('person', 'body'), name='bodies_handover_one_open', violation_error_message='The person is leaving this body already.')],
        },
    ),
    migrations.CreateModel(
        name='Official',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('post', models.CharField(choices=[('first_head', 'first head'), ('deputy', 'deputy head'), ('committee_chair', 'committee chair')], max_length=20, verbose_name='post')),
            ('title_kk', models.CharField(max_length=200)),
            ('title_ru', models.CharField(max_length=200)),
            ('title_en', models.CharField(max_length=200)),
            ('full_name_kk', models.CharField(blank=True, max_length=200)),
            ('full_name_ru', models.CharField(blank=True, max_length=200)),
            ('full_name_en', models.CharField(blank=True, max_length=200)),
            ('starts_on', models.DateField(verbose_name='since')),
            ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
            ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='officials', to='bodies.body')),
        ],
        options={
            'verbose_name': 'official',
            'verbose_name_plural': 'officials',
            'ordering': ['body_id', 'post', 'id'],
            'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='bodies_official_dates', violation_error_message='The end must be later than the beginning.'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('post', 'first_head')), expressions=[('body', '='), (models.Func('starts_on', 'ends_on', django.contrib.postgres.fields.ranges.RangeBoundary(), function='DATERANGE', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='bodies_official_one_first_head', violation_error_message='The body has another first head in these days.')],
        },
    ),
    migrations.CreateModel(
        name='RoleGrant',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('role', models.CharField(choices=[('preparer', 'preparer'), ('head', 'head of the body'), ('approver', 'Government approver'), ('maslikhat', 'maslikhat representative'), ('officer', 'akimat officer'), ('overseer', 'overseer'), ('administrator', 'administrator')], max_length=16, verbose_name='role')),
            ('starts_on', models.DateField(verbose_name='since')),
            ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
            ('granted_at', models.DateTimeField(auto_now_add=True)),
            ('ground', models.CharField(blank=True, max_length=200, verbose_name='order')),
            ('sessions_ended_at', models.DateTimeField(blank=True, editable=False, null=True)),
            ('acting_for', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='acting', to='bodies.rolegrant', verbose_name='acting for')),
            ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='role_grants', to='bodies.body')),
            ('granted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='role_grants', to=settings.AUTH_USER_MODEL)),
        ],
        options={
            'verbose_name': 'role of a person',
            'verbose_name_plural': 'roles of people',
            'ordering': ['body_id', 'role', 'id'],
            'indexes': [models.Index(fields=['body', 'role'], name='bodies_grant_body_role')],
            'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='bodies_grant_dates', violation_error_message='The end must not be earlier than the beginning.'), models.CheckConstraint(condition=models.Q(('acting_for__isnull', True), ('ends_on__isnull', False), _connector='OR'), name='bodies_grant_acting_ends', violation_error_message='An acting person acts to a last day.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('user', '='), ('body', '='), ('role', '='), (models.Func('starts_on', 'ends_on', django.contrib.postgres.fields.ranges.RangeBoundary(), function='DATERANGE', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='bodies_grant_once', violation_error_message='The person holds this role at this body in these days.')],
        },
    ),
    migrations.CreateModel(
        name='Invitation',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('email', models.EmailField(max_length=254, verbose_name='e-mail')),
            ('full_name', models.CharField(max_length=200, verbose_name='full name')),
            ('language', models.CharField(choices=[('kk', 'Қазақша'), ('ru', 'Русский'), ('en', 'English')], default='kk', max_length=2, verbose_name='language')),
            ('role', models.CharField(choices=[('preparer', 'preparer'), ('head', 'head of the body'), ('approver', 'Government approver'), ('maslikhat', 'maslikhat representative'), ('officer', 'akimat officer'), ('overseer', 'overseer'), ('administrator', 'administrator')], max_length=16, verbose_name='role')),
            ('version', models.PositiveSmallIntegerField(default=1, verbose_name='version')),
            ('nonce', models.CharField(editable=False, max_length=64)),
            ('key_sha256', models.CharField(blank=True, editable=False, max_length=64)),
            ('created_at', models.DateTimeField(auto_now_add=True)),
            ('sent_at', models.DateTimeField(verbose_name='sent')),
            ('expires_at', models.DateTimeField(verbose_name='can be accepted until')),
            ('accepted_at', models.DateTimeField(blank=True, null=True, verbose_name='accepted')),
            ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn')),
            ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='bodies.body')),
            ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to=settings.AUTH_USER_MODEL)),
            ('grant', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitation', to='bodies.rolegrant')),
        ],
        options={
            'verbose_name': 'invitation',
            'verbose_name_plural': 'invitations',
            'ordering': ['-id'],
            'indexes': [models.Index(fields=['body', '-id'], name='bodies_invitation_body')],
            'constraints': [models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='bodies_invitation_email_lower'), models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('sent_at'))), name='bodies_invitation_dates'), models.CheckConstraint(condition=models.Q(models.Q(('accepted_at__isnull', True), ('grant__isnull', True)), models.Q(('accepted_at__isnull', False), ('grant__isnull', False), ('withdrawn_at__isnull', True)), _connector='OR'), name='bodies_invitation_end', violation_error_message='An accepted invitation has given a role and cannot be withdrawn.'), models.UniqueConstraint(condition=models.Q(('accepted_at__isnull', True), ('withdrawn_at__isnull', True)), fields=('email', 'body', 'role'), name='bodies_invitation_one_open', violation_error_message='The person is invited to this role already.'), models.UniqueConstraint(condition=models.Q(('key_sha256', ''), _negated=True), fields=('key_sha256',), name='bodies_invitation_key')],
        },
    ),
    migrations.CreateModel(
        name='Territory',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('kato', models.CharField(max_length=9, validators=[django.core.validators.RegexValidator('\\A[0-9]{9}\\Z')], verbose_name='code')),
            ('kind', models.CharField(choices=[('region', 'region'), ('republican_city', 'city of republican significance, capital'), ('district', 'district'), ('city', 'city of regional significance'), ('city_district', 'city district'), ('town', 'city of district significance'), ('rural_district', 'rural district'), ('settlement', 'settlement'), ('village', 'village with its own akim'), ('locality', 'place without an akim')], max_length=20, verbose_name='kind')),
            ('name_kk', models.CharField(max_length=120)),
            ('name_ru', models.CharField(max_length=120)),
            ('name_en', models.CharField(max_length=120)),
            ('short_kk', models.CharField(max_length=60)),
            ('short_ru', models.CharField(max_length=60)),
            ('short_en', models.CharField(max_length=60)),
            ('genitive_kk', models.CharField(max_length=120)),
            ('genitive_ru', models.CharField(max_length=120)),
            ('starts_on', models.DateField(verbose_name='since')),
            ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
            ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='bodies.territory', verbose_name='inside')),
        ],
        options={
            'verbose_name': 'territory',
            'verbose_name_plural': 'territories',
            'ordering': ['kato', 'starts_on'],
            'indexes': [models.Index(fields=['kind'], name='bodies_territory_kind')],
            'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='bodies_territory_dates', violation_error_message='The end must be later than the beginning.'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ('region', 'republican_city')), ('parent__isnull', True)), models.Q(models.Q(('kind__in', ('region', 'republican_city')), _negated=True), ('parent__isnull', False)), _connector='OR'), name='bodies_territory_parent', violation_error_message='A district or city lies inside a region; a region lies inside none.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('kato', '='), (models.Func('starts_on', 'ends_on', django.contrib.postgres.fields.ranges.RangeBoundary(), function='DATERANGE', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='bodies_territory_one_place_a_code', violation_error_message='Another place has this code in these days.')],
        },
    ),
    migrations.CreateModel(
        name='UnitCorrection',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('on', models.DateField(verbose_name='in force from')),
            ('is_unit', models.BooleanField(verbose_name='meetings are owed there')),
            ('reason', models.CharField(max_length=500, verbose_name='ground')),
            ('at', models.DateTimeField(auto_now_add=True)),
            ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='unit_corrections', to='bodies.territory', verbose_name='place')),
            ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('visitor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.territory', verbose_name='visited by the akim of')),
        ],
        options={
            'verbose_name': 'correction of a unit',
            'verbose_name_plural': 'corrections of units',
            'ordering': ['place_id', 'on', 'pk'],
            'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='bodies_unit_reason', violation_error_message='Say why.'), models.CheckConstraint(condition=models.Q(('visitor__isnull', True), models.Q(('is_unit', True), models.Q(('visitor', models.F('place')), _negated=True)), _connector='OR'), name='bodies_unit_visitor', violation_error_message='Another akim visits only a place that is a unit.')],
        },
    ),
    migrations.CreateModel(
        name='BodyChange',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('kind', models.CharField(choices=[('name', 'name'), ('type', 'type of the unit'), ('succession', 'succession'), ('end', 'end')], max_length=12)),
            ('on', models.DateField()),
            ('before', models.CharField(blank=True, max_length=250)),
            ('after', models.CharField(blank=True, max_length=250)),
            ('reason', models.CharField(blank=True, max_length=500)),
            ('at', models.DateTimeField(auto_now_add=True)),
            ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='bodies.body')),
            ('predecessor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.body')),
            ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        ],
        options={
            'verbose_name': 'change of an office',
            'verbose_name_plural': 'changes of offices',
            'ordering': ['-on', '-pk'],
            'constraints': [models.CheckConstraint(condition=models.Q(('user__isnull', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='bodies_change_reason', violation_error_message='Say why.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'succession'), ('predecessor__isnull', False)), models.Q(models.Q(('kind', 'succession'), _negated=True), ('predecessor__isnull', True)), _connector='OR'), name='bodies_change_predecessor')],
        },
    ),
    migrations.CreateModel(
        name='BodyFunction',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('function', models.CharField(choices=[('authorised_information', 'authorised body for access to information'), ('mass_media', 'authorised body for mass media'), ('schedule_approval', 'approves the schedule of meetings'), ('control_government', 'control on behalf of the Government'), ('control_president', 'control on behalf of the President')], max_length=32, verbose_name='function')),
            ('starts_on', models.DateField(verbose_name='since')),
            ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
            ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='functions', to='bodies.body')),
        ],
        options={
            'verbose_name': 'function of a body',
            'verbose_name_plural': 'functions of bodies',
            'ordering': ['function', 'starts_on'],
            'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='bodies_function_dates', violation_error_message='The end must be later than the beginning.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('function', '='), (models.Func('starts_on', 'ends_on', django.contrib.postgres.fields.ranges.RangeBoundary(), function='DATERANGE', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='bodies_function_one_holder', violation_error_message='Another body holds this function in these days.')],
        },
    ),
]

_AUDIT = [
    migrations.CreateModel(
        name='Verification',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('at', models.DateTimeField()),
            ('links', models.PositiveBigIntegerField()),
            ('head', models.CharField(blank=True, max_length=64)),
            ('broken_at', models.PositiveBigIntegerField(blank=True, null=True)),
            ('fault', models.CharField(blank=True, max_length=20)),
            ('subject', models.CharField(blank=True, max_length=100)),
            ('count', models.PositiveIntegerField(default=0)),
        ],
        options={
            'verbose_name': 'verification of the chain',
            'verbose_name_plural': 'verifications of the chain',
            'ordering': ['-pk'],
            'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('count', 0), ('fault', '')), models.Q(models.Q(('fault', ''), _negated=True), ('count__gt', 0)), _connector='OR'), name='audit_verification_fault')],
        },
    ),
    migrations.CreateModel(
        name='Change',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('at', models.DateTimeField()),
            ('table', models.CharField(max_length=63)),
            ('row', models.BigIntegerField()),
            ('operation', models.CharField(choices=[('insert', 'added'), ('update', 'changed'), ('delete', 'removed')], max_length=6)),
            ('before', models.JSONField(blank=True, null=True)),
            ('after', models.JSONField(blank=True, null=True)),
            ('source', models.CharField(blank=True, choices=[('page', 'page'), ('job', 'background work'), ('task', 'task of the portal'), ('command', 'command on the server')], max_length=7)),
            ('place', models.CharField(blank=True, max_length=100)),
            ('act', models.UUIDField(blank=True, null=True)),
            ('user', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
        ],
        options={
            'verbose_name': 'change of a row',
            'verbose_name_plural': 'history of changes',
            'ordering': ['-id'],
            'indexes': [models.Index(fields=['table', 'row'], name='audit_change_row'), models.Index(condition=models.Q(('user__isnull', False)), fields=['user'], name='audit_change_user'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['at'], name='audit_change_at')],
        },
    ),
    migrations.CreateModel(
        name='Link',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('number', models.PositiveBigIntegerField(unique=True)),
            ('previous', models.CharField(max_length=64, unique=True)),
            ('kind', models.CharField(choices=[('approval', 'approval'), ('publication', 'publication'), ('decision', 'decision on a duty'), ('correction', 'correction of evidence')], max_length=16)),
            ('subject', models.CharField(max_length=100)),
            ('digest', models.CharField(max_length=64)),
            ('on', models.DateField()),
            ('at', models.DateTimeField()),
            ('facts', models.JSONField(default=dict)),
            ('hash', models.CharField(max_length=64, unique=True)),
            ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        ],
        options={
            'verbose_name': 'entry of the log',
            'verbose_name_plural': 'tamper-evident log',
            'ordering': ['number'],
            'indexes': [models.Index(fields=['kind', 'on'], name='audit_link_kind_on')],
            'constraints': [models.UniqueConstraint(fields=('kind', 'subject'), name='audit_link_subject_once'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='audit_link_number'), models.CheckConstraint(condition=models.Q(('digest__regex', '^[0-9a-f]{64}$'), ('hash__regex', '^[0-9a-f]{64}$'), ('previous__regex', '^[0-9a-f]{64}$')), name='audit_link_hashes')],
        },
    ),
]

_NOTICES = [
    migrations.CreateModel(
        name='Letter',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('message_id', models.CharField(max_length=200, unique=True)),
            ('kind', models.CharField(choices=[('digest', 'digest of the day'), ('single', 'single notice'), ('invitation', 'invitation'), ('role_invitation', 'invitation to a role'), ('password_reset', 'password reset'), ('password_changed', 'password changed')], max_length=20, verbose_name='kind')),
            ('matter', models.CharField(blank=True, max_length=40, verbose_name='matter')),
            ('on', models.DateField(verbose_name='civil day')),
            ('number', models.PositiveSmallIntegerField(default=1, verbose_name='number in the day')),
            ('due_on', models.DateField(blank=True, null=True, verbose_name='late after')),
            ('subject', models.CharField(blank=True, max_length=300, verbose_name='subject')),
            ('text', models.TextField(blank=True, verbose_name='text')),
            ('state', models.CharField(choices=[('pending', 'to be sent'), ('sent', 'sent'), ('failed', 'refused by the receiver'), ('dropped', 'not needed any more')], default='pending', max_length=8, verbose_name='state')),
            ('attempts', models.PositiveIntegerField(default=0, verbose_name='tries')),
            ('refusals', models.PositiveSmallIntegerField(default=0, verbose_name='refusals')),
            ('next_try_at', models.DateTimeField(verbose_name='next try')),
            ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent')),
            ('last_error', models.CharField(blank=True, max_length=80, verbose_name='last failure')),
            ('created_at', models.DateTimeField(auto_now_add=True)),
            ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to=settings.AUTH_USER_MODEL)),
        ],
        options={
            'verbose_name': 'letter',
            'verbose_name_plural': 'letters',
            'ordering': ['id'],
            'indexes': [models.Index(condition=models.Q(('state', 'pending')), fields=['next_try_at'], name='notices_letter_pending'), models.Index(fields=['user', 'on'], name='notices_letter_user_on')],
            'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='notices_letter_sent'), models.UniqueConstraint(condition=models.Q(('kind', 'digest')), fields=('user', 'on', 'number'), name='notices_letter_digest_number')],
        },
    ),
    migrations.CreateModel(
        name='Notice',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('key', models.CharField(max_length=200, unique=True, verbose_name='key')),
            ('kind', models.CharField(max_length=40, verbose_name='kind')),
            ('line_kk', models.TextField()),
            ('line_ru', models.TextField()),
            ('line_en', models.TextField()),
            ('path', models.CharField(max_length=300, verbose_name='page')),
            ('thread', models.CharField(blank=True, max_length=200, verbose_name='thread')),
            ('matter', models.CharField(blank=True, max_length=200, verbose_name='matter')),
            ('matter_kk', models.TextField(blank=True)),
            ('matter_ru', models.TextField(blank=True)),
            ('matter_en', models.TextField(blank=True)),
            ('due_on', models.DateField(blank=True, null=True, verbose_name='due')),
            ('digest', models.BooleanField(default=False, verbose_name='in the digest of the day')),
            ('is_copy', models.BooleanField(default=False, verbose_name='copy')),
            ('created_for', models.DateField(verbose_name='civil day')),
            ('created_at', models.DateTimeField(auto_now_add=True)),
            ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn')),
            ('letter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='notices.letter')),
            ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to=settings.AUTH_USER_MODEL)),
        ],
        options={
            'verbose_name': 'notice',
            'verbose_name_plural': 'notices',
            'ordering': ['id'],
            'indexes': [models.Index(condition=models.Q(('letter__isnull', True), ('withdrawn_at__isnull', True)), fields=['user', 'digest'], name='notices_notice_untold'), models.Index(condition=models.Q(('thread', ''), _negated=True), fields=['thread'], name='notices_notice_thread')],
            'constraints': [models.CheckConstraint(condition=models.Q(('path__startswith', '/')), name='notices_notice_path')],
        },
    ),
]

_JOBS = [
    migrations.CreateModel(
        name='Job',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('kind', models.CharField(max_length=60)),
            ('args', models.JSONField(default=dict)),
            ('args_hash', models.CharField(max_length=64)),
            ('title_kk', models.CharField(max_length=300)),
            ('title_ru', models.CharField(max_length=300)),
            ('title_en', models.CharField(max_length=300)),
            ('then', models.CharField(blank=True, max_length=300)),
            ('state', models.CharField(choices=[('waiting', 'waits its turn'), ('running', 'is being done'), ('done', 'done'), ('failed', 'failed'), ('cancelled', 'cancelled')], default='waiting', max_length=9)),
            ('done', models.PositiveIntegerField(default=0)),
            ('total', models.PositiveIntegerField(default=0)),
            ('attempts', models.PositiveSmallIntegerField(default=0)),
            ('run_key', models.UUIDField(blank=True, null=True)),
            ('heartbeat_at', models.DateTimeField(blank=True, null=True)),
            ('cancel_asked_at', models.DateTimeField(blank=True, null=True)),
            ('summary_kk', models.TextField(blank=True)),
            ('summary_ru', models.TextField(blank=True)),
            ('summary_en', models.TextField(blank=True)),
            ('path', models.CharField(blank=True, max_length=300)),
            ('error_code', models.CharField(blank=True, max_length=60)),
            ('error_kk', models.TextField(blank=True)),
            ('error_ru', models.TextField(blank=True)),
            ('error_en', models.TextField(blank=True)),
            ('created_at', models.DateTimeField(auto_now_add=True)),
            ('started_at', models.DateTimeField(blank=True, null=True)),
            ('ended_at', models.DateTimeField(blank=True, null=True)),
            ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='files.storedfile')),
            ('given', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='files.storedfile')),
            ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='jobs', to=settings.AUTH_USER_MODEL)),
        ],
        options={
            'verbose_name': 'background work',
            'verbose_name_plural': 'background work',
            'ordering': ['-pk'],
            'indexes': [models.Index(fields=['user', '-id'], name='jobs_job_of_user'), models.Index(condition=models.Q(('state__in', ('waiting', 'running'))), fields=['created_at'], name='jobs_job_open'), models.Index(fields=['ended_at'], name='jobs_job_ended')],
            'constraints': [models.UniqueConstraint(condition=models.Q(('cancel_asked_at__isnull', True), ('state__in', ('waiting', 'running'))), fields=('user', 'kind', 'args_hash'), name='jobs_job_once_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('state__in', ('waiting', 'running'))), models.Q(models.Q(('state__in', ('waiting', 'running')), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='jobs_job_ended_has_time'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'running'), _negated=True), models.Q(('heartbeat_at__isnull', False), ('run_key__isnull', False)), _connector='OR'), name='jobs_job_running_is_owned')],
        },
    ),
]

_DEADLINES = [
    migrations.CreateModel(
        name='DutyStart',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('duty', models.CharField(max_length=16, unique=True, verbose_name='duty')),
            ('since', models.DateField(verbose_name='for due days from')),
        ],
        options={
            'verbose_name': 'start of a duty',
            'verbose_name_plural': 'starts of duties',
        },
    ),
    migrations.CreateModel(
        name='CalendarDay',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('date', models.DateField(unique=True, verbose_name='day')),
            ('kind', models.CharField(choices=[('holiday', 'holiday'), ('observed', 'day off for a holiday'), ('day_off', 'moved day off'), ('workday', 'working day by decision'), ('plain', 'an ordinary day')], max_length=8, verbose_name='kind')),
            ('name_kk', models.CharField(max_length=150)),
            ('name_ru', models.CharField(max_length=150)),
            ('name_en', models.CharField(max_length=150)),
            ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
            ('source_kk', models.CharField(blank=True, max_length=300)),
            ('source_ru', models.CharField(blank=True, max_length=300)),
            ('source_en', models.CharField(blank=True, max_length=300)),
            ('changed_on', models.DateField(blank=True, null=True, verbose_name='changed')),
            ('changed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        ],
        options={
            'verbose_name': 'day of the working calendar',
            'verbose_name_plural': 'working calendar',
            'ordering': ['date'],
        },
    ),
    migrations.CreateModel(
        name='Decision',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('number', models.PositiveSmallIntegerField(verbose_name='number')),
            ('duty', models.CharField(blank=True, max_length=16, verbose_name='duty')),
            ('act', models.CharField(blank=True, max_length=8, verbose_name='act')),
            ('period_key', models.CharField(blank=True, max_length=8, verbose_name='period')),
            ('subject', models.CharField(blank=True, max_length=120, verbose_name='subject')),
            ('extended_to', models.DateField(blank=True, null=True, verbose_name='last day for this body')),
            ('released_as', models.CharField(blank=True, choices=[('waived', 'Waived'), ('exempt', 'Exempt'), ('gone', 'Not needed any more')], max_length=8, verbose_name='released')),
            ('document_address', models.CharField(blank=True, max_length=500, verbose_name='address of the document')),
            ('document_number', models.CharField(blank=True, max_length=60, verbose_name='number of the document')),
            ('wording_kk', models.TextField()),
            ('wording_ru', models.TextField()),
            ('wording_en', models.TextField()),
            ('ground_kk', models.TextField()),
            ('ground_ru', models.TextField()),
            ('ground_en', models.TextField()),
            ('applies_from', models.DateField(verbose_name='for periods from')),
            ('applies_to', models.DateField(blank=True, null=True, verbose_name='for periods before')),
            ('stands', models.BooleanField(blank=True, null=True, verbose_name='duty stands')),
            ('due_year_offset', models.SmallIntegerField(blank=True, null=True)),
            ('due_month', models.PositiveSmallIntegerField(blank=True, null=True)),
            ('due_day', models.PositiveSmallIntegerField(blank=True, null=True)),
            ('due_bound', models.CharField(blank=True, choices=[('NLT', 'NLT'), ('BY', 'BY'), ('BEFORE', 'BEFORE')], max_length=6)),
            ('due_counting', models.CharField(blank=True, choices=[('days_after', 'calendar days after the event'), ('working_days_after', 'working days after the event'), ('days_before', 'calendar days before the event'), ('working_days_before', 'working days before the event')], max_length=19, verbose_name='counted from the event')),
            ('day_off', models.CharField(blank=True, choices=[('none', 'does not move'), ('next', 'moves to the next working day'), ('previous', 'moves to the working day before')], max_length=8, verbose_name='on a day off')),
            ('visibility', models.CharField(blank=True, choices=[('public', 'public'), ('internal', 'internal')], max_length=8, verbose_name='visibility')),
            ('reading', models.CharField(blank=True, choices=[('narrow', 'each unit once'), ('wide', 'each unit, and each village inside it')], max_length=6, verbose_name='reading of the norm')),
            ('is_shipped', models.BooleanField(default=False, verbose_name='shipped with the portal')),
            ('decided_on', models.DateField(blank=True, null=True, verbose_name='decided')),
            ('recorded_at', models.DateTimeField(auto_now_add=True)),
            ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.body', verbose_name='body')),
            ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
            ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('revokes', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='revoked_by', to='deadlines.decision')),
        ],
        options={
            'verbose_name': 'decision',
            'verbose_name_plural': 'decisions',
            'ordering': ['number', 'duty', 'pk'],
            'constraints': [models.UniqueConstraint(condition=models.Q(('is_shipped', True)), fields=('number', 'duty'), name='deadlines_decision_shipped_once'), models.CheckConstraint(condition=models.Q(('applies_to__isnull', True), ('applies_to__gt', models.F('applies_from')), _connector='OR'), name='deadlines_decision_dates', violation_error_message='The end must be later than the beginning.'), models.CheckConstraint(condition=models.Q(models.Q(('due_bound', ''), ('due_day__isnull', True), ('due_month__isnull', True), ('due_year_offset__isnull', True)), models.Q(('due_day__isnull', False), models.Q(('due_bound', ''), _negated=True), models.Q(models.Q(('due_month__isnull', True), ('due_year_offset__isnull', True)), models.Q(('due_month__isnull', False), ('due_year_offset__isnull', False)), _connector='OR')), _connector='OR'), name='deadlines_decision_due_whole', violation_error_message='A due day needs its bound; a month needs its year.'), models.CheckConstraint(condition=models.Q(('due_counting', ''), models.Q(('due_day__isnull', False), ('due_month__isnull', True)), _connector='OR'), name='deadlines_decision_due_counted', violation_error_message='Days counted from an event need their number and no month.'), models.CheckConstraint(condition=models.Q(('is_shipped', True), models.Q(('decided_on__isnull', False), ('recorded_by__isnull', False)), _connector='OR'), name='deadlines_decision_by_whom', violation_error_message='A decision needs its day and the person who recorded it.'), models.CheckConstraint(condition=models.Q(models.Q(('duty', ''), models.Q(('act', ''), _negated=True)), models.Q(models.Q(('duty', ''), _negated=True), ('act', '')), _connector='OR'), name='deadlines_decision_about', violation_error_message='A decision is about one duty or about one act.'), models.CheckConstraint(condition=models.Q(models.Q(('body__isnull', True), ('extended_to__isnull', True), ('period_key', ''), ('released_as', ''), ('subject', '')), models.Q(('body__isnull', False), ('day_off', ''), ('due_day__isnull', True), ('stands__isnull', True), ('visibility', ''), models.Q(('duty', ''), _negated=True), models.Q(('period_key', ''), _negated=True), models.Q(models.Q(('extended_to__isnull', False), ('released_as', '')), models.Q(('extended_to__isnull', True), models.Q(('released_as', ''), _negated=True)), _connector='OR')), _connector='OR'), name='deadlines_decision_for_one', violation_error_message='A ruling about one body extends its term or releases it.')],
        },
    ),
    migrations.CreateModel(
        name='Ladder',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('duty', models.CharField(max_length=16, unique=True, verbose_name='duty')),
            ('rungs', models.JSONField(default=list, verbose_name='reminders')),
            ('changed_on', models.DateField(verbose_name='changed')),
            ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        ],
        options={
            'verbose_name': 'reminders of a duty',
            'verbose_name_plural': 'reminders of duties',
        },
    ),
    migrations.CreateModel(
        name='Obligation',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('duty', models.CharField(max_length=16, verbose_name='duty')),
            ('subject', models.CharField(blank=True, max_length=120, verbose_name='subject')),
            ('period_key', models.CharField(max_length=8, verbose_name='period')),
            ('about_kk', models.CharField(blank=True, max_length=300)),
            ('about_ru', models.CharField(blank=True, max_length=300)),
            ('about_en', models.CharField(blank=True, max_length=300)),
            ('opens_by', models.CharField(choices=[('period', 'a period'), ('event', 'an event'), ('standing', 'at all times')], default='period', max_length=8, verbose_name='opened by')),
            ('happened', models.JSONField(blank=True, default=dict, verbose_name='days of its events')),
            ('act', models.CharField(max_length=8, verbose_name='act')),
            ('stands_by', models.CharField(choices=[('act', 'Required by the act'), ('decision', 'Ordered on this portal')], max_length=8, verbose_name='rests on')),
            ('is_public', models.BooleanField(verbose_name='public')),
            ('is_apart', models.BooleanField(default=False, verbose_name='counted apart')),
            ('act_due_on', models.DateField(blank=True, null=True, verbose_name='last day by the act')),
            ('computed_due_on', models.DateField(blank=True, null=True, verbose_name='last day when opened')),
            ('nominal_due_on', models.DateField(blank=True, null=True, verbose_name='last day as counted')),
            ('due_on', models.DateField(blank=True, null=True, verbose_name='last day')),
            ('look_on', models.DateField(blank=True, null=True, verbose_name='next reminder')),
            ('opened_on', models.DateField(verbose_name='opened')),
            ('reopened_on', models.DateField(blank=True, null=True, verbose_name='open again since')),
            ('met_on', models.DateField(blank=True, null=True, verbose_name='done')),
            ('entered_on', models.DateField(blank=True, null=True, verbose_name='entered')),
            ('known_on', models.DateField(blank=True, null=True, verbose_name='judged by')),
            ('closed_by_officer', models.BooleanField(default=False, verbose_name='closed without a head')),
            ('outside_reason', models.TextField(blank=True, verbose_name='reason for doing it outside the portal')),
            ('confirmed_on', models.DateField(blank=True, null=True, verbose_name='day confirmed')),
            ('confirm_reason', models.TextField(blank=True, verbose_name='reason for confirming')),
            ('returned_on', models.DateField(blank=True, null=True, verbose_name='returned')),
            ('late_since', models.DateField(blank=True, null=True, verbose_name='late since')),
            ('late_reason', models.TextField(blank=True, verbose_name='reason for being late')),
            ('released_as', models.CharField(blank=True, choices=[('waived', 'Waived'), ('exempt', 'Exempt'), ('gone', 'Not needed any more')], max_length=8, verbose_name='released')),
            ('released_on', models.DateField(blank=True, null=True)),
            ('release_ground', models.TextField(blank=True)),
            ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='obligations', to='bodies.body', verbose_name='body')),
            ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('confirmed_for', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.body')),
            ('met_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        ],
        options={
            'verbose_name': 'obligation',
            'verbose_name_plural': 'obligations',
            'ordering': ['due_on', 'pk'],
            'indexes': [models.Index(condition=models.Q(('met_on__isnull', True), ('released_as', '')), fields=['due_on'], name='deadlines_unmet'), models.Index(condition=models.Q(('late_since__isnull', True), ('met_on__isnull', True), ('released_as', '')), fields=['due_on'], name='deadlines_unmarked'), models.Index(condition=models.Q(('met_on__isnull', True), ('released_as', '')), fields=['look_on'], name='deadlines_to_look_at'), models.Index(condition=models.Q(('confirmed_on__isnull', True), ('late_since__lte', models.F('known_on')), ('met_on__lt', models.F('known_on')), ('released_as', '')), fields=['-due_on'], name='deadlines_unconfirmed'), models.Index(condition=models.Q(('opens_by', 'event')), fields=['subject'], name='deadlines_subject'), models.Index(fields=['body', 'due_on'], name='deadlines_body_due'), models.Index(fields=['period_key', 'duty'], name='deadlines_period_duty'), models.Index(condition=models.Q(('is_public', True)), fields=['-due_on', 'duty'], name='deadlines_public_due')],
            'constraints': [models.UniqueConstraint(fields=('duty', 'period_key', 'body', 'subject'), name='deadlines_obligation_once', violation_error_message='The body already has this duty for this period.'), models.UniqueConstraint(condition=models.Q(('opens_by', 'event')), fields=('duty', 'body', 'subject'), name='deadlines_obligation_once_an_event'), models.CheckConstraint(condition=models.Q(models.Q(('opens_by', 'event'), _negated=True), models.Q(('subject', ''), _negated=True), _connector='OR'), name='deadlines_obligation_of_event'), models.CheckConstraint(condition=models.Q(models.Q(('computed_due_on__isnull', True), ('due_on__isnull', True)), models.Q(('computed_due_on__isnull', False), ('due_on__isnull', False)), _connector='OR'), name='deadlines_obligation_due'), models.CheckConstraint(condition=models.Q(models.Q(('entered_on__isnull', True), ('known_on__isnull', True), ('met_on__isnull', True)), models.Q(('entered_on__gte', models.F('known_on')), ('known_on__gte', models.F('met_on')), ('met_on__isnull', False)), _connector='OR'), name='deadlines_obligation_two_days', violation_error_message='What is done has the day of the document and the day of the entry.'), models.CheckConstraint(condition=models.Q(('met_on__isnull', True), ('due_on__isnull', True), ('known_on__lte', models.F('due_on')), ('late_since__isnull', False), _connector='OR'), name='deadlines_obligation_late_noted', violation_error_message='Done after the due day: the first day late must be noted.'), models.CheckConstraint(condition=models.Q(models.Q(('confirm_reason', ''), ('confirmed_by__isnull', True), ('confirmed_for__isnull', True), ('confirmed_on__isnull', True)), models.Q(('confirmed_by__isnull', False), ('confirmed_for__isnull', False), ('confirmed_on__isnull', False), ('met_on__isnull', False), models.Q(('confirm_reason', ''), _negated=True), models.Q(('confirmed_for', models.F('body')), _negated=True)), _connector='OR'), name='deadlines_obligation_confirmed', violation_error_message='Another body confirms a day, by a named person and with a reason.'), models.CheckConstraint(condition=models.Q(('returned_on__isnull', True), ('met_on__isnull', True), _connector='OR'), name='deadlines_obligation_returned', violation_error_message='What was returned is not done until it is replaced.'), models.CheckConstraint(condition=models.Q(models.Q(('release_ground', ''), ('released_as', ''), ('released_on__isnull', True)), models.Q(models.Q(('released_as', ''), _negated=True), ('released_on__isnull', False), models.Q(('release_ground', ''), _negated=True)), _connector='OR'), name='deadlines_obligation_release', violation_error_message='A release needs its day and its ground.')],
        },
    ),
    migrations.CreateModel(
        name='Evidence',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('kind', models.CharField(choices=[('act', 'done on the portal'), ('file', 'file'), ('link', 'link')], max_length=4, verbose_name='kind')),
            ('address', models.CharField(blank=True, max_length=500, verbose_name='address')),
            ('sha256', models.CharField(blank=True, max_length=64, validators=[django.core.validators.RegexValidator('\\A[0-9a-f]{64}\\Z')], verbose_name='SHA-256')),
            ('genre', models.CharField(blank=True, max_length=16, verbose_name='kind of document')),
            ('outlet', models.CharField(blank=True, max_length=200, verbose_name='newspaper')),
            ('title', models.CharField(max_length=250, verbose_name='title')),
            ('number', models.CharField(blank=True, max_length=60, verbose_name='number')),
            ('signed_on', models.DateField(verbose_name='signed or published')),
            ('signer', models.CharField(blank=True, max_length=200, verbose_name='signed by')),
            ('recorded_on', models.DateField(verbose_name='recorded')),
            ('recorded_at', models.DateTimeField(auto_now_add=True)),
            ('is_filed', models.BooleanField(default=True, verbose_name='on record')),
            ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn')),
            ('withdrawn_reason', models.TextField(blank=True)),
            ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
            ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='deadlines.evidence')),
            ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('obligation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='deadlines.obligation')),
        ],
        options={
            'verbose_name': 'evidence',
            'verbose_name_plural': 'evidence',
            'ordering': ['pk'],
            'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('file__isnull', False), ('kind', 'file')), models.Q(models.Q(('kind', 'file'), _negated=True), ('file__isnull', True), models.Q(('address', ''), _negated=True)), _connector='OR'), name='deadlines_evidence_thing', violation_error_message='Evidence is a file, or an address.'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_by__isnull', True), ('withdrawn_on__isnull', True), ('withdrawn_reason', '')), models.Q(('withdrawn_by__isnull', False), ('withdrawn_on__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='deadlines_evidence_withdrawn', violation_error_message='Withdrawing needs a day, a person and a reason.')],
        },
    ),
    migrations.CreateModel(
        name='DueChange',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('old_due_on', models.DateField(blank=True, null=True, verbose_name='before')),
            ('new_due_on', models.DateField(verbose_name='after')),
            ('reason', models.CharField(choices=[('decision', 'decision'), ('extension', 'extension'), ('calendar', 'change of the working calendar'), ('event', 'change of the event it is counted from')], max_length=10, verbose_name='reason')),
            ('ground', models.TextField(verbose_name='ground')),
            ('on', models.DateField(verbose_name='day')),
            ('changed_at', models.DateTimeField(auto_now_add=True)),
            ('changed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='deadlines.decision')),
            ('obligation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='due_changes', to='deadlines.obligation')),
        ],
        options={
            'verbose_name': 'change of a due day',
            'verbose_name_plural': 'changes of due days',
            'ordering': ['pk'],
        },
    ),
    migrations.CreateModel(
        name='ObligationEvent',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('kind', models.CharField(choices=[('opened', 'opened'), ('fulfilled', 'fulfilled'), ('held', 'held as announced'), ('confirmed', 'day confirmed'), ('reopened', 'fulfilment withdrawn'), ('late', 'first day late'), ('corrected', 'evidence corrected'), ('reworded', 'description corrected'), ('added', 'evidence added'), ('attached', 'evidence attached'), ('reminded', 'reminded'), ('released', 'released'), ('resumed', 'owed again'), ('received', 'receipt acknowledged'), ('returned', 'returned by the receiver'), ('not_held', 'an event it waited for will not be'), ('forgotten', 'an event was told by mistake'), ('sent_back', 'returned by the receiver, to be replaced')], max_length=10, verbose_name='event')),
            ('on', models.DateField(verbose_name='day')),
            ('comment', models.TextField(blank=True)),
            ('recorded_on', models.DateField(verbose_name='recorded')),
            ('at', models.DateTimeField(auto_now_add=True)),
            ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('obligation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='deadlines.obligation')),
        ],
        options={
            'verbose_name': 'event of an obligation',
            'verbose_name_plural': 'events of obligations',
            'ordering': ['on', 'pk'],
            'constraints': [models.UniqueConstraint(condition=models.Q(('kind__in', ['opened', 'late'])), fields=('obligation', 'kind'), name='deadlines_event_once'), models.UniqueConstraint(condition=models.Q(('kind', 'reminded')), fields=('obligation', 'on'), name='deadlines_event_reminded_a_day')],
        },
    ),
    migrations.CreateModel(
        name='RuleMark',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('duty', models.CharField(max_length=16, verbose_name='duty')),
            ('period_key', models.CharField(max_length=8, verbose_name='period')),
            ('facts', models.CharField(max_length=32)),
            ('good_from', models.DateField()),
            ('good_before', models.DateField(null=True)),
        ],
        options={
            'verbose_name': 'mark of the sweep',
            'verbose_name_plural': 'marks of the sweep',
            'constraints': [models.UniqueConstraint(fields=('duty', 'period_key'), name='deadlines_mark_once')],
        },
    ),
    migrations.CreateModel(
        name='Rung',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('rung', models.SmallIntegerField(verbose_name='days before')),
            ('due_on', models.DateField(verbose_name='last day')),
            ('on', models.DateField(verbose_name='day')),
            ('told', models.BooleanField(default=True, verbose_name='told')),
            ('obligation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rungs', to='deadlines.obligation')),
        ],
        options={
            'verbose_name': 'reminder',
            'verbose_name_plural': 'reminders',
            'ordering': ['on', 'pk'],
            'constraints': [models.UniqueConstraint(fields=('obligation', 'rung', 'due_on'), name='deadlines_rung_once')],
        },
    ),
    migrations.CreateModel(
        name='StaleTotal',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('duty', models.CharField(max_length=16)),
            ('period_key', models.CharField(max_length=8)),
            ('body', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='bodies.body')),
        ],
        options={
            'verbose_name': 'total to be counted',
            'verbose_name_plural': 'totals to be counted',
        },
    ),
    migrations.CreateModel(
        name='SweepRun',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('on', models.DateField(verbose_name='civil day')),
            ('started_at', models.DateTimeField(auto_now_add=True)),
            ('finished_at', models.DateTimeField(blank=True, null=True)),
            ('counts', models.JSONField(default=dict)),
        ],
        options={
            'verbose_name': 'sweep',
            'verbose_name_plural': 'sweeps',
            'ordering': ['-pk'],
            'indexes': [models.Index(fields=['-finished_at'], name='deadlines_sweep_finished')],
        },
    ),
    migrations.CreateModel(
        name='Total',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('level', models.CharField(max_length=20, verbose_name='level')),
            ('duty', models.CharField(max_length=16, verbose_name='duty')),
            ('period_key', models.CharField(max_length=8, verbose_name='period')),
            ('year', models.PositiveSmallIntegerField(verbose_name='year')),
            ('is_public', models.BooleanField(verbose_name='public')),
            ('is_apart', models.BooleanField(default=False, verbose_name='counted apart')),
            ('in_time', models.PositiveIntegerField(default=0)),
            ('confirmed', models.PositiveIntegerField(default=0)),
            ('late', models.PositiveIntegerField(default=0)),
            ('claimed', models.PositiveIntegerField(default=0)),
            ('days_late', models.PositiveIntegerField(default=0)),
            ('missing', models.PositiveIntegerField(default=0)),
            ('returned', models.PositiveIntegerField(default=0)),
            ('soon', models.PositiveIntegerField(default=0)),
            ('not_due', models.PositiveIntegerField(default=0)),
            ('waiting', models.PositiveIntegerField(default=0)),
            ('standing', models.PositiveIntegerField(default=0)),
            ('exempt', models.PositiveIntegerField(default=0)),
            ('waived', models.PositiveIntegerField(default=0)),
            ('gone', models.PositiveIntegerField(default=0)),
            ('first_due_on', models.DateField(blank=True, null=True)),
            ('last_due_on', models.DateField(blank=True, null=True)),
            ('on', models.DateField(verbose_name='day')),
            ('counted_at', models.DateTimeField(verbose_name='counted')),
            ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='bodies.body')),
            ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='bodies.territory')),
        ],
        options={
            'verbose_name': 'total of the record',
            'verbose_name_plural': 'totals of the record',
            'indexes': [models.Index(condition=models.Q(('body__isnull', True)), fields=['year', 'duty'], name='deadlines_total_sums'), models.Index(condition=models.Q(('body__isnull', False)), fields=['body', 'year'], name='deadlines_total_body'), models.Index(condition=models.Q(('body__isnull', False)), fields=['year', 'region', 'level'], name='deadlines_total_region')],
            'constraints': [models.UniqueConstraint(fields=('body', 'region', 'level', 'duty', 'period_key', 'is_public', 'is_apart'), name='deadlines_total_once', nulls_distinct=False)],
        },
    ),
    migrations.CreateModel(
        name='Transmittal',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('sent_on', models.DateField(verbose_name='sent')),
            ('acknowledged_on', models.DateField(blank=True, null=True, verbose_name='received')),
            ('returned_on', models.DateField(blank=True, null=True, verbose_name='returned')),
            ('return_reason', models.TextField(blank=True, verbose_name='reason for returning')),
            ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('evidence', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transmittals', to='deadlines.evidence')),
            ('obligation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transmittals', to='deadlines.obligation')),
            ('receiver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='received', to='bodies.body', verbose_name='receiver')),
        ],
        options={
            'verbose_name': 'sent document',
            'verbose_name_plural': 'sent documents',
            'ordering': ['-sent_on', '-pk'],
            'indexes': [models.Index(condition=models.Q(('acknowledged_on__isnull', True), ('returned_on__isnull', True)), fields=['receiver', '-sent_on'], name='deadlines_sent_unanswered'), models.Index(fields=['receiver', '-sent_on', '-id'], name='deadlines_sent_to')],
            'constraints': [models.UniqueConstraint(fields=('evidence', 'receiver'), name='deadlines_sent_once'), models.CheckConstraint(condition=models.Q(models.Q(('return_reason', ''), ('returned_on__isnull', True)), models.Q(('acknowledged_on__isnull', True), ('returned_on__isnull', False), models.Q(('return_reason', ''), _negated=True)), _connector='OR'), name='deadlines_sent_returned', violation_error_message='Returning needs a reason.'), models.CheckConstraint(condition=models.Q(models.Q(('acknowledged_on__isnull', True), ('answered_by__isnull', True), ('returned_on__isnull', True)), models.Q(models.Q(('acknowledged_on__isnull', False), ('returned_on__isnull', False), _connector='OR'), ('answered_by__isnull', False)), _connector='OR'), name='deadlines_sent_answered')],
        },
    ),
    migrations.CreateModel(
        name='CalendarAddress',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('key_sha256', models.CharField(max_length=64, unique=True, validators=[django.core.validators.RegexValidator('\\A[0-9a-f]{64}\\Z')])),
            ('made_on', models.DateField(verbose_name='made')),
            ('read_on', models.DateField(blank=True, null=True, verbose_name='last read')),
            ('revoked_on', models.DateField(blank=True, null=True, verbose_name='revoked')),
            ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.body', verbose_name='body')),
            ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calendar_addresses', to=settings.AUTH_USER_MODEL)),
        ],
        options={
            'verbose_name': 'address of a calendar',
            'verbose_name_plural': 'addresses of calendars',
            'ordering': ['pk'],
            'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_on__isnull', True)), fields=('user', 'body'), name='deadlines_calendar_one_live', nulls_distinct=False)],
        },
    ),
    migrations.CreateModel(
        name='CopyChoice',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('duty', models.CharField(blank=True, max_length=16, verbose_name='duty')),
            ('since', models.DateField(verbose_name='since')),
            ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
        ],
        options={
            'verbose_name': 'copies not wanted',
            'verbose_name_plural': 'copies not wanted',
            'constraints': [models.UniqueConstraint(fields=('user', 'duty'), name='deadlines_copies_once')],
        },
    ),
]

_SCHEDULES = [
    migrations.CreateModel(
        name='Proposal',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('kind', models.CharField(default='graph', max_length=20, verbose_name='kind')),
            ('period_key', models.CharField(max_length=4, validators=[django.core.validators.RegexValidator('^[0-9]{4}$')], verbose_name='year')),
            ('state', models.CharField(choices=[('draft', 'draft, not filed'), ('submitted', 'filed'), ('returned', 'returned for revision'), ('accepted', 'accepted')], default='draft', max_length=10, verbose_name='state')),
            ('is_amending', models.BooleanField(default=False, help_text='Open again after its meetings were approved: every changed row needs a reason.', verbose_name='open for an amendment')),
            ('submitted_on', models.DateField(blank=True, null=True, verbose_name='filed on')),
            ('refiled_on', models.DateField(blank=True, null=True, verbose_name='filed again on')),
            ('days_late', models.PositiveIntegerField(default=0, verbose_name='days late')),
            ('late_reason', models.TextField(blank=True, verbose_name='why late')),
            ('return_comment', models.TextField(blank=True, verbose_name='why returned')),
            ('accepted_on', models.DateField(blank=True, null=True, verbose_name='accepted on')),
            ('version', models.PositiveIntegerField(default=1, help_text='Grows with every change of any row; what was read is what is filed or accepted.')),
            ('filed_rows', models.JSONField(blank=True, editable=False, encoder=django.core.serializers.json.DjangoJSONEncoder, null=True)),
            ('accepted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='bodies.body', verbose_name='body')),
            ('submitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        ],
        options={
            'verbose_name': 'proposal',
            'verbose_name_plural': 'proposals',
            'ordering': ['-period_key', 'body_id'],
            'indexes': [models.Index(fields=['kind', 'period_key', 'state'], name='schedules_proposal_intake')],
            'constraints': [models.UniqueConstraint(fields=('kind', 'body', 'period_key'), name='schedules_proposal_once', violation_error_message='The body has a proposal for this year already.'), models.CheckConstraint(condition=models.Q(('period_key__regex', '^[0-9]{4}$')), name='schedules_proposal_year'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'draft'), ('submitted_by__isnull', True), ('submitted_on__isnull', True)), models.Q(models.Q(('state', 'draft'), _negated=True), ('submitted_by__isnull', False), ('submitted_on__isnull', False)), _connector='OR'), name='schedules_proposal_filed', violation_error_message='A filed proposal says who filed it and when; a draft was never filed.'), models.CheckConstraint(condition=models.Q(models.Q(('accepted_by__isnull', False), ('accepted_on__isnull', False), ('state', 'accepted')), models.Q(models.Q(('state', 'accepted'), _negated=True), ('accepted_by__isnull', True), ('accepted_on__isnull', True)), _connector='OR'), name='schedules_proposal_accepted', violation_error_message='An accepted proposal says who accepted it and when.'), models.CheckConstraint(condition=models.Q(('accepted_by', models.F('submitted_by')), _negated=True), name='schedules_proposal_two_people', violation_error_message='Whoever filed a proposal may not accept it.'), models.CheckConstraint(condition=models.Q(('days_late', 0), models.Q(('late_reason', ''), _negated=True), _connector='OR'), name='schedules_proposal_late_reason', violation_error_message='Late filing needs a reason.')],
        },
    ),
    migrations.CreateModel(
        name='Import',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('name', models.CharField(max_length=150, verbose_name='file name')),
            ('sha256', models.CharField(blank=True, help_text='Of the file as it was given.', max_length=64)),
            ('state', models.CharField(choices=[('reading', 'being read'), ('ready', 'read, not taken over yet'), ('applied', 'taken into the proposal'), ('discarded', 'cancelled')], default='reading', max_length=9, verbose_name='state')),
            ('skipped', models.JSONField(default=list, help_text='Rows and sheets that are no meetings, each with the reason.')),
            ('version', models.PositiveIntegerField(default=1, help_text='Grows with every correction.')),
            ('started_on', models.DateField(verbose_name='given on')),
            ('applied_on', models.DateField(blank=True, null=True, verbose_name='taken into the proposal on')),
            ('applied_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='files.storedfile')),
            ('started_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='imports', to='schedules.proposal')),
        ],
        options={
            'verbose_name': 'import of a workbook',
            'verbose_name_plural': 'imports of workbooks',
            'ordering': ['-pk'],
            'indexes': [models.Index(fields=['proposal', '-id'], name='schedules_import_of')],
            'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('applied_on__isnull', False), ('state', 'applied')), models.Q(models.Q(('state', 'applied'), _negated=True), ('applied_on__isnull', True)), _connector='OR'), name='schedules_import_applied')],
        },
    ),
    migrations.CreateModel(
        name='Hearing',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('manner', models.CharField(choices=[('agreement', 'agreement'), ('notice', 'notice')], max_length=10, verbose_name='how it is heard')),
            ('state', models.CharField(choices=[('asked', 'awaited'), ('agreed', 'agreed'), ('refused', 'refused'), ('silent', 'agreed by silence'), ('told', 'notified')], max_length=8, verbose_name='state')),
            ('proposal_version', models.PositiveIntegerField()),
            ('sent_on', models.DateField(verbose_name='sent on')),
            ('due_on', models.DateField(blank=True, null=True, verbose_name='last day to answer')),
            ('remarks', models.TextField(blank=True, verbose_name='remarks')),
            ('answered_on', models.DateField(blank=True, null=True, verbose_name='answered on')),
            ('answered_by', models.ForeignKey(blank=True, help_text='Empty when it was answered by a link, and for silence.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hearings', to='bodies.body', verbose_name='maslikhat')),
            ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hearings', to='schedules.proposal')),
        ],
        options={
            'verbose_name': 'hearing of a maslikhat',
            'verbose_name_plural': 'hearings of maslikhats',
            'ordering': ['-id'],
            'indexes': [models.Index(condition=models.Q(('state', 'asked')), fields=['due_on'], name='schedules_hearing_asked')],
            'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'refused'), _negated=True), fields=('proposal', 'proposal_version'), name='schedules_hearing_once', violation_error_message='The maslikhat was sent this very calendar already.'), models.CheckConstraint(condition=models.Q(models.Q(('due_on__isnull', False), ('manner', 'agreement'), models.Q(('state', 'told'), _negated=True)), models.Q(('due_on__isnull', True), ('manner', 'notice'), ('state', 'told')), _connector='OR'), name='schedules_hearing_manner', violation_error_message='A notice is told; agreement has a last day to answer.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('remarks', ''), _negated=True), _connector='OR'), name='schedules_hearing_refusal', violation_error_message='A refusal needs words.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['agreed', 'refused', 'silent']), _negated=True), ('answered_on__isnull', False), _connector='OR'), name='schedules_hearing_answered', violation_error_message='An answer says when it was given.')],
        },
    ),
    migrations.CreateModel(
        name='BulkAct',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('verb', models.CharField(choices=[('shift', 'moved to other days'), ('copy', 'copied from another year'), ('propose', 'proposed by the norms'), ('import', 'taken from a workbook')], max_length=10)),
            ('before', models.JSONField(default=list, encoder=django.core.serializers.json.DjangoJSONEncoder)),
            ('count', models.PositiveIntegerField(verbose_name='rows')),
            ('on', models.DateField(verbose_name='day')),
            ('at', models.DateTimeField(auto_now_add=True)),
            ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bulk_acts', to='schedules.proposal')),
        ],
        options={
            'verbose_name': 'change of many rows',
            'verbose_name_plural': 'changes of many rows',
            'ordering': ['-pk'],
        },
    ),
    migrations.CreateModel(
        name='ProposalEvent',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('from_state', models.CharField(blank=True, max_length=10)),
            ('to_state', models.CharField(max_length=10)),
            ('at', models.DateTimeField(auto_now_add=True)),
            ('on', models.DateField(verbose_name='day')),
            ('comment', models.TextField(blank=True)),
            ('verb', models.CharField(choices=[('open', 'opened'), ('submit', 'filed'), ('take_back', 'taken back by the body itself'), ('return', 'returned for revision'), ('accept', 'accepted'), ('amend', 'opened again for an amendment'), ('drop_change', 'left as it was approved'), ('ask_maslikhat', 'sent to the maslikhat for agreement'), ('tell_maslikhat', 'maslikhat notified'), ('heard', 'answer of the maslikhat'), ('heard_silence', 'agreed by silence of the maslikhat')], max_length=20)),
            ('actor', models.ForeignKey(blank=True, help_text='Empty when the portal itself acted.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='schedules.proposal')),
        ],
        options={
            'verbose_name': 'history of a proposal',
            'verbose_name_plural': 'history of proposals',
            'ordering': ['id'],
            'abstract': False,
        },
    ),
    migrations.CreateModel(
        name='ProposalRow',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('day', models.DateField(blank=True, null=True, verbose_name='day')),
            ('more_days', django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), blank=True, default=list, help_text='Later days of the same meeting, in order; the first is `day`.', size=None, verbose_name='further days')),
            ('month_key', models.CharField(blank=True, default='', max_length=7, verbose_name='month')),
            ('quarter_key', models.CharField(blank=True, default='', max_length=7, verbose_name='quarter')),
            ('half_key', models.CharField(blank=True, default='', max_length=7, verbose_name='half-year')),
            ('span_start', models.DateField(editable=False, help_text='First day of the day, month, quarter or half-year; kept by the services, for sorting.')),
            ('start_time', models.TimeField(blank=True, null=True, verbose_name='begins at')),
            ('format', models.CharField(choices=[('on_site', 'on site'), ('online', 'online'), ('mixed', 'on site and online')], default='on_site', max_length=8, verbose_name='format')),
            ('venue_kk', models.CharField(blank=True, max_length=250)),
            ('venue_ru', models.CharField(blank=True, max_length=250)),
            ('venue_en', models.CharField(blank=True, max_length=250)),
            ('subject_kk', models.CharField(blank=True, max_length=300)),
            ('subject_ru', models.CharField(blank=True, max_length=300)),
            ('subject_en', models.CharField(blank=True, max_length=300)),
            ('ground_kk', models.TextField(blank=True)),
            ('ground_ru', models.TextField(blank=True)),
            ('ground_en', models.TextField(blank=True)),
            ('position', models.PositiveIntegerField(default=0, verbose_name='position')),
            ('facts', models.JSONField(blank=True, help_text='What was known of the region on the day it was chosen; copied then and never refreshed.', null=True, verbose_name='facts of the region')),
            ('change_reason_kk', models.TextField(blank=True, default='')),
            ('change_reason_ru', models.TextField(blank=True, default='')),
            ('change_reason_en', models.TextField(blank=True, default='')),
            ('comment', models.TextField(blank=True, verbose_name='remark')),
            ('is_withdrawn', models.BooleanField(default=False, help_text='Approved once and taken out by an amendment; kept for its reason and its key.', verbose_name='withdrawn')),
            ('version', models.PositiveIntegerField(default=1, help_text='Grows with every change of the row; tells apart what two people edit at once.')),
            ('sent_key', models.CharField(blank=True, default='', editable=False, help_text='Given by the browser that added the row: sent twice over a broken line, it is still one row.', max_length=36)),
            ('official', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.official', verbose_name='official')),
            ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='schedules.proposal')),
            ('territory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.territory', verbose_name='place')),
        ],
        options={
            'verbose_name': 'row of a proposal',
            'verbose_name_plural': 'rows of proposals',
            'ordering': ['proposal_id', 'span_start', 'position', 'id'],
            'abstract': False,
            'indexes': [models.Index(fields=['proposal', 'span_start'], name='schedules_row_order')],
            'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('day__isnull', False), ('half_key', ''), ('month_key', ''), ('quarter_key', '')), models.Q(('day__isnull', True), ('half_key', ''), ('month_key__regex', '^[0-9]{4}-(0[1-9]|1[0-2])$'), ('quarter_key', '')), models.Q(('day__isnull', True), ('half_key', ''), ('month_key', ''), ('quarter_key__regex', '^[0-9]{4}-Q[1-4]$')), models.Q(('day__isnull', True), ('half_key__regex', '^[0-9]{4}-H[12]$'), ('month_key', ''), ('quarter_key', '')), _connector='OR'), name='schedules_proposalrow_when', violation_error_message='Name a day, or a month, or a quarter, or a half-year.'), models.CheckConstraint(condition=models.Q(('more_days', []), ('day__isnull', False), _connector='OR'), name='schedules_proposalrow_more_days', violation_error_message='Add the first day before further days.'), models.CheckConstraint(condition=models.Q(('start_time__isnull', True), ('day__isnull', False), _connector='OR'), name='schedules_proposalrow_time_needs_day', violation_error_message='A time can be set only when the day is known.'), models.UniqueConstraint(condition=models.Q(('sent_key', ''), _negated=True), fields=('proposal', 'sent_key'), name='schedules_row_sent_once', violation_error_message='This row was added already.')],
        },
    ),
    migrations.CreateModel(
        name='ImportRow',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('sheet', models.CharField(max_length=31)),
            ('number', models.PositiveIntegerField(verbose_name='row of the sheet')),
            ('column', models.CharField(blank=True, max_length=3)),
            ('days', models.JSONField(default=list, help_text='ISO dates, in order.')),
            ('period_when', models.CharField(blank=True, max_length=7)),
            ('start_time', models.TimeField(blank=True, null=True)),
            ('format', models.CharField(blank=True, choices=[('on_site', 'on site'), ('online', 'online'), ('mixed', 'on site and online')], max_length=8)),
            ('texts', models.JSONField(default=dict)),
            ('note', models.TextField(blank=True)),
            ('cells', models.JSONField(default=dict)),
            ('written', models.JSONField(default=dict)),
            ('unused', models.JSONField(default=dict)),
            ('problems', models.JSONField(default=list)),
            ('is_left_out', models.BooleanField(default=False)),
            ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='schedules.import')),
            ('official', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.official')),
            ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.territory')),
            ('made', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='schedules.proposalrow')),
        ],
        options={
            'verbose_name': 'row of an imported workbook',
            'verbose_name_plural': 'rows of imported workbooks',
            'ordering': ['of_id', 'id'],
            'constraints': [models.UniqueConstraint(fields=('of', 'sheet', 'number', 'column'), name='schedules_importrow_once')],
        },
    ),
    migrations.CreateModel(
        name='RegionFacts',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('as_of', models.DateField(verbose_name='as of')),
            ('open', models.PositiveIntegerField(verbose_name='open questions')),
            ('late', models.PositiveIntegerField(verbose_name='open questions past their term')),
            ('repeated', models.PositiveIntegerField(verbose_name='questions asked repeatedly')),
            ('last_visit_on', models.DateField(blank=True, null=True, verbose_name='last visit')),
            ('rank', models.PositiveIntegerField(help_text='1 is the region where a visit is needed most.', verbose_name='rank')),
            ('territory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.territory', verbose_name='region')),
        ],
        options={
            'verbose_name': 'facts of a region',
            'verbose_name_plural': 'facts of regions',
            'ordering': ['as_of', 'rank', 'territory_id'],
            'constraints': [models.UniqueConstraint(fields=('territory', 'as_of'), name='schedules_facts_once', violation_error_message='The facts of this region are noted for this day already.'), models.CheckConstraint(condition=models.Q(('late__lte', models.F('open'))), name='schedules_facts_late', violation_error_message='Late questions are some of the open ones.')],
        },
    ),
    migrations.CreateModel(
        name='Schedule',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('kind', models.CharField(default='graph', max_length=20, verbose_name='kind')),
            ('period_key', models.CharField(max_length=4, validators=[django.core.validators.RegexValidator('^[0-9]{4}$')], verbose_name='year')),
            ('scope_key', models.CharField(blank=True, default='', max_length=7, verbose_name='half-year of the revision')),
            ('amendment_reason_kk', models.TextField(blank=True, default='', verbose_name='why it is amended')),
            ('amendment_reason_ru', models.TextField(blank=True, default='', verbose_name='why it is amended')),
            ('amendment_reason_en', models.TextField(blank=True, default='', verbose_name='why it is amended')),
            ('state', models.CharField(choices=[('draft', 'draft schedule'), ('agreement', 'under agreement'), ('government', 'before the Government'), ('approved', 'approved'), ('published', 'published'), ('superseded', 'replaced by an amendment'), ('abandoned', 'amendment withdrawn')], default='draft', max_length=12, verbose_name='state')),
            ('act_number', models.CharField(blank=True, max_length=40, verbose_name='number of the act')),
            ('act_on', models.DateField(blank=True, null=True, verbose_name='date of the act')),
            ('quarter_reason', models.TextField(blank=True, verbose_name='why sent with a quarter missing')),
            ('return_comment', models.TextField(blank=True, verbose_name='why returned by the Government')),
            ('sent_on', models.DateField(blank=True, null=True, verbose_name='sent to the Government on')),
            ('approved_on', models.DateField(blank=True, null=True, verbose_name='approved on the portal on')),
            ('publish_at', models.DateTimeField(blank=True, null=True, verbose_name='publication planned for')),
            ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='published at')),
            ('act_file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='scan of the act')),
            ('amends', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='schedules.schedule')),
            ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('body', models.ForeignKey(blank=True, help_text='Whose plan or calendar it is; empty for the schedule of first heads.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='bodies.body', verbose_name='body')),
            ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('sent_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        ],
        options={
            'verbose_name': 'schedule',
            'verbose_name_plural': 'schedules',
            'ordering': ['-period_key'],
            'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('published', 'superseded', 'abandoned')), _negated=True), fields=('kind', 'body', 'period_key'), name='schedules_schedule_one_copy', nulls_distinct=False, violation_error_message='There is a working copy for this year already.'), models.UniqueConstraint(condition=models.Q(('state', 'published')), fields=('kind', 'body', 'period_key'), name='schedules_schedule_one_published', nulls_distinct=False, violation_error_message='There is a published schedule for this year already.'), models.CheckConstraint(condition=models.Q(models.Q(('body__isnull', True), ('kind', 'graph')), models.Q(models.Q(('kind', 'graph'), _negated=True), ('body__isnull', False)), _connector='OR'), name='schedules_schedule_whose', violation_error_message='A plan or calendar is of one body; the schedule of first heads is of none.'), models.UniqueConstraint(condition=models.Q(('state', 'abandoned'), _negated=True), fields=('amends',), name='schedules_schedule_amended_once', violation_error_message='This schedule has an amendment already.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'abandoned'), _negated=True), ('amends__isnull', False), _connector='OR'), name='schedules_schedule_abandoned', violation_error_message='Only an amendment can be withdrawn.'), models.CheckConstraint(condition=models.Q(('scope_key', ''), ('amends__isnull', False), _connector='OR'), name='schedules_schedule_scope', violation_error_message='Only an amendment is narrowed to a half-year.'), models.CheckConstraint(condition=models.Q(('period_key__regex', '^[0-9]{4}$')), name='schedules_schedule_year'), models.CheckConstraint(condition=models.Q(models.Q(('act_on__isnull', False), ('approved_by__isnull', False), ('approved_on__isnull', False), ('state__in', ('approved', 'published', 'superseded')), models.Q(('act_number', ''), _negated=True)), models.Q(models.Q(('state__in', ('approved', 'published', 'superseded')), _negated=True), ('act_number', ''), ('act_on__isnull', True), ('approved_on__isnull', True)), _connector='OR'), name='schedules_schedule_act', violation_error_message='A schedule is approved by an act with a number and a date, and only then.'), models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', False), ('state__in', ('published', 'superseded'))), models.Q(models.Q(('state__in', ('published', 'superseded')), _negated=True), ('published_at__isnull', True)), _connector='OR'), name='schedules_schedule_published', violation_error_message='A published schedule says since when.'), models.CheckConstraint(condition=models.Q(('publish_at__isnull', True), ('state__in', ('approved', 'published')), _connector='OR'), name='schedules_schedule_planned', violation_error_message='Publication can be planned only for an approved schedule.'), models.CheckConstraint(condition=models.Q(('approved_by', models.F('sent_by')), _negated=True), name='schedules_schedule_two_people', violation_error_message='Whoever sent a schedule to the Government may not approve it.')],
        },
    ),
    migrations.CreateModel(
        name='EntryTotal',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('month', models.DateField(null=True)),
            ('number', models.IntegerField()),
            ('is_gathered', models.BooleanField()),
            ('body', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='bodies.body')),
            ('territory', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='bodies.territory')),
            ('schedule', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='totals', to='schedules.schedule')),
        ],
        options={
            'verbose_name': 'numbers of entries',
            'verbose_name_plural': 'numbers of entries',
        },
    ),
    migrations.CreateModel(
        name='AgreementSlot',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('state', models.CharField(choices=[('pending', 'awaited'), ('agreed', 'agreed'), ('remarks', 'remarks given'), ('silent', 'agreed by silence')], default='pending', max_length=8, verbose_name='state')),
            ('due_on', models.DateField(verbose_name='last day to answer')),
            ('remarks', models.TextField(blank=True, verbose_name='remarks')),
            ('decided_on', models.DateField(blank=True, null=True, verbose_name='answered on')),
            ('answer', models.TextField(blank=True, verbose_name='answer of the authorised body')),
            ('answered_on', models.DateField(blank=True, null=True, verbose_name='remarks answered on')),
            ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreement_slots', to='bodies.body', verbose_name='body')),
            ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('schedule', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slots', to='schedules.schedule')),
        ],
        options={
            'verbose_name': 'agreement of a ministry',
            'verbose_name_plural': 'agreement of ministries',
            'ordering': ['schedule_id', 'body_id'],
            'indexes': [models.Index(condition=models.Q(('state', 'pending')), fields=['due_on'], name='schedules_slot_pending')],
            'constraints': [models.UniqueConstraint(fields=('schedule', 'body'), name='schedules_slot_once'), models.CheckConstraint(condition=models.Q(models.Q(('decided_on__isnull', True), ('state', 'pending')), models.Q(models.Q(('state', 'pending'), _negated=True), ('decided_on__isnull', False)), _connector='OR'), name='schedules_slot_decided', violation_error_message='An answer says when it was given.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'remarks'), models.Q(('remarks', ''), _negated=True)), models.Q(models.Q(('state', 'remarks'), _negated=True), ('remarks', '')), _connector='OR'), name='schedules_slot_remarks', violation_error_message='Remarks need words.')],
        },
    ),
    migrations.CreateModel(
        name='ScheduleAnnouncement',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('kind', models.CharField(default='graph', max_length=20)),
            ('period_key', models.CharField(max_length=4, validators=[django.core.validators.RegexValidator('^[0-9]{4}$')], verbose_name='year')),
            ('channel', models.CharField(choices=[('newspaper', 'newspaper'), ('television', 'television'), ('radio', 'radio'), ('site', 'site of the body'), ('egov', 'e-government portal'), ('open_data', 'open data portal'), ('social', 'social network'), ('place', 'notice in a public place')], max_length=12, verbose_name='channel')),
            ('link', models.CharField(blank=True, max_length=500, validators=[django.core.validators.URLValidator(['http', 'https'])], verbose_name='link')),
            ('announced_on', models.DateField(verbose_name='day of the announcement')),
            ('note_kk', models.CharField(blank=True, max_length=300)),
            ('note_ru', models.CharField(blank=True, max_length=300)),
            ('note_en', models.CharField(blank=True, max_length=300)),
            ('recorded_on', models.DateField(verbose_name='recorded on')),
            ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='taken back on')),
            ('withdrawn_reason_kk', models.CharField(blank=True, max_length=300)),
            ('withdrawn_reason_ru', models.CharField(blank=True, max_length=300)),
            ('withdrawn_reason_en', models.CharField(blank=True, max_length=300)),
            ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='plan_announcements', to='bodies.body')),
            ('corrects', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='schedules.scheduleannouncement')),
            ('photo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='photo')),
            ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        ],
        options={
            'verbose_name': 'announcement of a schedule',
            'verbose_name_plural': 'announcements of schedules',
            'ordering': ['announced_on', 'id'],
            'indexes': [models.Index(fields=['kind', 'period_key', 'announced_on'], name='schedules_announcement_log')],
            'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('body__isnull', True), ('kind', 'graph')), models.Q(models.Q(('kind', 'graph'), _negated=True), ('body__isnull', False)), _connector='OR'), name='schedules_announcement_whose'), models.CheckConstraint(condition=models.Q(models.Q(('link', ''), _negated=True), ('photo__isnull', False), _connector='OR'), name='schedules_announcement_proof', violation_error_message='An announcement is proved by a link or a photo.'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_by__isnull', True), ('withdrawn_on__isnull', True), ('withdrawn_reason_ru', '')), models.Q(('withdrawn_by__isnull', False), ('withdrawn_on__isnull', False), models.Q(('withdrawn_reason_kk', ''), _negated=True), models.Q(('withdrawn_reason_ru', ''), _negated=True)), _connector='OR'), name='schedules_announcement_withdrawn', violation_error_message='A line that is taken back says when, by whom and why.')],
        },
    ),
    migrations.CreateModel(
        name='ScheduleEntry',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('day', models.DateField(blank=True, null=True, verbose_name='day')),
            ('more_days', django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), blank=True, default=list, help_text='Later days of the same meeting, in order; the first is `day`.', size=None, verbose_name='further days')),
            ('month_key', models.CharField(blank=True, default='', max_length=7, verbose_name='month')),
            ('quarter_key', models.CharField(blank=True, default='', max_length=7, verbose_name='quarter')),
            ('half_key', models.CharField(blank=True, default='', max_length=7, verbose_name='half-year')),
            ('span_start', models.DateField(editable=False, help_text='First day of the day, month, quarter or half-year; kept by the services, for sorting.')),
            ('start_time', models.TimeField(blank=True, null=True, verbose_name='begins at')),
            ('format', models.CharField(choices=[('on_site', 'on site'), ('online', 'online'), ('mixed', 'on site and online')], default='on_site', max_length=8, verbose_name='format')),
            ('venue_kk', models.CharField(blank=True, max_length=250)),
            ('venue_ru', models.CharField(blank=True, max_length=250)),
            ('venue_en', models.CharField(blank=True, max_length=250)),
            ('subject_kk', models.CharField(blank=True, max_length=300)),
            ('subject_ru', models.CharField(blank=True, max_length=300)),
            ('subject_en', models.CharField(blank=True, max_length=300)),
            ('ground_kk', models.TextField(blank=True)),
            ('ground_ru', models.TextField(blank=True)),
            ('ground_en', models.TextField(blank=True)),
            ('position', models.PositiveIntegerField(default=0, verbose_name='position')),
            ('facts', models.JSONField(blank=True, help_text='What was known of the region on the day it was chosen; copied then and never refreshed.', null=True, verbose_name='facts of the region')),
            ('change_reason_kk', models.TextField(blank=True, default='')),
            ('change_reason_ru', models.TextField(blank=True, default='')),
            ('change_reason_en', models.TextField(blank=True, default='')),
            ('source_version', models.PositiveIntegerField(default=0, help_text='Version of the row that was copied; tells whether the schedule is up to date.')),
            ('key', models.CharField(max_length=12)),
            ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='bodies.body', verbose_name='body')),
            ('official', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.official', verbose_name='official')),
            ('schedule', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='schedules.schedule')),
            ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='entries', to='schedules.proposalrow')),
            ('territory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.territory', verbose_name='place')),
        ],
        options={
            'verbose_name': 'entry of a schedule',
            'verbose_name_plural': 'entries of schedules',
            'ordering': ['schedule_id', 'span_start', 'body_id', 'position', 'id'],
            'abstract': False,
            'indexes': [models.Index(fields=['schedule', 'span_start'], name='schedules_entry_order')],
            'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('day__isnull', False), ('half_key', ''), ('month_key', ''), ('quarter_key', '')), models.Q(('day__isnull', True), ('half_key', ''), ('month_key__regex', '^[0-9]{4}-(0[1-9]|1[0-2])$'), ('quarter_key', '')), models.Q(('day__isnull', True), ('half_key', ''), ('month_key', ''), ('quarter_key__regex', '^[0-9]{4}-Q[1-4]$')), models.Q(('day__isnull', True), ('half_key__regex', '^[0-9]{4}-H[12]$'), ('month_key', ''), ('quarter_key', '')), _connector='OR'), name='schedules_scheduleentry_when', violation_error_message='Name a day, or a month, or a quarter, or a half-year.'), models.CheckConstraint(condition=models.Q(('more_days', []), ('day__isnull', False), _connector='OR'), name='schedules_scheduleentry_more_days', violation_error_message='Add the first day before further days.'), models.CheckConstraint(condition=models.Q(('start_time__isnull', True), ('day__isnull', False), _connector='OR'), name='schedules_scheduleentry_time_needs_day', violation_error_message='A time can be set only when the day is known.'), models.UniqueConstraint(fields=('schedule', 'key'), name='schedules_entry_key')],
        },
    ),
    migrations.CreateModel(
        name='ScheduleEvent',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('from_state', models.CharField(blank=True, max_length=10)),
            ('to_state', models.CharField(max_length=10)),
            ('at', models.DateTimeField(auto_now_add=True)),
            ('on', models.DateField(verbose_name='day')),
            ('comment', models.TextField(blank=True)),
            ('verb', models.CharField(choices=[('assemble', 'draft assembled'), ('start_agreement', 'sent for agreement'), ('agree', 'agreed'), ('object', 'remarks given'), ('fall_silent', 'agreed by silence'), ('answer', 'remarks answered'), ('remind', 'ministries that have not answered were reminded'), ('reopen', 'taken back to draft'), ('send', 'sent to the Government'), ('return', 'returned by the Government'), ('approve', 'approved'), ('plan_publication', 'publication planned'), ('cancel_publication', 'planned publication cancelled'), ('publish', 'published'), ('open_amendment', 'amendment opened'), ('abandon', 'amendment withdrawn'), ('send_up', 'sent to the Government'), ('supersede', 'replaced by an amendment')], max_length=20)),
            ('actor', models.ForeignKey(blank=True, help_text='Empty when the portal itself acted.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.body')),
            ('schedule', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='schedules.schedule')),
        ],
        options={
            'verbose_name': 'history of a schedule',
            'verbose_name_plural': 'history of schedules',
            'ordering': ['id'],
            'abstract': False,
        },
    ),
    migrations.CreateModel(
        name='ScheduleVersion',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('number', models.PositiveIntegerField(verbose_name='version')),
            ('content', models.JSONField(verbose_name='content')),
            ('sha256', models.CharField(help_text='Of the content as canonical JSON in UTF-8.', max_length=64)),
            ('act_number', models.CharField(max_length=40, verbose_name='number of the act')),
            ('act_on', models.DateField(verbose_name='date of the act')),
            ('approved_on', models.DateField(verbose_name='approved on the portal on')),
            ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='published at')),
            ('schedule', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='schedules.schedule')),
        ],
        options={
            'verbose_name': 'version of a schedule',
            'verbose_name_plural': 'versions of schedules',
            'ordering': ['schedule_id', 'number'],
            'constraints': [models.UniqueConstraint(fields=('schedule', 'number'), name='schedules_version_number'), models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='schedules_version_hash')],
        },
    ),
    migrations.CreateModel(
        name='Forwarding',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('period_key', models.CharField(max_length=4, validators=[django.core.validators.RegexValidator('^[0-9]{4}$')], verbose_name='year')),
            ('on', models.DateField(verbose_name='day')),
            ('content', models.JSONField(help_text='Calendars by region with version and hash, and the regions that are missing.', verbose_name='content')),
            ('sha256', models.CharField(max_length=64)),
            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        ],
        options={
            'verbose_name': 'forwarding of calendars',
            'verbose_name_plural': 'forwardings of calendars',
            'ordering': ['-id'],
            'constraints': [models.UniqueConstraint(fields=('period_key', 'sha256'), name='schedules_forwarding_once', violation_error_message='These very calendars were forwarded already.')],
        },
    ),
    migrations.CreateModel(
        name='HearingLink',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('key_sha256', models.CharField(editable=False, max_length=64, unique=True)),
            ('made_at', models.DateTimeField(verbose_name='made')),
            ('expires_at', models.DateTimeField(verbose_name='can be used until')),
            ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='revoked')),
            ('used_at', models.DateTimeField(blank=True, null=True, verbose_name='used')),
            ('signer_name', models.CharField(blank=True, max_length=200, verbose_name='full name')),
            ('signer_post', models.CharField(blank=True, max_length=200, verbose_name='post')),
            ('hearing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='schedules.hearing')),
            ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        ],
        options={
            'verbose_name': 'link for a maslikhat',
            'verbose_name_plural': 'links for maslikhats',
            'ordering': ['-id'],
            'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('signer_name', ''), ('signer_post', ''), ('used_at__isnull', True)), models.Q(('used_at__isnull', False), models.Q(('signer_name', ''), _negated=True), models.Q(('signer_post', ''), _negated=True)), _connector='OR'), name='schedules_link_signed', violation_error_message='Whoever answers by a link says name and post.'), models.CheckConstraint(condition=models.Q(('used_at__isnull', True), ('revoked_at__isnull', True), _connector='OR'), name='schedules_link_once', violation_error_message='A link that was used cannot be revoked.'), models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True), ('used_at__isnull', True)), fields=('hearing',), name='schedules_link_one_open', violation_error_message='Another link is open already: revoke it first.')],
        },
    ),
]

_CALENDARS = [
    migrations.CreateModel(
        name='Delegation',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('due_on', models.DateField(verbose_name='inner deadline')),
            ('opened_on', models.DateField(verbose_name='given out on')),
            ('closed_on', models.DateField(blank=True, null=True, verbose_name='the region went on on')),
            ('closed_reason', models.TextField(blank=True, verbose_name='why the region went on')),
            ('change', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schedules.proposalevent')),
            ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('proposal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='delegation', to='schedules.proposal')),
        ],
        options={
            'verbose_name': 'delegation of a calendar',
            'verbose_name_plural': 'delegations of calendars',
            'ordering': ['-id'],
            'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('closed_by__isnull', True), ('closed_on__isnull', True), ('closed_reason', '')), models.Q(('closed_by__isnull', False), ('closed_on__isnull', False)), _connector='OR'), name='calendars_delegation_closed', violation_error_message='A region that went on says when and who.')],
        },
    ),
    migrations.CreateModel(
        name='Part',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('ready_on', models.DateField(blank=True, null=True, verbose_name='ready on')),
            ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calendar_parts', to='bodies.body', verbose_name='akimat')),
            ('delegation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='calendars.delegation')),
            ('ready_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        ],
        options={
            'verbose_name': 'part of a calendar',
            'verbose_name_plural': 'parts of calendars',
            'ordering': ['delegation_id', 'body_id'],
            'constraints': [models.UniqueConstraint(fields=('delegation', 'body'), name='calendars_part_once'), models.CheckConstraint(condition=models.Q(models.Q(('ready_by__isnull', True), ('ready_on__isnull', True)), models.Q(('ready_by__isnull', False), ('ready_on__isnull', False)), _connector='OR'), name='calendars_part_ready', violation_error_message='A part that is ready says since when.')],
        },
    ),
    migrations.CreateModel(
        name='ProposedDay',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('row_version', models.PositiveIntegerField()),
            ('norm', models.CharField(max_length=16)),
            ('edition', models.CharField(max_length=8)),
            ('period_key', models.CharField(max_length=8)),
            ('why', models.CharField(max_length=8)),
            ('place', models.PositiveIntegerField()),
            ('out_of', models.PositiveIntegerField()),
            ('aimed', models.DateField()),
            ('row', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='proposed_day', to='schedules.proposalrow')),
        ],
        options={
            'verbose_name': 'proposed day',
            'verbose_name_plural': 'proposed days',
            'ordering': ['pk'],
        },
    ),
    migrations.CreateModel(
        name='RiskSignal',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('level', models.CharField(choices=[('raised', 'raised'), ('high', 'high')], max_length=8, verbose_name='level')),
            ('sign', models.CharField(choices=[('forecast', 'tension is forecast to rise'), ('actual', 'tension has risen')], max_length=8, verbose_name='forecast or risen')),
            ('on', models.DateField(verbose_name='day')),
            ('ground_kk', models.TextField(blank=True)),
            ('ground_ru', models.TextField(blank=True)),
            ('ground_en', models.TextField(blank=True)),
            ('statement_kk', models.TextField(blank=True)),
            ('statement_ru', models.TextField(blank=True)),
            ('statement_en', models.TextField(blank=True)),
            ('sent_key', models.UUIDField(editable=False, unique=True)),
            ('registered_at', models.DateTimeField(verbose_name='registered')),
            ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='published')),
            ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn')),
            ('withdrawn_reason', models.TextField(blank=True)),
            ('meeting_number', models.CharField(blank=True, max_length=11, verbose_name='number of the meeting')),
            ('met_on', models.DateField(blank=True, null=True, verbose_name='meeting held')),
            ('offers_deputy', models.BooleanField(default=False, verbose_name='a deputy Prime Minister may take part')),
            ('taken_up_on', models.DateField(blank=True, null=True, verbose_name='deputy Prime Minister takes part')),
            ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.body', verbose_name='entered by')),
            ('ministry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.body', verbose_name='ministry of the branch')),
            ('registered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='registered by')),
            ('territory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.territory', verbose_name='place')),
        ],
        options={
            'verbose_name': 'risk signal',
            'verbose_name_plural': 'risk signals',
            'ordering': ['-on', '-pk'],
            'indexes': [models.Index(condition=models.Q(('met_on__isnull', True), ('withdrawn_on__isnull', True)), fields=['ministry'], name='calendars_risk_open'), models.Index(condition=models.Q(('published_at__isnull', False)), fields=['-published_at'], name='calendars_risk_told')],
            'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ground_kk', ''), _negated=True), models.Q(('ground_ru', ''), _negated=True), _connector='OR'), name='calendars_risk_ground', violation_error_message='Say the ground in Kazakh or in Russian.'), models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', True), ('statement_kk', ''), ('statement_ru', '')), models.Q(('published_at__isnull', False), models.Q(('statement_kk', ''), _negated=True), models.Q(('statement_ru', ''), _negated=True)), _connector='OR'), name='calendars_risk_statement', violation_error_message='What is published is said in Kazakh and in Russian.'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_on__isnull', True), ('withdrawn_reason', '')), models.Q(('withdrawn_on__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='calendars_risk_withdrawn', violation_error_message='Say why the signal is withdrawn.'), models.CheckConstraint(condition=models.Q(('met_on__isnull', True), models.Q(('withdrawn_on__isnull', True), models.Q(('meeting_number', ''), _negated=True)), _connector='OR'), name='calendars_risk_met', violation_error_message='A signal is met by its meeting, or withdrawn.')],
        },
    ),
    migrations.CreateModel(
        name='RiskEvent',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('verb', models.CharField(choices=[('register', 'Registered'), ('publish', 'Published'), ('withdraw', 'Withdrawn'), ('set_meeting', 'A meeting is set'), ('lose_meeting', 'The meeting is cancelled'), ('take_up', 'A deputy Prime Minister takes part'), ('meet', 'The meeting was held')], max_length=16)),
            ('at', models.DateTimeField()),
            ('on', models.DateField()),
            ('meeting_number', models.CharField(blank=True, max_length=11)),
            ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('signal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='calendars.risksignal')),
        ],
        options={
            'verbose_name': 'event of a risk signal',
            'verbose_name_plural': 'history of risk signals',
            'ordering': ['signal_id', 'pk'],
        },
    ),
]

_MEETINGS = [
    migrations.CreateModel(
        name='MeetingsNoted',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('until', models.DateField()),
            ('facts', models.CharField(max_length=32)),
        ],
        options={
            'verbose_name': 'mark of the beat',
            'verbose_name_plural': 'marks of the beat',
        },
    ),
    migrations.CreateModel(
        name='NumberCounter',
        fields=[
            ('year', models.PositiveIntegerField(primary_key=True, serialize=False)),
            ('last', models.PositiveIntegerField(default=0)),
        ],
    ),
    migrations.CreateModel(
        name='Meeting',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('number', models.CharField(max_length=11, unique=True, validators=[django.core.validators.RegexValidator('\\A[0-9]{4}-[0-9]{6}\\Z')], verbose_name='number')),
            ('origin', models.CharField(choices=[('plan', 'by schedule'), ('risk', 'by risk'), ('need', 'by need'), ('demand', 'by demand of the people')], default='plan', max_length=8, verbose_name='origin')),
            ('kind', models.CharField(choices=[('first_head', 'meeting of a first head'), ('deputy', 'meeting of a deputy head'), ('committee_chair', 'meeting of a committee chair'), ('akim', 'meeting of an akim'), ('report', 'report meeting')], max_length=16, verbose_name='kind')),
            ('state', models.CharField(choices=[('planned', 'planned'), ('announced', 'announced'), ('cancelled', 'cancelled'), ('not_taken_place', 'did not take place'), ('held', 'held'), ('reported', 'results published'), ('closed', 'closed')], default='planned', max_length=16, verbose_name='state')),
            ('on', models.DateField(blank=True, null=True, verbose_name='day')),
            ('more_days', django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), blank=True, default=list, size=None, verbose_name='further days')),
            ('lasting_on', models.DateField(blank=True, null=True)),
            ('gone_days', django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), blank=True, default=list, size=None)),
            ('month_key', models.CharField(blank=True, max_length=7, verbose_name='month')),
            ('quarter_key', models.CharField(blank=True, max_length=7, verbose_name='quarter')),
            ('half_key', models.CharField(blank=True, default='', max_length=7, verbose_name='half-year')),
            ('span_start', models.DateField()),
            ('span_end', models.DateField()),
            ('start_time', models.TimeField(blank=True, null=True, verbose_name='time')),
            ('format', models.CharField(choices=[('on_site', 'on site'), ('online', 'online'), ('mixed', 'on site and online')], max_length=8, verbose_name='format')),
            ('venue_kk', models.CharField(blank=True, max_length=250)),
            ('venue_ru', models.CharField(blank=True, max_length=250)),
            ('venue_en', models.CharField(blank=True, max_length=250)),
            ('subject_kk', models.CharField(max_length=300)),
            ('subject_ru', models.CharField(max_length=300)),
            ('subject_en', models.CharField(blank=True, max_length=300)),
            ('ground_kk', models.TextField(blank=True)),
            ('ground_ru', models.TextField(blank=True)),
            ('ground_en', models.TextField(blank=True)),
            ('search_text', models.TextField()),
            ('search_words', models.GeneratedField(db_persist=True, expression=models.Func('search_text', function='meetings_search_words'), output_field=django.contrib.postgres.search.SearchVectorField())),
            ('required', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('deputy_pm', 'Deputy Prime Minister'), ('akim_region', 'akim of the region'), ('akim_district', 'akim of the district or city'), ('akim_local', 'akim of the rural district, settlement or village'), ('executives', 'heads of local departments'), ('prosecutor', "prosecutor's office"), ('police', 'police'), ('deputies', 'deputies of the maslikhat'), ('parties', 'political parties'), ('council', 'public council or local community assembly'), ('ngo', 'non-governmental organisations'), ('elders', 'elders and local intelligentsia'), ('media', 'mass media')], max_length=16), blank=True, default=list, size=None, verbose_name='who is to take part')),
            ('published_at', models.DateTimeField(blank=True, help_text='Without an entry a meeting is public from here on.', null=True, verbose_name='announced')),
            ('changed_at', models.DateTimeField(verbose_name='changed')),
            ('sequence', models.PositiveIntegerField(default=0)),
            ('attendance', models.PositiveIntegerField(blank=True, null=True, verbose_name='people who came')),
            ('moved_from', models.CharField(blank=True, default='', max_length=10, verbose_name='moved from')),
            ('body', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='bodies.body', verbose_name='body')),
            ('entry', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meeting', to='schedules.scheduleentry')),
            ('official', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='bodies.official', verbose_name='official')),
            ('region', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.territory', verbose_name='region')),
            ('schedule', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='schedules.schedule')),
            ('territory', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='bodies.territory', verbose_name='place')),
        ],
        options={
            'verbose_name': 'meeting',
            'verbose_name_plural': 'meetings',
            'ordering': ['number'],
            'indexes': [models.Index(fields=['on', 'start_time', 'span_start', 'span_end', 'number'], name='meetings_order'), models.Index(fields=['region', 'on', 'start_time', 'span_start', 'span_end', 'number'], name='meetings_region_order'), models.Index(fields=['territory', 'on', 'start_time', 'span_start', 'span_end', 'number'], name='meetings_territory_order'), models.Index(fields=['body', 'on', 'start_time', 'span_start', 'span_end', 'number'], name='meetings_body_order'), models.Index(condition=models.Q(('more_days', []), _negated=True), fields=['span_start', 'span_end'], name='meetings_several_days'), models.Index(fields=['span_start', 'span_end'], name='meetings_span'), models.Index(fields=['span_end'], include=('id', 'span_start', 'schedule', 'published_at', 'state', 'region', 'territory', 'on'), name='meetings_upcoming'), models.Index(fields=['schedule', 'published_at'], name='meetings_public'), models.Index(fields=['-changed_at', '-number'], name='meetings_changed'), models.Index(fields=['body', 'span_end'], name='meetings_body'), models.Index(fields=['region', 'span_end'], name='meetings_region'), models.Index(fields=['territory', 'span_end'], name='meetings_territory'), models.Index(fields=['format', 'span_end'], name='meetings_format'), models.Index(fields=['kind', 'span_end'], name='meetings_kind'), django.contrib.postgres.indexes.GinIndex(fields=['search_words'], name='meetings_words'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.F('search_text'), name='gin_trgm_ops'), name='meetings_search')],
            'constraints': [models.CheckConstraint(condition=models.Q(('number__regex', '^[0-9]{4}-[0-9]{6}$')), name='meetings_number_form', violation_error_message='A meeting is numbered by the year and six digits.'), models.CheckConstraint(condition=models.Q(models.Q(('entry__isnull', False), ('origin', 'plan'), ('published_at__isnull', False), ('schedule__isnull', False)), models.Q(('entry__isnull', True), ('origin__in', ('risk', 'need', 'demand')), ('schedule__isnull', True), models.Q(('ground_kk', ''), _negated=True), models.Q(('ground_ru', ''), _negated=True)), _connector='OR'), name='meetings_origin', violation_error_message='A meeting by schedule has its entry; any other has none and says its ground in Kazakh and Russian.'), models.CheckConstraint(condition=models.Q(models.Q(('half_key', ''), ('month_key', ''), ('on__isnull', False), ('quarter_key', '')), models.Q(('half_key', ''), ('on__isnull', True), ('quarter_key', ''), models.Q(('month_key', ''), _negated=True)), models.Q(('half_key', ''), ('month_key', ''), ('on__isnull', True), models.Q(('quarter_key', ''), _negated=True)), models.Q(('month_key', ''), ('on__isnull', True), ('quarter_key', ''), models.Q(('half_key', ''), _negated=True)), _connector='OR'), name='meetings_one_when', violation_error_message='A meeting has a day, a month, a quarter or a half-year, and only one of them.'), models.CheckConstraint(condition=models.Q(models.Q(('attendance__isnull', False), ('on__isnull', False), ('state__in', ('held', 'reported', 'closed'))), models.Q(models.Q(('state__in', ('held', 'reported', 'closed')), _negated=True), ('attendance__isnull', True)), _connector='OR'), name='meetings_held_facts', violation_error_message='A meeting that was held has its day and how many people came.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('planned', 'announced')), _negated=True), models.Q(('on__isnull', False), ('state', 'announced')), models.Q(('on__isnull', True), ('state', 'planned')), _connector='OR'), name='meetings_announced_has_day', violation_error_message='A meeting is announced once its day is set, and planned until then.'), models.CheckConstraint(condition=models.Q(('more_days', []), ('on__isnull', False), _connector='OR'), name='meetings_more_days', violation_error_message='Add the first day before further days.'), models.CheckConstraint(condition=models.Q(('start_time__isnull', True), ('on__isnull', False), _connector='OR'), name='meetings_time_needs_day', violation_error_message='A time needs a day.'), models.CheckConstraint(condition=models.Q(('span_end__gt', models.F('span_start')), models.Q(('on__isnull', True), models.Q(('on__gte', models.F('span_start')), ('on__lt', models.F('span_end'))), _connector='OR')), name='meetings_span_holds_day', violation_error_message='The day lies outside the time kept for the meeting.'), models.CheckConstraint(condition=models.Q(models.Q(('subject_kk', ''), ('subject_ru', '')), models.Q(models.Q(('subject_kk', ''), _negated=True), models.Q(('subject_ru', ''), _negated=True)), _connector='OR'), name='meetings_subject_in_both', violation_error_message='A published subject needs Kazakh and Russian.')],
        },
    ),
    migrations.CreateModel(
        name='MeetingAnnouncement',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('channel', models.CharField(choices=[('newspaper', 'newspaper'), ('television', 'television'), ('radio', 'radio'), ('site', 'site of the body'), ('egov', 'e-government portal'), ('open_data', 'open data portal'), ('social', 'social network'), ('place', 'notice in a public place')], max_length=12, verbose_name='channel')),
            ('where_kk', models.CharField(max_length=300)),
            ('where_ru', models.CharField(max_length=300)),
            ('where_en', models.CharField(max_length=300)),
            ('link', models.CharField(blank=True, max_length=500, validators=[django.core.validators.URLValidator(['http', 'https'])], verbose_name='link')),
            ('announced_on', models.DateField(verbose_name='day of the announcement')),
            ('recorded_on', models.DateField(verbose_name='recorded on')),
            ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='taken back on')),
            ('withdrawn_reason_kk', models.CharField(blank=True, max_length=300)),
            ('withdrawn_reason_ru', models.CharField(blank=True, max_length=300)),
            ('withdrawn_reason_en', models.CharField(blank=True, max_length=300)),
            ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='announcements', to='meetings.meeting', verbose_name='meeting')),
            ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
            ('recorded_for', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.body', verbose_name='recorded by the body')),
            ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='taken back by')),
        ],
        options={
            'verbose_name': 'announcement of a meeting',
            'verbose_name_plural': 'announcements of meetings',
            'ordering': ['announced_on', 'id'],
            'constraints': [models.CheckConstraint(condition=models.Q(('recorded_on__gte', models.F('announced_on'))), name='meetings_announced_before_recorded'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_by__isnull', True), ('withdrawn_on__isnull', True), ('withdrawn_reason_kk', ''), ('withdrawn_reason_ru', '')), models.Q(('withdrawn_by__isnull', False), ('withdrawn_on__isnull', False), models.Q(('withdrawn_reason_kk', ''), _negated=True), models.Q(('withdrawn_reason_ru', ''), _negated=True)), _connector='OR'), name='meetings_announcement_taken_back', violation_error_message='What is taken back says when, by whom and why.')],
        },
    ),
    migrations.CreateModel(
        name='MeetingEvent',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('verb', models.CharField(choices=[('publish', 'Announced with the published schedule'), ('announce', 'Announced'), ('fix_day', 'Day set'), ('change_day', 'Day changed inside the approved time'), ('move', 'Moved'), ('change', 'Changed'), ('hold', 'Recorded as held'), ('not_held', 'Record of the meeting taken back'), ('report', 'Results published'), ('unreport', 'Publication of the results taken back'), ('close', 'Closed: nothing is left to do'), ('reopen', 'Opened again'), ('fall_through', 'Declared not to have taken place'), ('not_fall_through', 'Declaration that it did not take place taken back'), ('describe', 'Kind or required participants changed'), ('cancel', 'Cancelled'), ('restore', 'Takes place after all')], max_length=16)),
            ('from_state', models.CharField(blank=True, max_length=16)),
            ('to_state', models.CharField(choices=[('planned', 'planned'), ('announced', 'announced'), ('cancelled', 'cancelled'), ('not_taken_place', 'did not take place'), ('held', 'held'), ('reported', 'results published'), ('closed', 'closed')], max_length=16)),
            ('at', models.DateTimeField()),
            ('on', models.DateField()),
            ('comment', models.TextField(blank=True)),
            ('was', models.CharField(blank=True, default='', max_length=10)),
            ('became', models.CharField(blank=True, default='', max_length=10)),
            ('reason_kk', models.TextField(blank=True, default='')),
            ('reason_ru', models.TextField(blank=True, default='')),
            ('reason_en', models.TextField(blank=True, default='')),
            ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='meetings.meeting')),
            ('version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schedules.scheduleversion', verbose_name='version of the schedule that ordered it')),
        ],
        options={
            'verbose_name': 'event of a meeting',
            'verbose_name_plural': 'history of meetings',
            'ordering': ['meeting_id', 'id'],
            'indexes': [models.Index(condition=models.Q(('verb__in', ('move', 'change_day', 'change', 'cancel', 'restore'))), fields=['-at'], name='meetings_event_news')],
        },
    ),
    migrations.CreateModel(
        name='ChannelToTell',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('channel', models.CharField(choices=[('newspaper', 'newspaper'), ('television', 'television'), ('radio', 'radio'), ('site', 'site of the body'), ('egov', 'e-government portal'), ('open_data', 'open data portal'), ('social', 'social network'), ('place', 'notice in a public place')], max_length=12, verbose_name='channel')),
            ('line_kk', models.TextField()),
            ('line_ru', models.TextField()),
            ('reason', models.CharField(blank=True, max_length=300, verbose_name='why people are not told there')),
            ('said_on', models.DateField(blank=True, null=True, verbose_name='said on')),
            ('said_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='said by')),
            ('last_line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.meetingannouncement', verbose_name='line before')),
            ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='channels', to='meetings.meetingevent', verbose_name='change')),
        ],
        options={
            'verbose_name': 'channel to tell of a change',
            'verbose_name_plural': 'channels to tell of a change',
            'ordering': ['event_id', 'channel'],
            'constraints': [models.UniqueConstraint(fields=('event', 'channel'), name='meetings_channel_once'), models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), ('said_by__isnull', True), ('said_on__isnull', True)), models.Q(models.Q(('reason', ''), _negated=True), ('said_by__isnull', False), ('said_on__isnull', False)), _connector='OR'), name='meetings_channel_left', violation_error_message='Say why people are not told there.')],
        },
    ),
    migrations.CreateModel(
        name='MeetingHeld',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('held_on', models.DateField(verbose_name='day it was held')),
            ('start_time', models.TimeField(verbose_name='beginning')),
            ('end_time', models.TimeField(verbose_name='end')),
            ('attendance', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100000)], verbose_name='people who came')),
            ('note_kk', models.TextField(blank=True)),
            ('note_ru', models.TextField(blank=True)),
            ('note_en', models.TextField(blank=True)),
            ('announced', models.CharField(max_length=10, verbose_name='announced for')),
            ('announced_days', django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), blank=True, default=list, size=None, verbose_name='announced days')),
            ('moved_from', models.CharField(blank=True, default='', max_length=10, verbose_name='moved from')),
            ('recorded_on', models.DateField(verbose_name='recorded on')),
            ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='taken back on')),
            ('withdrawn_reason_kk', models.CharField(blank=True, max_length=300)),
            ('withdrawn_reason_ru', models.CharField(blank=True, max_length=300)),
            ('withdrawn_reason_en', models.CharField(blank=True, max_length=300)),
            ('held_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.official', verbose_name='who held it')),
            ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holdings', to='meetings.meeting', verbose_name='meeting')),
            ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
            ('recorded_for', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.body', verbose_name='recorded by the body')),
            ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='taken back by')),
        ],
        options={
            'verbose_name': 'held meeting',
            'verbose_name_plural': 'held meetings',
            'ordering': ['id'],
            'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_on__isnull', True)), fields=('meeting',), name='meetings_held_once', violation_error_message='This meeting is recorded as held already.'), models.CheckConstraint(condition=models.Q(('end_time__gt', models.F('start_time'))), name='meetings_held_hours', violation_error_message='A meeting ends after its beginning.'), models.CheckConstraint(condition=models.Q(('attendance__gte', 1), ('attendance__lte', 100000)), name='meetings_held_people', violation_error_message='Say how many people came.'), models.CheckConstraint(condition=models.Q(('recorded_on__gte', models.F('held_on'))), name='meetings_held_before_recorded'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_by__isnull', True), ('withdrawn_on__isnull', True), ('withdrawn_reason_kk', ''), ('withdrawn_reason_ru', '')), models.Q(('withdrawn_by__isnull', False), ('withdrawn_on__isnull', False), models.Q(('withdrawn_reason_kk', ''), _negated=True), models.Q(('withdrawn_reason_ru', ''), _negated=True)), _connector='OR'), name='meetings_held_taken_back', violation_error_message='What is taken back says when, by whom and why.')],
        },
    ),
    migrations.CreateModel(
        name='MeetingText',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('kind', models.CharField(choices=[('events', 'iCalendar'), ('json', 'JSON'), ('row', 'HTML'), ('cell', 'HTML, in a day of the month table')], max_length=6)),
            ('language', models.CharField(max_length=2)),
            ('mark', models.TextField()),
            ('text', models.TextField()),
            ('meeting', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='meetings.meeting')),
        ],
        options={
            'verbose_name': 'text of a meeting',
            'verbose_name_plural': 'texts of meetings',
            'constraints': [models.UniqueConstraint(fields=('meeting', 'kind', 'language'), name='meetings_text_once')],
        },
    ),
    migrations.CreateModel(
        name='MeetingTotal',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('by_month', models.BooleanField()),
            ('is_announced', models.BooleanField()),
            ('is_cancelled', models.BooleanField()),
            ('on', models.DateField(null=True)),
            ('more_days', django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), size=None)),
            ('span_start', models.DateField()),
            ('span_end', models.DateField()),
            ('number', models.IntegerField()),
            ('is_gathered', models.BooleanField()),
            ('place', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='bodies.territory')),
            ('schedule', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schedules.schedule')),
        ],
        options={
            'verbose_name': 'numbers of meetings',
            'verbose_name_plural': 'numbers of meetings',
            'indexes': [models.Index(fields=['place', 'by_month', 'span_end'], include=('span_start', 'on', 'number', 'schedule', 'is_announced', 'is_cancelled'), name='meetings_totals'), models.Index(condition=models.Q(('by_month', True), ('place__isnull', True)), fields=['schedule'], include=('number',), name='meetings_made')],
        },
    ),
]

_HOLDING = [
    migrations.CreateModel(
        name='Account',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('talk_minutes', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='minutes of talk')),
            ('questions_minutes', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='minutes of questions and answers')),
            ('obtained', models.CharField(blank=True, choices=[('measured', 'measured with a watch'), ('counted', 'counted from the recording'), ('stated', 'stated afterwards')], max_length=8, verbose_name='how the minutes are known')),
            ('split_note_kk', models.TextField(blank=True)),
            ('split_note_ru', models.TextField(blank=True)),
            ('split_note_en', models.TextField(blank=True)),
            ('attendees', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('deputy_pm', 'Deputy Prime Minister'), ('akim_region', 'akim of the region'), ('akim_district', 'akim of the district or city'), ('akim_local', 'akim of the rural district, settlement or village'), ('executives', 'heads of local departments'), ('prosecutor', "prosecutor's office"), ('police', 'police'), ('deputies', 'deputies of the maslikhat'), ('parties', 'political parties'), ('council', 'public council or local community assembly'), ('ngo', 'non-governmental organisations'), ('elders', 'elders and local intelligentsia'), ('media', 'mass media')], max_length=16), blank=True, default=list, size=None, verbose_name='who took part')),
            ('venue_kk', models.CharField(blank=True, max_length=250)),
            ('venue_ru', models.CharField(blank=True, max_length=250)),
            ('venue_en', models.CharField(blank=True, max_length=250)),
            ('viewers', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100000)], verbose_name='people who watched online')),
            ('asked_in_all', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='questions asked in all')),
            ('stream_link', models.CharField(blank=True, max_length=500, validators=[django.core.validators.URLValidator(['http', 'https'])], verbose_name='link to the broadcast')),
            ('stream_none_kk', models.CharField(blank=True, max_length=300)),
            ('stream_none_ru', models.CharField(blank=True, max_length=300)),
            ('stream_none_en', models.CharField(blank=True, max_length=300)),
            ('comments_open', models.BooleanField(blank=True, null=True, verbose_name='people could write beside the broadcast')),
            ('summary_kk', models.TextField(blank=True)),
            ('summary_ru', models.TextField(blank=True)),
            ('summary_en', models.TextField(blank=True)),
            ('report_kk', models.TextField(blank=True)),
            ('report_ru', models.TextField(blank=True)),
            ('report_en', models.TextField(blank=True)),
            ('internal_note', models.TextField(blank=True, verbose_name='note for the body alone')),
            ('protocol_number', models.CharField(blank=True, max_length=40, verbose_name='number of the protocol')),
            ('secretary_kk', models.CharField(blank=True, max_length=200)),
            ('secretary_ru', models.CharField(blank=True, max_length=200)),
            ('secretary_en', models.CharField(blank=True, max_length=200)),
            ('signed_on', models.DateField(blank=True, null=True, verbose_name='protocol signed on')),
            ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='results published')),
            ('logged_on', models.DateField(verbose_name='logged on')),
            ('changed_at', models.DateTimeField(verbose_name='changed')),
            ('version', models.PositiveIntegerField(default=1, verbose_name='number of the change')),
            ('logged_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='logged by')),
            ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='account', to='meetings.meeting', verbose_name='meeting')),
            ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
            ('signed_copy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='signed protocol')),
        ],
        options={
            'verbose_name': 'account of a meeting',
            'verbose_name_plural': 'accounts of meetings',
            'ordering': ['meeting_id'],
            'indexes': [models.Index(fields=['published_at'], name='holding_account_published')],
            'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('obtained', ''), ('questions_minutes__isnull', True), ('talk_minutes__isnull', True)), models.Q(models.Q(('obtained', ''), _negated=True), ('questions_minutes__isnull', False), ('talk_minutes__isnull', False)), _connector='OR'), name='holding_account_minutes', violation_error_message='Give the minutes of talk and of questions, and say how they are known.'), models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', True), ('published_by__isnull', True)), models.Q(('published_at__isnull', False), ('published_by__isnull', False), models.Q(('summary_kk', ''), _negated=True), models.Q(('summary_ru', ''), _negated=True)), _connector='OR'), name='holding_account_published', violation_error_message='Published results have a summary in Kazakh and in Russian.'), models.CheckConstraint(condition=models.Q(models.Q(('signed_copy__isnull', True), ('signed_on__isnull', True)), models.Q(('signed_copy__isnull', False), ('signed_on__isnull', False)), _connector='OR'), name='holding_account_signed', violation_error_message='A signed protocol has its day and its copy.')],
        },
    ),
    migrations.CreateModel(
        name='AccountEvent',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('verb', models.CharField(choices=[('log', 'Recorded in the log'), ('fill', 'Completed'), ('publish', 'Results published'), ('withdraw', 'Publication of the results taken back'), ('correct', 'Published results corrected'), ('sign', 'Signed protocol attached'), ('unsign', 'Signed protocol taken back'), ('close', 'Closed'), ('reopen', 'Opened again')], max_length=10)),
            ('at', models.DateTimeField()),
            ('on', models.DateField()),
            ('note_kk', models.TextField(blank=True)),
            ('note_ru', models.TextField(blank=True)),
            ('note_en', models.TextField(blank=True)),
            ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='holding.account')),
            ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        ],
        options={
            'verbose_name': 'event of an account',
            'verbose_name_plural': 'history of accounts',
            'ordering': ['account_id', 'id'],
        },
    ),
    migrations.CreateModel(
        name='Attachment',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('kind', models.CharField(choices=[('report', 'report or presentation'), ('video', 'recording, as a link'), ('other', 'another document')], max_length=8, verbose_name='kind')),
            ('title_kk', models.CharField(max_length=200)),
            ('title_ru', models.CharField(max_length=200)),
            ('title_en', models.CharField(max_length=200)),
            ('link', models.CharField(blank=True, max_length=500, validators=[django.core.validators.URLValidator(['http', 'https'])], verbose_name='link')),
            ('is_public', models.BooleanField(default=True, verbose_name='public with the results')),
            ('added_at', models.DateTimeField(verbose_name='added')),
            ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='holding.account')),
            ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
        ],
        options={
            'verbose_name': 'file of a meeting',
            'verbose_name_plural': 'files of meetings',
            'ordering': ['account_id', 'id'],
            'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('file__isnull', False), ('link', '')), models.Q(('file__isnull', True), models.Q(('link', ''), _negated=True)), _connector='OR'), name='holding_attachment_one', violation_error_message='Attach a file or give a link.')],
        },
    ),
    migrations.CreateModel(
        name='LogDraft',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('key', models.UUIDField(unique=True)),
            ('typed', models.JSONField(default=dict)),
            ('version', models.PositiveIntegerField(default=1)),
            ('saved_at', models.DateTimeField(verbose_name='saved')),
            ('saved_in', models.UUIDField(blank=True, editable=False, null=True)),
            ('account', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='holding.account')),
            ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.body', verbose_name='body')),
            ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='meetings.meeting')),
            ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        ],
        options={
            'verbose_name': 'draft of a log',
            'verbose_name_plural': 'drafts of logs',
            'ordering': ['-saved_at'],
            'indexes': [models.Index(fields=['body', '-saved_at'], name='holding_draft_body')],
            'constraints': [models.UniqueConstraint(condition=models.Q(('account__isnull', True)), fields=('meeting',), name='holding_draft_of_meeting'), models.CheckConstraint(condition=models.Q(('account__isnull', True), ('typed', {}), _connector='OR'), name='holding_draft_emptied')],
        },
    ),
    migrations.CreateModel(
        name='Part',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('kind', models.CharField(choices=[('reception', 'personal reception'), ('ngo', 'meeting with non-governmental organisations'), ('briefing', 'press briefing')], max_length=10, verbose_name='part of the visit')),
            ('held_on', models.DateField(blank=True, null=True, verbose_name='day')),
            ('people', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100000)], verbose_name='people')),
            ('link', models.CharField(blank=True, max_length=500, validators=[django.core.validators.URLValidator(['http', 'https'])], verbose_name='link')),
            ('note_kk', models.TextField(blank=True)),
            ('note_ru', models.TextField(blank=True)),
            ('note_en', models.TextField(blank=True)),
            ('missed_reason_kk', models.CharField(blank=True, max_length=300)),
            ('missed_reason_ru', models.CharField(blank=True, max_length=300)),
            ('missed_reason_en', models.CharField(blank=True, max_length=300)),
            ('recorded_on', models.DateField(verbose_name='recorded on')),
            ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='holding.account')),
            ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        ],
        options={
            'verbose_name': 'part of a visit',
            'verbose_name_plural': 'parts of visits',
            'ordering': ['account_id', 'kind'],
            'constraints': [models.UniqueConstraint(fields=('account', 'kind'), name='holding_part_once'), models.CheckConstraint(condition=models.Q(models.Q(('held_on__isnull', False), ('missed_reason_kk', ''), ('missed_reason_ru', '')), models.Q(('held_on__isnull', True), ('people__isnull', True), models.Q(('missed_reason_kk', ''), _negated=True), models.Q(('missed_reason_ru', ''), _negated=True)), _connector='OR'), name='holding_part_held_or_not', violation_error_message='Give the day, or say in Kazakh and in Russian why it did not take place.')],
        },
    ),
    migrations.CreateModel(
        name='Photo',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('state', models.CharField(choices=[('new', 'being prepared'), ('waiting', 'waits for a second person'), ('public', 'public'), ('refused', 'not published'), ('hidden', "hidden at somebody's request"), ('removed', 'removed'), ('failed', 'could not be read')], default='new', max_length=8, verbose_name='state')),
            ('width', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='width')),
            ('height', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='height')),
            ('alt_kk', models.CharField(blank=True, max_length=250)),
            ('alt_ru', models.CharField(blank=True, max_length=250)),
            ('alt_en', models.CharField(blank=True, max_length=250)),
            ('shows_children', models.BooleanField(default=False, verbose_name='children can be recognised')),
            ('consent', models.TextField(blank=True, verbose_name='consent: who gave it, when, where it is kept')),
            ('position', models.PositiveIntegerField(default=0, verbose_name='place in the order')),
            ('sent_sha256', models.CharField(blank=True, max_length=64)),
            ('attempts', models.PositiveSmallIntegerField(default=0)),
            ('failure', models.CharField(blank=True, max_length=20)),
            ('added_at', models.DateTimeField(verbose_name='added')),
            ('judged_at', models.DateTimeField(blank=True, null=True, verbose_name='judged')),
            ('judged_note', models.TextField(blank=True, verbose_name='remark')),
            ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='holding.account', verbose_name='account of a meeting')),
            ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='added by')),
            ('judged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='judged by')),
            ('original', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='uploaded picture')),
            ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='picture')),
            ('preview', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='small picture')),
            ('put_back_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='put back by')),
        ],
        options={
            'verbose_name': 'photo of a meeting',
            'verbose_name_plural': 'photos of meetings',
            'ordering': ['account_id', 'position', 'id'],
            'indexes': [models.Index(fields=['state'], name='holding_photo_state')],
            'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'public'), _negated=True), models.Q(('judged_by__isnull', False), ('picture__isnull', False), models.Q(('alt_kk', ''), _negated=True), models.Q(('alt_ru', ''), _negated=True)), _connector='OR'), name='holding_photo_public', violation_error_message='A public photo was approved and says in Kazakh and in Russian what it shows.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'public'), _negated=True), models.Q(models.Q(('judged_by', models.F('added_by')), _negated=True), models.Q(('put_back_by__isnull', True), models.Q(('judged_by', models.F('put_back_by')), _negated=True), _connector='OR')), _connector='OR'), name='holding_photo_second_person', violation_error_message='A photo is approved by a second person.'), models.CheckConstraint(condition=models.Q(('consent', ''), ('shows_children', True), ('state', 'public'), _negated=True), name='holding_photo_consent', violation_error_message='Write down who gave the consent.')],
        },
    ),
    migrations.CreateModel(
        name='Programme',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('talk_minutes', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='minutes of talk')),
            ('questions_minutes', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='minutes of questions and answers')),
            ('set_on', models.DateField(verbose_name='set on')),
            ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='programme', to='meetings.meeting', verbose_name='meeting')),
            ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        ],
        options={
            'verbose_name': 'programme of a meeting',
            'verbose_name_plural': 'programmes of meetings',
            'ordering': ['meeting_id'],
            'constraints': [models.CheckConstraint(condition=models.Q(('questions_minutes__gt', 0)), name='holding_programme_questions', violation_error_message='Leave time for questions and answers.')],
        },
    ),
    migrations.CreateModel(
        name='Question',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('number', models.PositiveSmallIntegerField(verbose_name='number')),
            ('asked', models.TextField(verbose_name='as it was asked')),
            ('text_kk', models.TextField(blank=True)),
            ('text_ru', models.TextField(blank=True)),
            ('text_en', models.TextField(blank=True)),
            ('topic', models.CharField(choices=[('housing', 'utilities and housing'), ('roads', 'roads'), ('water', 'water'), ('energy', 'gas and electricity'), ('ecology', 'landscaping and ecology'), ('education', 'education'), ('health', 'health and insurance'), ('social', 'social protection and disability'), ('land', 'land'), ('agriculture', 'agriculture'), ('jobs', 'jobs and wages'), ('communications', 'communications'), ('transport', 'transport'), ('prices', 'prices'), ('business', 'business'), ('order', 'police and public order'), ('culture', 'culture and sport'), ('other', 'other')], default='other', max_length=16, verbose_name='topic')),
            ('fate', models.CharField(choices=[('answered', 'answered on the spot'), ('taken', 'taken'), ('outside', 'outside the powers of the body')], default='taken', max_length=10, verbose_name='what became of it')),
            ('answer_kk', models.TextField(blank=True)),
            ('answer_ru', models.TextField(blank=True)),
            ('answer_en', models.TextField(blank=True)),
            ('responsible_kk', models.CharField(blank=True, max_length=200)),
            ('responsible_ru', models.CharField(blank=True, max_length=200)),
            ('responsible_en', models.CharField(blank=True, max_length=200)),
            ('measure_kk', models.TextField(blank=True)),
            ('measure_ru', models.TextField(blank=True)),
            ('measure_en', models.TextField(blank=True)),
            ('due_on', models.DateField(blank=True, null=True, verbose_name='term')),
            ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='taken out on')),
            ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='holding.account', verbose_name='account of a meeting')),
            ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.body', verbose_name='responsible body')),
            ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.territory', verbose_name='place')),
        ],
        options={
            'verbose_name': 'question of a meeting',
            'verbose_name_plural': 'questions of meetings',
            'ordering': ['account_id', 'number'],
            'constraints': [models.UniqueConstraint(fields=('account', 'number'), name='holding_question_number'), models.CheckConstraint(condition=models.Q(('fate', 'taken'), models.Q(('body__isnull', True), ('due_on__isnull', True)), _connector='OR'), name='holding_question_taken', violation_error_message='Only a question that was taken has a responsible body and a term.')],
        },
    ),
    migrations.CreateModel(
        name='RemovalRequest',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('reason', models.CharField(choices=[('me', 'I am in the photo'), ('child', 'my child is in the photo'), ('other', 'another reason')], max_length=8, verbose_name='reason')),
            ('note', models.TextField(blank=True, verbose_name='in their words')),
            ('at', models.DateTimeField()),
            ('decided_at', models.DateTimeField(blank=True, null=True)),
            ('is_granted', models.BooleanField(blank=True, null=True)),
            ('decision_note', models.TextField(blank=True, verbose_name='why it was put back')),
            ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('photo', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requests', to='holding.photo')),
        ],
        options={
            'verbose_name': 'request to remove a photo',
            'verbose_name_plural': 'requests to remove photos',
            'ordering': ['-id'],
        },
    ),
    migrations.CreateModel(
        name='Summary',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('kind', models.CharField(choices=[('quarter', 'quarterly summary of held meetings'), ('half', 'half-year results of meetings')], max_length=8, verbose_name='kind')),
            ('period_key', models.CharField(max_length=7, verbose_name='period')),
            ('content', models.JSONField()),
            ('sha256', models.CharField(max_length=64, validators=[django.core.validators.RegexValidator('\\A[0-9a-f]{64}\\Z')])),
            ('made_on', models.DateField(verbose_name='made on')),
            ('made_at', models.DateTimeField()),
            ('sent_on', models.DateField(blank=True, null=True, verbose_name='sent on')),
            ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.body', verbose_name='body')),
            ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('replaced_by', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='holding.summary')),
            ('sent_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        ],
        options={
            'verbose_name': 'summary of meetings',
            'verbose_name_plural': 'summaries of meetings',
            'ordering': ['-period_key', '-id'],
            'indexes': [models.Index(fields=['body', 'kind', 'period_key'], name='holding_summary_of')],
        },
    ),
]

_QUESTIONS = [
    migrations.CreateModel(
        name='Demand',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('number', models.CharField(max_length=13, unique=True, validators=[django.core.validators.RegexValidator('\\A[ST]-[0-9]{4}-[0-9]{6}\\Z')], verbose_name='number')),
            ('topic', models.CharField(choices=[('housing', 'utilities and housing'), ('roads', 'roads'), ('water', 'water'), ('energy', 'gas and electricity'), ('ecology', 'landscaping and ecology'), ('education', 'education'), ('health', 'health and insurance'), ('social', 'social protection and disability'), ('land', 'land'), ('agriculture', 'agriculture'), ('jobs', 'jobs and wages'), ('communications', 'communications'), ('transport', 'transport'), ('prices', 'prices'), ('business', 'business'), ('order', 'police and public order'), ('culture', 'culture and sport'), ('other', 'other')], default='other', max_length=16, verbose_name='topic')),
            ('way', models.CharField(choices=[('portal', 'on the portal'), ('phone', 'by telephone'), ('paper', 'on paper'), ('messenger', 'by messenger'), ('office', 'at the office')], default='portal', max_length=10, verbose_name='how it came in')),
            ('held', models.CharField(blank=True, choices=[('', 'not held'), ('quick', 'sent faster than a person writes'), ('network', 'much was sent from one network'), ('meeting', 'much was sent to one meeting'), ('mailbox', 'many letters went to one mailbox')], default='', max_length=8, verbose_name='why it is held')),
            ('own_text', models.TextField(blank=True, verbose_name='as it was written')),
            ('own_language', models.CharField(choices=[('kk', 'Қазақша'), ('ru', 'Русский'), ('en', 'English')], max_length=2, verbose_name='language')),
            ('text_kk', models.TextField(blank=True)),
            ('text_ru', models.TextField(blank=True)),
            ('text_en', models.TextField(blank=True)),
            ('sent_at', models.DateTimeField(verbose_name='sent')),
            ('sent_key', models.UUIDField(editable=False, null=True, unique=True)),
            ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmed')),
            ('judged_at', models.DateTimeField(blank=True, null=True, verbose_name='moderated')),
            ('refusal', models.CharField(blank=True, choices=[('off_topic', 'not about this place or this meeting'), ('personal', 'a matter of one person: it needs an official appeal'), ('private', 'cannot be understood without data of a person'), ('insult', 'insults somebody'), ('advert', 'advertising'), ('unlawful', 'calls for what the law forbids'), ('unclear', 'cannot be understood'), ('late', 'came after questions were closed'), ('other', 'another reason')], max_length=10, verbose_name='reason not to publish')),
            ('note_kk', models.TextField(blank=True)),
            ('note_ru', models.TextField(blank=True)),
            ('note_en', models.TextField(blank=True)),
            ('removal_reason', models.CharField(blank=True, choices=[('off_topic', 'not about this place or this meeting'), ('personal', 'a matter of one person: it needs an official appeal'), ('private', 'cannot be understood without data of a person'), ('insult', 'insults somebody'), ('advert', 'advertising'), ('unlawful', 'calls for what the law forbids'), ('unclear', 'cannot be understood'), ('late', 'came after questions were closed'), ('other', 'another reason')], max_length=10, verbose_name='reason of the removal')),
            ('version', models.PositiveIntegerField(default=1, verbose_name='number of the change')),
            ('state', models.CharField(choices=[('sent', 'waits for its author to confirm it'), ('waiting', 'waits for the moderator'), ('refused', 'not published'), ('open', 'gathers voices'), ('reached', 'waits for the answer of the akimat'), ('appointed', 'a meeting is appointed'), ('joined', 'joined to a meeting that was planned'), ('declined', 'declined with a reason'), ('lapsed', 'too few voices by its day'), ('withdrawn', 'withdrawn by its author'), ('removed', 'removed by two people')], default='sent', max_length=10, verbose_name='state')),
            ('threshold', models.PositiveIntegerField(blank=True, null=True, verbose_name='voices')),
            ('answer_days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='working days to answer')),
            ('opened_on', models.DateField(blank=True, null=True, verbose_name='opened on')),
            ('until', models.DateField(blank=True, null=True, verbose_name='voices are gathered until')),
            ('reached_on', models.DateField(blank=True, null=True, verbose_name='voices were enough on')),
            ('answer_due_on', models.DateField(blank=True, null=True, verbose_name='answer due')),
            ('answered_on', models.DateField(blank=True, null=True, verbose_name='answered on')),
            ('answer_kk', models.TextField(blank=True)),
            ('answer_ru', models.TextField(blank=True)),
            ('answer_en', models.TextField(blank=True)),
            ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
            ('body', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='demands', to='bodies.body', verbose_name='who is to come')),
            ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
            ('judged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='moderated by')),
            ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='demands', to='meetings.meeting', verbose_name='meeting')),
            ('removal_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='removal asked for by')),
            ('territory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.territory', verbose_name='place')),
            ('person', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='%(class)s', to='questions.person', verbose_name='person')),
        ],
        options={
            'verbose_name': 'demand for a meeting',
            'verbose_name_plural': 'demands for meetings',
            'ordering': ['-sent_at', '-id'],
            'indexes': [models.Index(fields=['body', 'state', 'sent_at'], name='questions_demand_body'), models.Index(fields=['state', 'answer_due_on'], name='questions_demand_due'), models.Index(condition=models.Q(('state', 'open')), fields=['until'], name='questions_demand_until')],
            'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('open', 'reached', 'appointed', 'joined', 'declined', 'lapsed')), _negated=True), models.Q(models.Q(('text_kk', ''), _negated=True), models.Q(('text_ru', ''), _negated=True), ('opened_on__isnull', False)), _connector='OR'), name='questions_demand_public', violation_error_message='A published demand has its text in Kazakh and in Russian.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('appointed', 'joined', 'declined')), _negated=True), models.Q(models.Q(('answer_kk', ''), _negated=True), models.Q(('answer_ru', ''), _negated=True), ('answered_by__isnull', False), ('answered_on__isnull', False)), _connector='OR'), name='questions_demand_answered', violation_error_message='The answer stands in Kazakh and in Russian.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['appointed', 'joined']), _negated=True), ('meeting__isnull', False), _connector='OR'), name='questions_demand_meeting', violation_error_message='Say which meeting it is.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('refusal', ''), _negated=True), _connector='OR'), name='questions_demand_refused', violation_error_message='Say why it is not published.')],
        },
    ),
    migrations.CreateModel(
        name='DemandEvent',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('verb', models.CharField(choices=[('send', 'Sent'), ('enter', 'Entered by the office'), ('release', 'Let through by a person'), ('confirm', 'Confirmed by its author'), ('publish', 'Published'), ('edit', 'Public text changed'), ('refuse', 'Not published'), ('join', 'Joined'), ('answer', 'Answered'), ('take', 'Taken to be solved'), ('outside', 'Outside the powers of the body'), ('pass', 'The meeting passed without an answer'), ('unsettle', 'On the agenda again'), ('reach', 'Voices reached what the akimat asks for'), ('appoint', 'Meeting appointed'), ('decline', 'Declined with a reason'), ('lapse', 'Closed: too few voices'), ('withdraw', 'Withdrawn by its author'), ('ask_removal', 'Removal asked for'), ('keep', 'Removal refused'), ('remove', 'Removed'), ('forget', 'Private data deleted on its day')], max_length=12)),
            ('from_state', models.CharField(blank=True, max_length=10)),
            ('to_state', models.CharField(max_length=10)),
            ('at', models.DateTimeField()),
            ('on', models.DateField()),
            ('note_kk', models.TextField(blank=True)),
            ('note_ru', models.TextField(blank=True)),
            ('note_en', models.TextField(blank=True)),
            ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('demand', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='questions.demand')),
        ],
        options={
            'verbose_name': 'event of a demand',
            'verbose_name_plural': 'history of demands',
            'ordering': ['demand_id', 'id'],
        },
    ),
    migrations.CreateModel(
        name='DemandPolicy',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('threshold', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5000)], verbose_name='voices')),
            ('gather_days', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(7), django.core.validators.MaxValueValidator(180)], verbose_name='days to gather voices')),
            ('answer_days', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(30)], verbose_name='working days to answer')),
            ('ground_kk', models.CharField(max_length=300)),
            ('ground_ru', models.CharField(max_length=300)),
            ('ground_en', models.CharField(max_length=300)),
            ('published_on', models.DateField(verbose_name='published on')),
            ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='demand_policies', to='bodies.body', verbose_name='body')),
            ('published_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
        ],
        options={
            'verbose_name': 'rules for demands of an akimat',
            'verbose_name_plural': 'rules for demands of akimats',
            'ordering': ['body_id', '-published_on', '-id'],
        },
    ),
    migrations.CreateModel(
        name='Person',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('purpose', models.CharField(choices=[('question', 'asked a question'), ('demand', 'demanded a meeting'), ('voice', 'supported a question or a demand'), ('subscription', 'subscribed to a place')], max_length=12, verbose_name='why it is kept')),
            ('email', models.EmailField(blank=True, max_length=254, verbose_name='address of mail')),
            ('mailbox', models.CharField(blank=True, max_length=64, validators=[django.core.validators.RegexValidator('\\A[0-9a-f]{64}\\Z')])),
            ('name', models.CharField(blank=True, max_length=150, verbose_name='name')),
            ('phone', models.CharField(blank=True, max_length=60, verbose_name='telephone')),
            ('language', models.CharField(choices=[('kk', 'Қазақша'), ('ru', 'Русский'), ('en', 'English')], max_length=2, verbose_name='language')),
            ('nonce', models.CharField(max_length=32)),
            ('sent_at', models.DateTimeField(verbose_name='sent')),
            ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmed')),
            ('erase_on', models.DateField(blank=True, null=True, verbose_name='deleted on')),
        ],
        options={
            'verbose_name': 'person',
            'verbose_name_plural': 'people',
            'ordering': ['id'],
            'indexes': [models.Index(fields=['erase_on'], name='questions_person_erase'), models.Index(condition=models.Q(('mailbox', ''), _negated=True), fields=['mailbox'], name='questions_person_mailbox')],
            'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('email', ''), ('mailbox', '')), models.Q(models.Q(('email', ''), _negated=True), models.Q(('mailbox', ''), _negated=True)), _connector='OR'), name='questions_person_mailbox'), models.CheckConstraint(condition=models.Q(('erase_on__isnull', False), models.Q(('confirmed_at__isnull', False), ('purpose', 'subscription')), _connector='OR'), name='questions_person_goes')],
        },
    ),
    migrations.CreateModel(
        name='AskedQuestion',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('number', models.CharField(max_length=13, unique=True, validators=[django.core.validators.RegexValidator('\\A[ST]-[0-9]{4}-[0-9]{6}\\Z')], verbose_name='number')),
            ('topic', models.CharField(choices=[('housing', 'utilities and housing'), ('roads', 'roads'), ('water', 'water'), ('energy', 'gas and electricity'), ('ecology', 'landscaping and ecology'), ('education', 'education'), ('health', 'health and insurance'), ('social', 'social protection and disability'), ('land', 'land'), ('agriculture', 'agriculture'), ('jobs', 'jobs and wages'), ('communications', 'communications'), ('transport', 'transport'), ('prices', 'prices'), ('business', 'business'), ('order', 'police and public order'), ('culture', 'culture and sport'), ('other', 'other')], default='other', max_length=16, verbose_name='topic')),
            ('way', models.CharField(choices=[('portal', 'on the portal'), ('phone', 'by telephone'), ('paper', 'on paper'), ('messenger', 'by messenger'), ('office', 'at the office')], default='portal', max_length=10, verbose_name='how it came in')),
            ('held', models.CharField(blank=True, choices=[('', 'not held'), ('quick', 'sent faster than a person writes'), ('network', 'much was sent from one network'), ('meeting', 'much was sent to one meeting'), ('mailbox', 'many letters went to one mailbox')], default='', max_length=8, verbose_name='why it is held')),
            ('own_text', models.TextField(blank=True, verbose_name='as it was written')),
            ('own_language', models.CharField(choices=[('kk', 'Қазақша'), ('ru', 'Русский'), ('en', 'English')], max_length=2, verbose_name='language')),
            ('text_kk', models.TextField(blank=True)),
            ('text_ru', models.TextField(blank=True)),
            ('text_en', models.TextField(blank=True)),
            ('sent_at', models.DateTimeField(verbose_name='sent')),
            ('sent_key', models.UUIDField(editable=False, null=True, unique=True)),
            ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmed')),
            ('judged_at', models.DateTimeField(blank=True, null=True, verbose_name='moderated')),
            ('refusal', models.CharField(blank=True, choices=[('off_topic', 'not about this place or this meeting'), ('personal', 'a matter of one person: it needs an official appeal'), ('private', 'cannot be understood without data of a person'), ('insult', 'insults somebody'), ('advert', 'advertising'), ('unlawful', 'calls for what the law forbids'), ('unclear', 'cannot be understood'), ('late', 'came after questions were closed'), ('other', 'another reason')], max_length=10, verbose_name='reason not to publish')),
            ('note_kk', models.TextField(blank=True)),
            ('note_ru', models.TextField(blank=True)),
            ('note_en', models.TextField(blank=True)),
            ('removal_reason', models.CharField(blank=True, choices=[('off_topic', 'not about this place or this meeting'), ('personal', 'a matter of one person: it needs an official appeal'), ('private', 'cannot be understood without data of a person'), ('insult', 'insults somebody'), ('advert', 'advertising'), ('unlawful', 'calls for what the law forbids'), ('unclear', 'cannot be understood'), ('late', 'came after questions were closed'), ('other', 'another reason')], max_length=10, verbose_name='reason of the removal')),
            ('version', models.PositiveIntegerField(default=1, verbose_name='number of the change')),
            ('state', models.CharField(choices=[('sent', 'waits for its author to confirm it'), ('waiting', 'waits for the moderator'), ('refused', 'not published'), ('joined', 'joined with another question'), ('agenda', 'on the agenda of the meeting'), ('answered', 'answered at the meeting'), ('taken', 'taken to be solved'), ('outside', 'outside the powers of the body'), ('passed', 'the meeting passed without an answer'), ('withdrawn', 'withdrawn by its author'), ('removed', 'removed by two people')], default='sent', max_length=10, verbose_name='state')),
            ('picture_alt_kk', models.CharField(blank=True, max_length=250)),
            ('picture_alt_ru', models.CharField(blank=True, max_length=250)),
            ('picture_alt_en', models.CharField(blank=True, max_length=250)),
            ('shows_picture', models.BooleanField(default=False, verbose_name='the picture is public')),
            ('answer_kk', models.TextField(blank=True)),
            ('answer_ru', models.TextField(blank=True)),
            ('answer_en', models.TextField(blank=True)),
            ('answered_minute', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='minute of the meeting')),
            ('settled_on', models.DateField(blank=True, null=True, verbose_name='settled on')),
            ('issue', models.CharField(blank=True, max_length=30, verbose_name='number of the issue')),
            ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
            ('joined_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='joined', to='questions.askedquestion', verbose_name='joined with')),
            ('judged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='moderated by')),
            ('meeting', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='asked_questions', to='meetings.meeting', verbose_name='meeting')),
            ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='files.storedfile', verbose_name='picture')),
            ('removal_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='removal asked for by')),
            ('territory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.territory', verbose_name='place')),
            ('person', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='%(class)s', to='questions.person', verbose_name='person')),
        ],
        options={
            'verbose_name': 'question to a meeting',
            'verbose_name_plural': 'questions to meetings',
            'ordering': ['-sent_at', '-id'],
            'indexes': [models.Index(fields=['meeting', 'state', 'sent_at'], name='questions_asked_meeting'), models.Index(fields=['territory', 'topic', '-sent_at'], name='questions_asked_place'), models.Index(condition=models.Q(('state__in', ['sent', 'waiting'])), fields=['sent_at'], name='questions_asked_queue')],
            'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('agenda', 'answered', 'taken', 'outside', 'passed')), _negated=True), models.Q(models.Q(('text_kk', ''), _negated=True), models.Q(('text_ru', ''), _negated=True)), _connector='OR'), name='questions_asked_public', violation_error_message='A published question has its text in Kazakh and in Russian.'), models.CheckConstraint(condition=models.Q(models.Q(('joined_to__isnull', False), ('state', 'joined')), models.Q(models.Q(('state', 'joined'), _negated=True), ('joined_to__isnull', True)), ('state__in', ['withdrawn']), _connector='OR'), name='questions_asked_joined'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('refusal', ''), _negated=True), _connector='OR'), name='questions_asked_refused', violation_error_message='Say why it is not published.')],
        },
    ),
    migrations.CreateModel(
        name='PersonLetter',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('kind', models.CharField(choices=[('confirm', 'please confirm'), ('fate', 'what became of it'), ('digest', 'news of a place')], max_length=8, verbose_name='kind')),
            ('key', models.CharField(max_length=80)),
            ('message_id', models.CharField(max_length=200, unique=True)),
            ('state', models.CharField(choices=[('pending', 'waits'), ('sent', 'sent'), ('failed', 'given up')], default='pending', max_length=8, verbose_name='state')),
            ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='tries')),
            ('next_try_at', models.DateTimeField(verbose_name='next try')),
            ('created_at', models.DateTimeField()),
            ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent')),
            ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letters', to='questions.person', verbose_name='person')),
        ],
        options={
            'verbose_name': 'letter to a person',
            'verbose_name_plural': 'letters to people',
            'ordering': ['id'],
            'indexes': [models.Index(condition=models.Q(('state', 'pending')), fields=['next_try_at'], name='questions_letter_pending')],
            'constraints': [models.UniqueConstraint(fields=('person', 'key'), name='questions_letter_once'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='questions_letter_sent')],
        },
    ),
    migrations.CreateModel(
        name='PersonRead',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('person_key', models.BigIntegerField(verbose_name='key of the row')),
            ('of', models.CharField(max_length=20, verbose_name='of what')),
            ('at', models.DateTimeField(verbose_name='when')),
            ('reader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who looked')),
        ],
        options={
            'verbose_name': 'reading of who asked',
            'verbose_name_plural': 'readings of who asked',
            'ordering': ['-at', '-id'],
            'indexes': [models.Index(fields=['of', '-at'], name='questions_read_of')],
        },
    ),
    migrations.CreateModel(
        name='QuestionEvent',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('verb', models.CharField(choices=[('send', 'Sent'), ('enter', 'Entered by the office'), ('release', 'Let through by a person'), ('confirm', 'Confirmed by its author'), ('publish', 'Published'), ('edit', 'Public text changed'), ('refuse', 'Not published'), ('join', 'Joined'), ('answer', 'Answered'), ('take', 'Taken to be solved'), ('outside', 'Outside the powers of the body'), ('pass', 'The meeting passed without an answer'), ('unsettle', 'On the agenda again'), ('reach', 'Voices reached what the akimat asks for'), ('appoint', 'Meeting appointed'), ('decline', 'Declined with a reason'), ('lapse', 'Closed: too few voices'), ('withdraw', 'Withdrawn by its author'), ('ask_removal', 'Removal asked for'), ('keep', 'Removal refused'), ('remove', 'Removed'), ('forget', 'Private data deleted on its day')], max_length=12)),
            ('from_state', models.CharField(blank=True, max_length=10)),
            ('to_state', models.CharField(max_length=10)),
            ('at', models.DateTimeField()),
            ('on', models.DateField()),
            ('note_kk', models.TextField(blank=True)),
            ('note_ru', models.TextField(blank=True)),
            ('note_en', models.TextField(blank=True)),
            ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='questions.askedquestion')),
        ],
        options={
            'verbose_name': 'event of a question',
            'verbose_name_plural': 'history of questions',
            'ordering': ['question_id', 'id'],
        },
    ),
    migrations.CreateModel(
        name='SendMark',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('kind', models.CharField(choices=[('question', 'asked a question'), ('demand', 'demanded a meeting'), ('voice', 'supported a question or a demand'), ('subscription', 'subscribed to a place')], max_length=12)),
            ('address', models.CharField(max_length=64, validators=[django.core.validators.RegexValidator('\\A[0-9a-f]{64}\\Z')])),
            ('network', models.CharField(max_length=64, validators=[django.core.validators.RegexValidator('\\A[0-9a-f]{64}\\Z')])),
            ('about', models.CharField(max_length=20)),
            ('at', models.DateTimeField()),
        ],
        options={
            'ordering': ['id'],
            'indexes': [models.Index(fields=['address', 'at'], name='questions_mark_address'), models.Index(fields=['network', 'at'], name='questions_mark_network'), models.Index(fields=['about', 'at'], name='questions_mark_about'), models.Index(fields=['at'], name='questions_mark_at')],
        },
    ),
    migrations.CreateModel(
        name='Subscription',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('mailbox', models.CharField(max_length=64)),
            ('told_until', models.DateTimeField()),
            ('told_on', models.DateField(blank=True, null=True)),
            ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='subscription', to='questions.person', verbose_name='person')),
            ('territory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='subscriptions', to='bodies.territory', verbose_name='place')),
        ],
        options={
            'verbose_name': 'subscription to a place',
            'verbose_name_plural': 'subscriptions to places',
            'ordering': ['id'],
            'constraints': [models.UniqueConstraint(fields=('territory', 'mailbox'), name='questions_subscription_once'), models.CheckConstraint(condition=models.Q(('mailbox', ''), _negated=True), name='questions_subscription_mailbox')],
        },
    ),
    migrations.CreateModel(
        name='Voice',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('mailbox', models.CharField(blank=True, max_length=64)),
            ('held', models.CharField(blank=True, choices=[('', 'not held'), ('quick', 'sent faster than a person writes'), ('network', 'much was sent from one network'), ('meeting', 'much was sent to one meeting'), ('mailbox', 'many letters went to one mailbox')], default='', max_length=8, verbose_name='why it is held')),
            ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmed')),
            ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='taken back')),
            ('demand', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='voices', to='questions.demand')),
            ('person', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='voice', to='questions.person', verbose_name='person')),
            ('question', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='voices', to='questions.askedquestion')),
        ],
        options={
            'verbose_name': 'voice',
            'verbose_name_plural': 'voices',
            'ordering': ['id'],
            'indexes': [models.Index(condition=models.Q(('question__isnull', False)), fields=['question'], name='questions_voice_question'), models.Index(condition=models.Q(('demand__isnull', False)), fields=['demand'], name='questions_voice_demand')],
            'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('demand__isnull', True), ('question__isnull', False)), models.Q(('demand__isnull', False), ('question__isnull', True)), _connector='OR'), name='questions_voice_of_one'), models.UniqueConstraint(condition=models.Q(('question__isnull', False), models.Q(('mailbox', ''), _negated=True)), fields=('question', 'mailbox'), name='questions_voice_question_once'), models.UniqueConstraint(condition=models.Q(('demand__isnull', False), models.Q(('mailbox', ''), _negated=True)), fields=('demand', 'mailbox'), name='questions_voice_demand_once')],
        },
    ),
]

# fmt: on


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("audit", "0001_chain"),
        ("audit", "0002_chain_stays"),
        ("audit", "0003_what_was_before"),
        ("audit", "0004_history"),
        ("audit", "0005_history_by_triggers"),
        ("audit", "0006_words"),
        ("bodies", "0001_text_and_range_tools"),
        ("bodies", "0002_who_and_where"),
        ("bodies", "0003_plain_names_and_grounds"),
        ("bodies", "0004_role_wording"),
        ("bodies", "0005_sessions_of_ended_roles"),
        ("bodies", "0006_classifier"),
        ("bodies", "0007_classifier_data"),
        ("bodies", "0008_onboarding"),
        ("bodies", "0009_words"),
        ("bodies", "0010_one_fold"),
        ("bodies", "0011_units_of_coverage"),
        ("bodies", "0012_places_by_kind"),
        ("calendars", "0001_risk"),
        ("calendars", "0002_proposed_days"),
        ("calendars", "0003_parts"),
        ("calendars", "0004_parts_of_a_correction"),
        ("calendars", "0005_lost_meeting"),
        ("deadlines", "0001_what_is_owed"),
        ("deadlines", "0002_history_stays"),
        ("deadlines", "0003_the_whole_law"),
        ("deadlines", "0004_what_stood_before"),
        ("deadlines", "0005_plain_days"),
        ("deadlines", "0006_the_law_as_it_reads"),
        ("deadlines", "0007_told_when_open"),
        ("deadlines", "0008_marks_of_the_sweep"),
        ("deadlines", "0009_days_counted_by_decision"),
        ("deadlines", "0010_what_will_not_be"),
        ("deadlines", "0011_two_days"),
        ("deadlines", "0012_counted_apart"),
        ("deadlines", "0013_to_be_confirmed"),
        ("deadlines", "0014_counted_in_its_norms"),
        ("deadlines", "0015_reading_of_a_norm"),
        ("deadlines", "0016_told_by_mistake"),
        ("files", "0001_stored_files"),
        ("files", "0002_purposes_of_jobs"),
        ("files", "0003_photos"),
        ("files", "0004_of_nobody"),
        ("holding", "0001_accounts"),
        ("holding", "0002_accounts_are_followed"),
        ("holding", "0003_photos_in_order"),
        ("holding", "0004_put_back_is_followed"),
        ("holding", "0005_protocol_numbers_stay_out"),
        ("holding", "0006_draft_in_windows"),
        ("holding", "0007_deputies_who_came"),
        ("jobs", "0001_long_work"),
        ("jobs", "0002_given_files"),
        ("jobs", "0003_files_given_before"),
        ("kit", "0001_content_changes"),
        ("kit", "0002_what_the_public_reads"),
        ("kit", "0003_what_coverage_reads"),
        ("meetings", "0001_announced_meetings"),
        ("meetings", "0002_history_stays"),
        ("meetings", "0003_halves_and_further_days"),
        ("meetings", "0004_changes_of_meetings"),
        ("meetings", "0005_words"),
        ("meetings", "0006_one_fold"),
        ("meetings", "0007_days_told"),
        ("meetings", "0008_origin"),
        ("meetings", "0009_numbers"),
        ("meetings", "0010_news"),
        ("meetings", "0011_in_order"),
        ("meetings", "0012_days_of_phones"),
        ("meetings", "0013_words_searched"),
        ("meetings", "0014_counted"),
        ("meetings", "0015_texts"),
        ("meetings", "0016_totals"),
        ("meetings", "0017_words_restored"),
        ("meetings", "0018_totals_covered"),
        ("meetings", "0019_announced_beside"),
        ("meetings", "0020_cells"),
        ("meetings", "0021_held"),
        ("meetings", "0022_held_is_followed"),
        ("meetings", "0023_subject_may_be_open"),
        ("meetings", "0024_totals_by_schedule"),
        ("meetings", "0025_states"),
        ("meetings", "0026_states_hold"),
        ("meetings", "0027_changed_at_once"),
        ("meetings", "0028_found_by_change"),
        ("meetings", "0029_kinds"),
        ("meetings", "0030_kinds_are_followed"),
        ("meetings", "0031_required"),
        ("notices", "0001_outbox"),
        ("notices", "0002_role_invitations"),
        ("notices", "0003_copies"),
        ("notices", "0004_one_matter"),
        ("questions", "0001_asked"),
        ("questions", "0002_followed"),
        ("questions", "0003_sent_once"),
        ("schedules", "0001_what_is_planned"),
        ("schedules", "0002_history_and_versions_stay"),
        ("schedules", "0003_halves_plans_and_amendments"),
        ("schedules", "0004_imports"),
        ("schedules", "0005_region_facts"),
        ("schedules", "0006_amendments"),
        ("schedules", "0007_plans"),
        ("schedules", "0008_words"),
        ("schedules", "0009_kinds"),
        ("schedules", "0010_what_was_sent"),
        ("schedules", "0011_what_was_sent_before"),
        ("schedules", "0012_reason_of_an_amendment"),
        ("schedules", "0013_rows_beside_each_other"),
        ("schedules", "0014_taking_back"),
        ("schedules", "0015_totals"),
        ("schedules", "0016_akim_calendars"),
        ("schedules", "0017_bulk_acts"),
        ("schedules", "0018_hearings"),
    ]
    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("accounts", "0002_session_epoch"),
    ]
    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL([_KEY, _CHANGES, _FUNCTIONS, *(_REFUSING.replace("{app}", app) for app in _REFUSE)]),
        Tables(
            {
                "files": _FILES,
                "bodies": _BODIES,
                "audit": _AUDIT,
                "notices": _NOTICES,
                "jobs": _JOBS,
                "deadlines": _DEADLINES,
                "schedules": _SCHEDULES,
                "calendars": _CALENDARS,
                "meetings": _MEETINGS,
                "holding": _HOLDING,
                "questions": _QUESTIONS,
            }
        ),
        migrations.RunSQL(["\n".join([_UNLOGGED, *_history(), *_watched(), *_staying()]), _OTHERS]),
    ]
