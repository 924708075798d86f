"""The last of the migrations that `kit.0004_at_once` replaces: the next one follows it on both roads."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("meetings", "0031_required")]
    operations = []
