"""The database refuses to rewrite history lines and what a version says."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION schedules_refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER schedules_proposalevent_stays BEFORE UPDATE OR DELETE ON schedules_proposalevent
    FOR EACH ROW EXECUTE FUNCTION schedules_refuse_rewriting();
CREATE TRIGGER schedules_scheduleevent_stays BEFORE UPDATE OR DELETE ON schedules_scheduleevent
    FOR EACH ROW EXECUTE FUNCTION schedules_refuse_rewriting();
CREATE TRIGGER schedules_scheduleversion_stays BEFORE DELETE ON schedules_scheduleversion
    FOR EACH ROW EXECUTE FUNCTION schedules_refuse_rewriting();
CREATE TRIGGER schedules_scheduleversion_frozen BEFORE UPDATE ON schedules_scheduleversion
    FOR EACH ROW WHEN (
        (OLD.schedule_id, OLD.number, OLD.content, OLD.sha256, OLD.act_number, OLD.act_on, OLD.approved_on)
        IS DISTINCT FROM
        (NEW.schedule_id, NEW.number, NEW.content, NEW.sha256, NEW.act_number, NEW.act_on, NEW.approved_on)
    ) EXECUTE FUNCTION schedules_refuse_rewriting();
"""

BACKWARD = """
DROP TRIGGER schedules_scheduleversion_frozen ON schedules_scheduleversion;
DROP TRIGGER schedules_scheduleversion_stays ON schedules_scheduleversion;
DROP TRIGGER schedules_scheduleevent_stays ON schedules_scheduleevent;
DROP TRIGGER schedules_proposalevent_stays ON schedules_proposalevent;
DROP FUNCTION schedules_refuse_rewriting();
"""


class Migration(migrations.Migration):
    dependencies = [("schedules", "0001_what_is_planned")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
