"""The last of the migrations that `kit.0004_at_once` replaces: the next one follows it on both roads."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0016_told_by_mistake")]
    operations = []
