"""An index of the few events the front page tells of."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0009_numbers")]

    operations = [
        migrations.AddIndex(
            model_name="meetingevent",
            index=models.Index(
                condition=models.Q(("verb__in", ("move", "change_day", "change", "cancel"))),
                fields=["-at"],
                name="meetings_event_news",
            ),
        ),
    ]
