"""A set time knows when the portal first tried it: silence waits for it from then on, and not for ever."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("issues", "0030_sent_issues_known")]

    operations = [
        migrations.AddField(
            model_name="quartertimer",
            name="tried_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
