"""The database refuses to change or delete a link of the chain, or what a look through it has found."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION audit_refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER audit_link_stays BEFORE UPDATE OR DELETE ON audit_link
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_rewriting();
CREATE TRIGGER audit_verification_stays BEFORE UPDATE OR DELETE ON audit_verification
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_rewriting();
"""

BACKWARD = """
DROP TRIGGER audit_verification_stays ON audit_verification;
DROP TRIGGER audit_link_stays ON audit_link;
DROP FUNCTION audit_refuse_rewriting();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_chain")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
