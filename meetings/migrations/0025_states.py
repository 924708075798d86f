"""A meeting with a day is announced, one without is planned; what did not take place is off as what is cancelled."""

from django.db import migrations, models

_STATES = [
    ("planned", "planned"),
    ("announced", "announced"),
    ("cancelled", "cancelled"),
    ("not_taken_place", "did not take place"),
    ("held", "held"),
    ("reported", "results published"),
    ("closed", "closed"),
]
_VERBS = [
    ("publish", "Announced with the published schedule"),
    ("announce", "Announced"),
    ("fix_day", "Day set"),
    ("change_day", "Day changed inside the approved time"),
    ("move", "Moved by an amendment of the schedule"),
    ("change", "Changed by an amendment of the schedule"),
    ("hold", "Recorded as held"),
    ("not_held", "Record of the meeting taken back"),
    ("report", "Results published"),
    ("unreport", "Publication of the results taken back"),
    ("close", "Closed: nothing is left to do"),
    ("reopen", "Opened again"),
    ("fall_through", "Declared not to have taken place"),
    ("not_fall_through", "Declaration that it did not take place taken back"),
    ("cancel", "Cancelled by an amendment of the schedule"),
]
_KEYS = 'schedule_id, place_id, by_month, is_announced, is_cancelled, "on", more_days, span_start, span_end'
# As in 0016, with the states that are off.
_COUNTED = """
INSERT INTO meetings_meetingtotal ({keys}, number, is_gathered)
SELECT changed.schedule_id, place.id, grain.by_month, changed.published_at IS NOT NULL, changed.state IN ({off}),
    CASE WHEN grain.by_month THEN NULL ELSE changed."on" END,
    CASE WHEN grain.by_month THEN '{{}}'::date[] ELSE changed.more_days END,
    CASE WHEN grain.by_month THEN date_trunc('month', changed.span_end)::date ELSE changed.span_start END,
    CASE WHEN grain.by_month THEN date_trunc('month', changed.span_end)::date ELSE changed.span_end END,
    sum(changed.number), false
FROM ({changed}) AS changed
CROSS JOIN (VALUES (false), (true)) AS grain (by_month)
CROSS JOIN LATERAL (
    SELECT NULL::bigint AS id
    UNION ALL SELECT changed.region_id
    UNION ALL SELECT changed.territory_id WHERE changed.territory_id <> changed.region_id
) AS place
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
HAVING sum(changed.number) <> 0
"""
_COLUMNS = 'schedule_id, region_id, territory_id, published_at, state, "on", more_days, span_start, span_end'
_MORE = f"SELECT {_COLUMNS}, 1 AS number FROM now_rows"  # noqa: S608 - names of this file alone
_LESS = f"SELECT {_COLUMNS}, -1 AS number FROM was_rows"  # noqa: S608 - names of this file alone


def _function(off: str) -> str:
    def counted(changed: str) -> str:
        return _COUNTED.format(keys=_KEYS, changed=changed, off=off)

    return f"""
CREATE OR REPLACE FUNCTION meetings_count_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        {counted(_MORE)};
    ELSIF TG_OP = 'DELETE' THEN
        {counted(_LESS)};
    ELSE
        {counted(f"{_LESS} UNION ALL {_MORE}")};
    END IF;
    RETURN NULL;
END
$$
"""


_ANNOUNCED = "UPDATE meetings_meeting SET state = 'announced' WHERE state = 'planned' AND \"on\" IS NOT NULL"
_PLANNED = "UPDATE meetings_meeting SET state = 'planned' WHERE state = 'announced'"


class Migration(migrations.Migration):
    dependencies = [("meetings", "0024_totals_by_schedule")]

    operations = [
        migrations.RunSQL(_function("'cancelled', 'not_taken_place'"), _function("'cancelled'")),
        migrations.RunSQL(_ANNOUNCED, _PLANNED),
        migrations.AlterField(
            model_name="meeting",
            name="state",
            field=models.CharField(choices=_STATES, default="planned", max_length=16, verbose_name="state"),
        ),
        migrations.AlterField(
            model_name="meetingevent",
            name="to_state",
            field=models.CharField(choices=_STATES, max_length=16),
        ),
        migrations.AlterField(
            model_name="meetingevent",
            name="verb",
            field=models.CharField(choices=_VERBS, max_length=16),
        ),
    ]
