"""People are told of single meetings in more channels than of schedules."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("schedules", "0019_gathered"),
    ]

    operations = [
        migrations.AlterField(
            model_name="scheduleannouncement",
            name="channel",
            field=models.CharField(
                choices=[
                    ("newspaper", "newspaper"),
                    ("television", "television"),
                    ("radio", "radio"),
                    ("site", "site of the body"),
                    ("egov", "e-government portal"),
                    ("open_data", "open data portal"),
                    ("social", "social network"),
                    ("place", "notice in a public place"),
                    ("central", "central press"),
                    ("regional", "regional or local press"),
                    ("personal", "personal account of the official"),
                ],
                max_length=12,
                verbose_name="channel",
            ),
        ),
    ]
