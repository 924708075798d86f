"""Words of the models after proofreading: nothing in the database changes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0005_history_by_triggers"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="link",
            options={
                "ordering": ["number"],
                "verbose_name": "entry of the log",
                "verbose_name_plural": "tamper-evident log",
            },
        ),
    ]
