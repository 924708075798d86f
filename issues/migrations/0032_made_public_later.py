"""Lines with which issues became public are found by their moment: followers are told of them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("issues", "0031_set_times_are_tried")]

    operations = [
        migrations.AddIndex(
            model_name="issueevent",
            index=models.Index(condition=models.Q(("verb", "publish")), fields=["at"], name="issues_event_published"),
        ),
    ]
