"""One number that voids every session of a person when it is raised."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_users")]

    operations = [
        migrations.AddField("user", "session_epoch", models.PositiveIntegerField(default=0, editable=False)),
    ]
