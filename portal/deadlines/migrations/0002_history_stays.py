"""The database refuses to rewrite decisions, histories and evidence. Of evidence only its withdrawal may be added."""

from django.db import migrations

_KEPT = ("decision", "duechange", "obligationevent")

FORWARD = """
CREATE FUNCTION deadlines_refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION deadlines_only_withdraw() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kept jsonb := to_jsonb(OLD) - 'withdrawn_on' - 'withdrawn_by_id' - 'withdrawn_reason';
BEGIN
    IF OLD.withdrawn_on IS NOT NULL
       OR kept IS DISTINCT FROM to_jsonb(NEW) - 'withdrawn_on' - 'withdrawn_by_id' - 'withdrawn_reason' THEN
        RAISE EXCEPTION 'evidence is withdrawn once and never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER deadlines_evidence_stays BEFORE DELETE ON deadlines_evidence
    FOR EACH ROW EXECUTE FUNCTION deadlines_refuse_rewriting();
CREATE TRIGGER deadlines_evidence_only_withdrawn BEFORE UPDATE ON deadlines_evidence
    FOR EACH ROW EXECUTE FUNCTION deadlines_only_withdraw();
""" + "".join(
    f"""
CREATE TRIGGER deadlines_{table}_stays BEFORE UPDATE OR DELETE ON deadlines_{table}
    FOR EACH ROW EXECUTE FUNCTION deadlines_refuse_rewriting();
"""
    for table in _KEPT
)

BACKWARD = "".join(f"DROP TRIGGER deadlines_{table}_stays ON deadlines_{table};\n" for table in (*_KEPT, "evidence"))
BACKWARD += """
DROP TRIGGER deadlines_evidence_only_withdrawn ON deadlines_evidence;
DROP FUNCTION deadlines_only_withdraw();
DROP FUNCTION deadlines_refuse_rewriting();
"""


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0001_what_is_owed")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
