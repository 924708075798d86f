"""A calendar is given out for itself or for one correction of it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("calendars", "0003_parts"), ("schedules", "0018_hearings")]

    operations = [
        migrations.AddField(
            model_name="delegation",
            name="change",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=models.deletion.PROTECT,
                related_name="+",
                to="schedules.proposalevent",
            ),
        ),
    ]
