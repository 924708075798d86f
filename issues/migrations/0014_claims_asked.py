"""Letters about a claim are written by the beat: a claim knows when everybody had been asked."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("issues", "0013_upward_followed")]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="asked_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("asked_at", None), ("outcome", "open")), fields=["id"], name="issues_claim_to_ask"
            ),
        ),
    ]
