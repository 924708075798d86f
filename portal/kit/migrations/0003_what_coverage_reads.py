"""The classifier is read by public pages of coverage."""

from django.db import migrations

_TABLES = ("bodies_classifierentry",)
_MAKE = [
    f"CREATE TRIGGER content_changed AFTER INSERT OR UPDATE OR DELETE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION kit_note_content_change('meetings,deadlines')"
    for table in _TABLES
]
_UNMAKE = [f"DROP TRIGGER content_changed ON {table}" for table in _TABLES]


class Migration(migrations.Migration):
    dependencies = [("kit", "0002_what_the_public_reads"), ("bodies", "0011_units_of_coverage")]
    operations = [migrations.RunSQL(_MAKE, _UNMAKE)]
