"""What the law was corrected to is brought into what is owed already; nobody is late backwards for it."""

from datetime import date, datetime, timedelta, timezone
from typing import Any

from django.db import migrations
from django.db.models import Q

#: New to the portal, owed by more bodies than before, or for more periods: kept from the day of this step on. What is
#: open stays open.
_KEPT_FROM_NOW = (
    *("A-2", "A-12.5", "B-3", "B-online", "B-pool", "C-3.5d", "L-6-2", "L-9.3", "L-16.3", "L-19-1", "P-3"),
)
#: Of an edition, confirmed since; what is entered about tension is internal by decision 7.
_SHOWN = {
    "P": ("P-3", "P-13", "P-19", "P-21", "P-26", "P-37", "P-40/41"),
    "C2": ("C-1",),
}
_HIDDEN = {"D": ("D-1.3",), "B": ("B-1.8", "B-4.4")}
#: Left out of the duty by its text: the holder of the function.
_NOT_OWED = {"P-3": "control_government", "P-40/41": "control_president"}
_GROUND = (
    "№ 663 қаулы бойынша бұл орган бұл міндетті атқармайды. / "
    "По постановлению № 663 этот орган эту обязанность не исполняет."
)
#: Ten calendar days, now counted from the meeting at once.
_TEN_DAYS = timedelta(days=10)
_COUNTED_AT_ONCE = ("A-6", "C-3.5c")
_LAST_MONTH, _LAST_DAY = 12, 31


def today() -> date:
    """The civil day of Kazakhstan, which is five hours ahead since 2024."""
    return datetime.now(timezone(timedelta(hours=5))).date()


def keep_from_now(apps: Any, schema_editor: Any) -> None:
    """Due days before this step are not held against bodies that did not owe them as the portal had it."""
    start = apps.get_model("deadlines", "DutyStart")
    if not apps.get_model("deadlines", "Obligation").objects.exists():
        return
    on = today()
    known = dict(start.objects.filter(duty__in=_KEPT_FROM_NOW).values_list("duty", "since"))
    start.objects.filter(duty__in=_KEPT_FROM_NOW, since__lt=on).update(since=on)
    start.objects.bulk_create(start(duty=key, since=on) for key in _KEPT_FROM_NOW if key not in known)


def report_by_year(apps: Any, schema_editor: Any) -> None:
    """The report to the population was owed at all times; it is owed once a year, by 31 December.

    What is open becomes that of this year, what was done that of its own. No day moved: the law set it all along.
    """
    obligation = apps.get_model("deadlines", "Obligation")
    on = today()
    rows = list(obligation.objects.filter(duty="L-9.3", period_key="standing"))
    for row in rows:
        last = date((row.met_on or on).year, _LAST_MONTH, _LAST_DAY)
        row.period_key, row.opens_by = f"{last.year}", "period"
        row.due_on = row.computed_due_on = row.nominal_due_on = row.act_due_on = last
        row.look_on = on if row.met_on is None and not row.released_as else None
    names = ["period_key", "opens_by", "due_on", "computed_due_on", "nominal_due_on", "act_due_on", "look_on"]
    obligation.objects.bulk_update(rows, names, batch_size=1000)
    # Their totals of all times are to be counted again; those of the year the database notes itself.
    stale = apps.get_model("deadlines", "StaleTotal")
    stale.objects.bulk_create(stale(body_id=row.body_id, duty=row.duty, period_key="standing") for row in rows)


def release_who_is_left_out(apps: Any, schema_editor: Any) -> None:
    """The Government Apparatus and the Administration owed what the text does not ask of them."""
    obligation, event = (apps.get_model("deadlines", name) for name in ("Obligation", "ObligationEvent"))
    held = apps.get_model("bodies", "BodyFunction").objects
    on = today()
    for duty, function in _NOT_OWED.items():
        now = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
        holders = held.filter(now, function=function, starts_on__lte=on).values_list("body_id", flat=True)
        rows = list(obligation.objects.filter(duty=duty, body__in=list(holders), met_on=None, released_as=""))
        for row in rows:
            row.released_as, row.released_on, row.release_ground = "exempt", on, _GROUND
        obligation.objects.bulk_update(rows, ["released_as", "released_on", "release_ground"], batch_size=1000)
        event.objects.bulk_create(
            event(obligation=row, kind="released", on=on, recorded_on=on, comment=_GROUND) for row in rows
        )


def show_and_hide(apps: Any, schema_editor: Any) -> None:
    """Where a person decided who may see a duty, that stays."""
    decision = apps.get_model("deadlines", "Decision")
    decided = set(
        decision.objects.filter(revoked_by=None, revokes=None, is_shipped=False)
        .exclude(visibility="")
        .values_list("duty", flat=True)
    )
    for chosen, is_public in ((_SHOWN, True), (_HIDDEN, False)):
        for act, keys in chosen.items():
            _show(apps, act, set(keys) - decided, is_public)


def _show(apps: Any, act: str, keys: set[str], is_public: bool) -> None:
    """The obligations of one edition, and the files that prove them with them."""
    rows = apps.get_model("deadlines", "Obligation").objects.filter(act=act, duty__in=keys, is_public=not is_public)
    proofs = apps.get_model("deadlines", "Evidence").objects.filter(
        obligation__in=list(rows.values_list("pk", flat=True)), withdrawn_on=None, file__isnull=False
    )
    files = apps.get_model("files", "StoredFile").objects.filter(pk__in=list(proofs.values_list("file_id", flat=True)))
    files.update(is_public=is_public)
    rows.update(is_public=is_public)


def count_from_the_meeting(apps: Any, schema_editor: Any) -> None:
    """What waits for a reception gets its day, while that day is ahead: a past one would be late backwards."""
    obligation, change = (apps.get_model("deadlines", name) for name in ("Obligation", "DueChange"))
    on, rows = today(), []
    waiting = obligation.objects.filter(duty__in=_COUNTED_AT_ONCE, opens_by="event", due_on=None)
    for row in waiting.filter(met_on=None, released_as=""):
        ended = row.happened.get("meeting_ended")
        last = date.fromisoformat(ended) + _TEN_DAYS if ended else None
        if last is not None and last >= on:
            row.due_on = row.computed_due_on = row.nominal_due_on = row.act_due_on = last
            row.look_on = on
            rows.append(row)
    names = ["due_on", "computed_due_on", "nominal_due_on", "act_due_on", "look_on"]
    obligation.objects.bulk_update(rows, names, batch_size=1000)
    change.objects.bulk_create(
        change(obligation=row, old_due_on=None, new_due_on=row.due_on, reason="event", ground="", on=on) for row in rows
    )


class Migration(migrations.Migration):
    dependencies = [
        ("deadlines", "0005_plain_days"),
        ("bodies", "0009_words"),
        ("files", "0002_purposes_of_jobs"),
    ]

    operations = [
        migrations.RunPython(keep_from_now, migrations.RunPython.noop),
        migrations.RunPython(report_by_year, migrations.RunPython.noop),
        migrations.RunPython(release_who_is_left_out, migrations.RunPython.noop),
        migrations.RunPython(show_and_hide, migrations.RunPython.noop),
        migrations.RunPython(count_from_the_meeting, migrations.RunPython.noop),
    ]
