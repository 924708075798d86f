"""How many meetings there are, by what pages count by; kept by triggers."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

_KEYS = 'schedule_id, place_id, by_month, is_announced, is_cancelled, "on", more_days, span_start, span_end'
# A meeting is counted for the country, its region and its place, by its days and by the month in which it is over.
_COUNTED = """
INSERT INTO meetings_meetingtotal ({keys}, number, is_gathered)
SELECT changed.schedule_id, place.id, grain.by_month, changed.published_at IS NOT NULL, changed.state = 'cancelled',
    CASE WHEN grain.by_month THEN NULL ELSE changed."on" END,
    CASE WHEN grain.by_month THEN '{{}}'::date[] ELSE changed.more_days END,
    CASE WHEN grain.by_month THEN date_trunc('month', changed.span_end)::date ELSE changed.span_start END,
    CASE WHEN grain.by_month THEN date_trunc('month', changed.span_end)::date ELSE changed.span_end END,
    sum(changed.number), {gathered}
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
_MORE = f"SELECT {_COLUMNS}, 1 AS number FROM "  # noqa: S608 - names of this file alone
_LESS = f"SELECT {_COLUMNS}, -1 AS number FROM "  # noqa: S608 - names of this file alone


def _counted(changed: str, gathered: str = "false") -> str:
    return _COUNTED.format(keys=_KEYS, changed=changed, gathered=gathered)


_FUNCTION = f"""
CREATE FUNCTION meetings_count_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        {_counted(_MORE + "now_rows")};
    ELSIF TG_OP = 'DELETE' THEN
        {_counted(_LESS + "was_rows")};
    ELSE
        {_counted(f"{_LESS} was_rows UNION ALL {_MORE} now_rows")};
    END IF;
    RETURN NULL;
END
$$
"""
_TRIGGER = (
    "CREATE TRIGGER meetings_counted_{name} AFTER {name} ON meetings_meeting REFERENCING {tables} "
    "FOR EACH STATEMENT EXECUTE FUNCTION meetings_count_changed()"
)
_NOW, _WAS = "NEW TABLE AS now_rows", "OLD TABLE AS was_rows"
_MAKE = [
    _FUNCTION,
    _TRIGGER.format(name="insert", tables=_NOW),
    _TRIGGER.format(name="update", tables=f"{_WAS} {_NOW}"),
    _TRIGGER.format(name="delete", tables=_WAS),
    # Nobody writes a meeting any more before this is committed.
    _counted(f"{_MORE} meetings_meeting", "true"),
]
_UNMAKE = [
    *(f"DROP TRIGGER meetings_counted_{name} ON meetings_meeting" for name in ("insert", "update", "delete")),
    "DROP FUNCTION meetings_count_changed()",
]


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0010_one_fold"),
        ("meetings", "0015_texts"),
        ("schedules", "0014_taking_back"),
    ]

    operations = [
        migrations.CreateModel(
            name="MeetingTotal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by_month", models.BooleanField()),
                ("is_announced", models.BooleanField()),
                ("is_cancelled", models.BooleanField()),
                ("on", models.DateField(null=True)),
                ("more_days", django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), size=None)),
                ("span_start", models.DateField()),
                ("span_end", models.DateField()),
                ("number", models.IntegerField()),
                ("is_gathered", models.BooleanField()),
                (
                    "place",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="bodies.territory",
                    ),
                ),
                (
                    "schedule",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="schedules.schedule",
                    ),
                ),
            ],
            options={
                "verbose_name": "numbers of meetings",
                "verbose_name_plural": "numbers of meetings",
                "indexes": [models.Index(fields=["place", "by_month", "span_end"], name="meetings_totals")],
            },
        ),
        migrations.RunSQL(_MAKE, _UNMAKE),
    ]
