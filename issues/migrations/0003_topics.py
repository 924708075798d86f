"""The roots of the topics of issues: the topics of questions."""

from django.db import migrations

_ROOTS = [
    "housing",
    "roads",
    "water",
    "energy",
    "ecology",
    "education",
    "health",
    "social",
    "land",
    "agriculture",
    "jobs",
    "communications",
    "transport",
    "prices",
    "business",
    "order",
    "culture",
    "other",
]


def plant(apps, schema_editor):
    topics = apps.get_model("issues", "IssueTopic").objects.using(schema_editor.connection.alias)
    for position, topic in enumerate(_ROOTS):
        topics.get_or_create(slug=topic, defaults={"topic": topic, "position": position})


class Migration(migrations.Migration):
    dependencies = [("issues", "0002_followed")]
    operations = [migrations.RunPython(plant, migrations.RunPython.noop)]
