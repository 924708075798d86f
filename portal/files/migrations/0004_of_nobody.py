"""A file may be of nobody; and one that nobody outside may fetch changes no public page by being there."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_NOTE = "EXECUTE FUNCTION kit_note_content_change('meetings,deadlines')"
_BOTH = f"""
DROP TRIGGER content_changed ON files_storedfile;
CREATE TRIGGER content_changed AFTER UPDATE OR DELETE ON files_storedfile FOR EACH STATEMENT {_NOTE};
CREATE TRIGGER content_added AFTER INSERT ON files_storedfile FOR EACH ROW WHEN (NEW.is_public) {_NOTE};
"""
_BEFORE = f"""
DROP TRIGGER content_added ON files_storedfile;
DROP TRIGGER content_changed ON files_storedfile;
CREATE TRIGGER content_changed AFTER INSERT OR UPDATE OR DELETE ON files_storedfile FOR EACH STATEMENT {_NOTE};
"""


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("files", "0003_photos"),
        ("kit", "0003_what_coverage_reads"),
    ]

    operations = [
        migrations.AlterField(
            "storedfile",
            "uploaded_by",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="uploads",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunSQL(_BOTH, _BEFORE),
    ]
