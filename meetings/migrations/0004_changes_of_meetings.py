"""A meeting can be moved, changed or cancelled by an amendment, and its day set inside what was approved."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0003_halves_and_further_days"), ("schedules", "0006_amendments")]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="moved_from",
            field=models.CharField(blank=True, default="", max_length=10, verbose_name="moved from"),
        ),
        migrations.AddField(
            model_name="meeting",
            name="sequence",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="meetingevent",
            name="became",
            field=models.CharField(blank=True, default="", max_length=10),
        ),
        migrations.AddField(
            model_name="meetingevent",
            name="reason_en",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="meetingevent",
            name="reason_kk",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="meetingevent",
            name="reason_ru",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="meetingevent",
            name="version",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="schedules.scheduleversion",
                verbose_name="version of the schedule that ordered it",
            ),
        ),
        migrations.AddField(
            model_name="meetingevent",
            name="was",
            field=models.CharField(blank=True, default="", max_length=10),
        ),
        migrations.AlterField(
            model_name="meeting",
            name="state",
            field=models.CharField(
                choices=[("planned", "planned"), ("cancelled", "cancelled")],
                default="planned",
                max_length=16,
                verbose_name="state",
            ),
        ),
        migrations.AlterField(
            model_name="meetingevent",
            name="to_state",
            field=models.CharField(choices=[("planned", "planned"), ("cancelled", "cancelled")], max_length=16),
        ),
        migrations.AlterField(
            model_name="meetingevent",
            name="verb",
            field=models.CharField(
                choices=[
                    ("publish", "Announced with the published schedule"),
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
