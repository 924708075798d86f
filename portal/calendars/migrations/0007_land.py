"""Where the database notes that units, akims or norms have changed: what coverage keeps of a region follows it."""

from django.db import migrations

_TABLES = (
    "bodies_territory",
    "bodies_classifierentry",
    "bodies_unitcorrection",
    "bodies_body",
    "bodies_official",
    "deadlines_decision",
)
_MAKE = [
    f"CREATE TRIGGER land_changed AFTER INSERT OR UPDATE OR DELETE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION kit_note_content_change('land')"
    for table in _TABLES
]
_UNMAKE = [f"DROP TRIGGER land_changed ON {table}" for table in _TABLES]


class Migration(migrations.Migration):
    dependencies = [
        ("calendars", "0006_gathered"),
        ("bodies", "0013_gathered"),
        ("deadlines", "0017_gathered"),
        ("kit", "0001_content_changes"),
    ]
    operations = [migrations.RunSQL(_MAKE, _UNMAKE)]
