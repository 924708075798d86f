"""How many entries a schedule has, by body and month and by place; kept by triggers."""

import django.db.models.deletion
from django.db import migrations, models

_COUNTED = """
INSERT INTO schedules_entrytotal (schedule_id, body_id, territory_id, month, number, is_gathered)
SELECT changed.schedule_id, key.body_id, key.territory_id, key.month, sum(changed.number), {gathered}
FROM ({changed}) AS changed
CROSS JOIN LATERAL (
    SELECT changed.body_id, NULL::bigint AS territory_id, date_trunc('month', changed.span_start)::date AS month
    UNION ALL SELECT NULL, changed.territory_id, NULL
) AS key
GROUP BY 1, 2, 3, 4
HAVING sum(changed.number) <> 0
"""
_MORE = "SELECT schedule_id, body_id, territory_id, span_start, 1 AS number FROM "
_LESS = "SELECT schedule_id, body_id, territory_id, span_start, -1 AS number FROM "


def _counted(changed: str, gathered: str = "false") -> str:
    return _COUNTED.format(changed=changed, gathered=gathered)


_FUNCTION = f"""
CREATE FUNCTION schedules_count_changed() RETURNS trigger LANGUAGE plpgsql AS $$
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
    "CREATE TRIGGER schedules_counted_{name} AFTER {name} ON schedules_scheduleentry REFERENCING {tables} "
    "FOR EACH STATEMENT EXECUTE FUNCTION schedules_count_changed()"
)
_NOW, _WAS = "NEW TABLE AS now_rows", "OLD TABLE AS was_rows"
_MAKE = [
    _FUNCTION,
    _TRIGGER.format(name="insert", tables=_NOW),
    _TRIGGER.format(name="update", tables=f"{_WAS} {_NOW}"),
    _TRIGGER.format(name="delete", tables=_WAS),
    # Nobody writes an entry any more before this is committed.
    _counted(f"{_MORE} schedules_scheduleentry", "true"),
]
_UNMAKE = [
    *(f"DROP TRIGGER schedules_counted_{name} ON schedules_scheduleentry" for name in ("insert", "update", "delete")),
    "DROP FUNCTION schedules_count_changed()",
]


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0010_one_fold"),
        ("schedules", "0014_taking_back"),
    ]

    operations = [
        migrations.CreateModel(
            name="EntryTotal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(null=True)),
                ("number", models.IntegerField()),
                ("is_gathered", models.BooleanField()),
                (
                    "body",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="bodies.body",
                    ),
                ),
                (
                    "schedule",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="totals",
                        to="schedules.schedule",
                    ),
                ),
                (
                    "territory",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="bodies.territory",
                    ),
                ),
            ],
            options={
                "verbose_name": "numbers of entries",
                "verbose_name_plural": "numbers of entries",
            },
        ),
        migrations.RunSQL(_MAKE, _UNMAKE),
    ]
