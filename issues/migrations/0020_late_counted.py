"""What is late is counted by an index alone: it holds what everybody reads."""

from django.db import migrations, models

_LISTED = models.Q(("published_on__isnull", False), ("state__in", ("registered", "work", "planned", "control")))


class Migration(migrations.Migration):
    dependencies = [("issues", "0019_words")]

    operations = [
        migrations.RemoveIndex(
            model_name="issue",
            name="issues_due",
        ),
        migrations.RemoveIndex(
            model_name="issue",
            name="issues_region_due",
        ),
        migrations.AddIndex(
            model_name="issue",
            index=models.Index(condition=_LISTED, fields=["due_on", "id"], name="issues_due"),
        ),
        migrations.AddIndex(
            model_name="issue",
            index=models.Index(condition=_LISTED, fields=["region", "due_on", "id"], name="issues_region_due"),
        ),
    ]
