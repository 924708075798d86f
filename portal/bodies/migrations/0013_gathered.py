"""The last of the migrations that `kit.0004_at_once` replaces: the next one follows it on both roads."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("bodies", "0012_places_by_kind")]
    operations = []
