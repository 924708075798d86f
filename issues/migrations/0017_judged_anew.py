"""A claim knows how often all that was held had been judged: its judge is told anew of what is held after that."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("issues", "0016_place_corrected")]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="times_judged",
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
    ]
