"""Everybody reads who was asked to take an issue over, so a changed hand-over makes another version of the content."""

from django.db import migrations

_WATCH = (
    "CREATE TRIGGER content_changed AFTER INSERT OR UPDATE OR DELETE ON issues_handover FOR EACH STATEMENT "
    "EXECUTE FUNCTION kit_note_content_change('issues')"
)
_UNWATCH = "DROP TRIGGER content_changed ON issues_handover"


class Migration(migrations.Migration):
    dependencies = [("issues", "0008_quarters_stay")]

    operations = [migrations.RunSQL(_WATCH, _UNWATCH)]
