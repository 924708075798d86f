"""A decision of the owner changes how long before its day a meeting is announced, which its page says."""

from django.db import migrations

_MAKE = "CREATE TRIGGER content_changed AFTER INSERT OR UPDATE OR DELETE ON deadlines_decision"


def _watch(topics):
    return [
        "DROP TRIGGER content_changed ON deadlines_decision",
        f"{_MAKE} FOR EACH STATEMENT EXECUTE FUNCTION kit_note_content_change('{topics}')",
    ]


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0017_gathered"), ("kit", "0003_what_coverage_reads")]
    operations = [migrations.RunSQL(_watch("meetings,deadlines"), _watch("deadlines"))]
