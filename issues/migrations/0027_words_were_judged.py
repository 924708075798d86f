"""Of an issue without a title a second person has decided before; its frozen title goes from acts, where it stayed."""

from django.db import migrations
from django.db.models import F, Q

_COLLECTED = "collected"


def _judged(apps, schema_editor):
    issues = apps.get_model("issues", "Issue").objects
    gone = issues.filter(hidden_on__isnull=False).filter(Q(title_kk="", title_ru=""))
    numbers = set(gone.values_list("number", flat=True))
    gone.filter(taken_on=None).update(taken_on=F("hidden_on"))
    acts = apps.get_model("issues", "HighAct").objects
    for act in acts.filter(kind=_COLLECTED).iterator(chunk_size=20) if numbers else ():
        rows = act.content.get("rows", [])
        told = [row | {"title": None} if row.get("number") in numbers else row for row in rows]
        if told != rows:
            acts.filter(pk=act.pk).update(content=act.content | {"rows": told})


class Migration(migrations.Migration):
    dependencies = [("issues", "0026_words_are_judged")]

    operations = [migrations.RunPython(_judged, migrations.RunPython.noop)]
