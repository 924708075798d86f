"""The name people use on pages, and the ground of an exemption in three languages."""

from django.db import migrations, models


def _text() -> models.CharField:
    return models.CharField(max_length=250, default="")


class Migration(migrations.Migration):
    dependencies = [("bodies", "0002_who_and_where")]

    operations = [
        *[
            migrations.AddField("body", f"plain_{language}", _text(), preserve_default=False)
            for language in ("kk", "ru", "en")
        ],
        migrations.RemoveField("exemption", "ground"),
        *[
            migrations.AddField("exemption", f"ground_{language}", _text(), preserve_default=False)
            for language in ("kk", "ru", "en")
        ],
    ]
