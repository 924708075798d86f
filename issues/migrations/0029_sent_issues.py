"""Which issues stood under each problem of a package when it was sent: the answer comes to those, whatever stands there
later.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("issues", "0028_words_go_apart")]

    operations = [
        migrations.AddField(
            model_name="packageitem",
            name="sent_issues",
            field=ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, editable=False, size=None),
        ),
    ]
