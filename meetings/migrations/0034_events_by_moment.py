"""An index of what happened since a moment, for the news of places."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0033_channels")]

    operations = [
        migrations.AddIndex(model_name="meetingevent", index=models.Index(fields=["at"], name="meetings_event_at")),
    ]
