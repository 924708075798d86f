"""When sessions were ended because a role had ended."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bodies", "0004_role_wording")]

    operations = [
        migrations.AddField(
            "rolegrant", "sessions_ended_at", models.DateTimeField(blank=True, editable=False, null=True)
        ),
    ]
