"""That what a day waited for will not be is an event of its own."""

from django.db import migrations, models

_KINDS = {
    "opened": "opened",
    "fulfilled": "fulfilled",
    "reopened": "fulfilment withdrawn",
    "late": "first day late",
    "corrected": "evidence corrected",
    "added": "evidence added",
    "reminded": "reminded",
    "released": "released",
    "resumed": "owed again",
    "received": "receipt acknowledged",
    "returned": "returned by the receiver",
    "not_held": "an event it waited for will not be",
}


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0009_days_counted_by_decision")]

    operations = [
        migrations.AlterField(
            "obligationevent",
            "kind",
            models.CharField(choices=list(_KINDS.items()), max_length=10, verbose_name="event"),
        ),
    ]
