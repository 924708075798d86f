"""What is kept of names in lists is made anew when a topic of issues is called otherwise, or stands elsewhere."""

from django.db import migrations

_WATCH = """
CREATE TRIGGER names_changed AFTER INSERT OR UPDATE OR DELETE ON issues_issuetopic FOR EACH STATEMENT
EXECUTE FUNCTION kit_note_content_change('names')
"""


class Migration(migrations.Migration):
    dependencies = [("issues", "0010_no_proof"), ("meetings", "0015_texts")]
    operations = [migrations.RunSQL(_WATCH, "DROP TRIGGER names_changed ON issues_issuetopic")]
