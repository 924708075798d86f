"""A line that bears an earlier moment than that of its writing says when it was written: letters go by that."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("issues", "0032_made_public_later")]

    operations = [
        migrations.AddField("issueevent", "written_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddIndex(
            model_name="issueevent",
            index=models.Index(
                condition=models.Q(("written_at__isnull", False)), fields=["written_at"], name="issues_event_written"
            ),
        ),
    ]
