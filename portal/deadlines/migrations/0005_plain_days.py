"""A day taken out of the working calendar stays as an ordinary one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0004_what_stood_before")]

    operations = [
        migrations.AlterField(
            "calendarday",
            "kind",
            models.CharField(
                choices=[
                    ("holiday", "holiday"),
                    ("observed", "day off for a holiday"),
                    ("day_off", "moved day off"),
                    ("workday", "working day by decision"),
                    ("plain", "an ordinary day"),
                ],
                max_length=8,
                verbose_name="kind",
            ),
        ),
    ]
