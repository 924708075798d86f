"""A meeting of no schedule is announced, too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0018_totals_covered"),
    ]

    operations = [
        migrations.AlterField(
            model_name="meetingevent",
            name="verb",
            field=models.CharField(
                choices=[
                    ("publish", "Announced with the published schedule"),
                    ("announce", "Announced"),
                    ("fix_day", "Day set"),
                    ("change_day", "Day changed inside the approved time"),
                    ("move", "Moved by an amendment of the schedule"),
                    ("change", "Changed by an amendment of the schedule"),
                    ("cancel", "Cancelled by an amendment of the schedule"),
                ],
                max_length=16,
            ),
        ),
    ]
