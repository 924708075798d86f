"""The line over the norms of coverage is owed in them alone: what is open under it is not needed any more."""

from datetime import date, datetime, timedelta, timezone
from typing import Any

from django.db import migrations

_GROUND = (
    "cov-1 – cov-5 нормалары бойынша әр аумақтық бірлікте жеке саналады. / "
    "Считается в каждой территориальной единице по нормам cov-1 – cov-5."
)


def today() -> date:
    """The civil day of Kazakhstan, which is five hours ahead since 2024."""
    return datetime.now(timezone(timedelta(hours=5))).date()


def release(apps: Any, schema_editor: Any) -> None:
    """What was closed under it stays as it was recorded, and what was late stays late."""
    obligation, event = (apps.get_model("deadlines", name) for name in ("Obligation", "ObligationEvent"))
    on = today()
    rows = list(obligation.objects.filter(duty="C-cov", met_on=None, released_as=""))
    for row in rows:
        row.released_as, row.released_on, row.release_ground = "gone", on, _GROUND
    obligation.objects.bulk_update(rows, ["released_as", "released_on", "release_ground"], batch_size=1000)
    event.objects.bulk_create(
        (event(obligation=row, kind="released", on=on, recorded_on=on, comment=_GROUND) for row in rows),
        batch_size=1000,
    )


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0013_to_be_confirmed")]

    operations = [migrations.RunPython(release, migrations.RunPython.noop)]
