"""Events of days on phones stay with their days."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0011_in_order"),
    ]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="gone_days",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.DateField(), blank=True, default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="lasting_on",
            field=models.DateField(blank=True, null=True),
        ),
    ]
