"""The database refuses to rewrite the history of a meeting."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION meetings_refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER meetings_meetingevent_stays BEFORE UPDATE OR DELETE ON meetings_meetingevent
    FOR EACH ROW EXECUTE FUNCTION meetings_refuse_rewriting();
"""

BACKWARD = """
DROP TRIGGER meetings_meetingevent_stays ON meetings_meetingevent;
DROP FUNCTION meetings_refuse_rewriting();
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_announced_meetings")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
