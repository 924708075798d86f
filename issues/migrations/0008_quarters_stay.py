"""What was published of a quarter is never changed; texts of a row alone may be taken away. Pages of it are kept."""

from django.db import migrations

_STAYS = """
CREATE FUNCTION issues_keep_quarter() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE emptied issues_quarterrow;
BEGIN
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'issues_quarterrow' THEN
        emptied := OLD;
        emptied.content := NEW.content; emptied.salt := ''; emptied.taken_on := NEW.taken_on;
        IF NEW IS NOT DISTINCT FROM emptied AND NEW.taken_on IS NOT NULL THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER issues_quarterversion_stays BEFORE UPDATE OR DELETE ON issues_quarterversion
    FOR EACH ROW EXECUTE FUNCTION issues_keep_quarter();
CREATE TRIGGER issues_quarterrow_stays BEFORE UPDATE OR DELETE ON issues_quarterrow
    FOR EACH ROW EXECUTE FUNCTION issues_keep_quarter();
"""
_MAY_GO = """
DROP TRIGGER issues_quarterversion_stays ON issues_quarterversion;
DROP TRIGGER issues_quarterrow_stays ON issues_quarterrow;
DROP FUNCTION issues_keep_quarter();
"""
_TABLES = ("quarterversion", "quarterrow")
_WATCH = [
    f"CREATE TRIGGER content_changed AFTER INSERT OR UPDATE OR DELETE ON issues_{table} FOR EACH STATEMENT "
    "EXECUTE FUNCTION kit_note_content_change('issues')"
    for table in _TABLES
]
_UNWATCH = [f"DROP TRIGGER content_changed ON issues_{table}" for table in _TABLES]


class Migration(migrations.Migration):
    dependencies = [("issues", "0007_quarters")]

    operations = [migrations.RunSQL(_STAYS, _MAY_GO), migrations.RunSQL(_WATCH, _UNWATCH)]
