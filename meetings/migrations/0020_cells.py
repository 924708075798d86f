"""A third text in HTML: what stands for a meeting in a day of the month table."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0019_announced_beside")]

    operations = [
        migrations.AlterField(
            model_name="meetingtext",
            name="kind",
            field=models.CharField(
                choices=[
                    ("events", "iCalendar"),
                    ("json", "JSON"),
                    ("row", "HTML"),
                    ("cell", "HTML, in a day of the month table"),
                ],
                max_length=6,
            ),
        )
    ]
