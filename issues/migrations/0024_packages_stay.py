"""Which problems stand in a package that was sent is never changed: what was frozen of each is told beside its item."""

from django.db import migrations

_STAYS = """
CREATE FUNCTION issues_keep_package() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE its_package bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.package_id ELSE NEW.package_id END;
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.package_id, NEW.problem_id) IS NOT DISTINCT FROM (OLD.package_id, OLD.problem_id) THEN
        RETURN NEW;
    END IF;
    -- Waits for whoever is sending it.
    PERFORM 1 FROM issues_package WHERE id = its_package AND state = 'draft' FOR SHARE;
    IF TG_OP = 'UPDATE' OR NOT FOUND THEN
        RAISE EXCEPTION 'problems of a package that was sent stay' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER issues_packageitem_stays BEFORE INSERT OR UPDATE OR DELETE ON issues_packageitem
    FOR EACH ROW EXECUTE FUNCTION issues_keep_package();
"""
_MAY_GO = """
DROP TRIGGER issues_packageitem_stays ON issues_packageitem;
DROP FUNCTION issues_keep_package();
"""


class Migration(migrations.Migration):
    dependencies = [("issues", "0023_newspapers_followed")]

    operations = [migrations.RunSQL(_STAYS, _MAY_GO)]
