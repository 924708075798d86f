"""What stands open without a day was never told of: the next sweep tells it, once."""

from datetime import datetime, timedelta, timezone
from typing import Any

from django.db import migrations


def look_once(apps: Any, schema_editor: Any) -> None:
    on = datetime.now(timezone(timedelta(hours=5))).date()
    open_ones = apps.get_model("deadlines", "Obligation").objects.filter(met_on=None, released_as="", due_on=None)
    open_ones.filter(look_on=None).update(look_on=on)


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0006_the_law_as_it_reads")]

    operations = [migrations.RunPython(look_once, migrations.RunPython.noop)]
