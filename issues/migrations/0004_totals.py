"""How many public issues there are, by what lists count by, kept by triggers; and the year of an issue, to list by."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

_KEYS = "place_id, grain, topic_id, holder_id, year, state, is_disputed"
# A public issue is counted for the country, its region and its place: alone, by its topic, and by who answers for it.
_COUNTED = """
INSERT INTO issues_issuetotal ({keys}, number, is_gathered)
SELECT place.id, grain.number, CASE WHEN grain.number = 1 THEN changed.topic_id END,
    CASE WHEN grain.number = 2 THEN changed.holder_id END, changed.year, changed.state,
    changed.disputed_on IS NOT NULL, sum(changed.number), {gathered}
FROM ({changed}) AS changed
CROSS JOIN (VALUES (0), (1), (2)) AS grain (number)
CROSS JOIN LATERAL (
    SELECT NULL::bigint AS id
    UNION ALL SELECT changed.region_id WHERE changed.region_id IS NOT NULL
    UNION ALL SELECT changed.territory_id WHERE changed.territory_id IS DISTINCT FROM changed.region_id
) AS place
WHERE changed.published_on IS NOT NULL
GROUP BY 1, 2, 3, 4, 5, 6, 7
HAVING sum(changed.number) <> 0
"""
_COLUMNS = "region_id, territory_id, topic_id, holder_id, year, state, disputed_on, published_on"
_MORE = f"SELECT {_COLUMNS}, 1 AS number FROM "  # noqa: S608 - names of this file alone
_LESS = f"SELECT {_COLUMNS}, -1 AS number FROM "  # noqa: S608 - names of this file alone


def _counted(changed, gathered="false"):
    return _COUNTED.format(keys=_KEYS, changed=changed, gathered=gathered)


_FUNCTION = f"""
CREATE FUNCTION issues_count_changed() RETURNS trigger LANGUAGE plpgsql AS $$
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
    "CREATE TRIGGER issues_counted_{name} AFTER {name} ON issues_issue REFERENCING {tables} "
    "FOR EACH STATEMENT EXECUTE FUNCTION issues_count_changed()"
)
_NOW, _WAS = "NEW TABLE AS now_rows", "OLD TABLE AS was_rows"
_MAKE = [
    _FUNCTION,
    _TRIGGER.format(name="insert", tables=_NOW),
    _TRIGGER.format(name="update", tables=f"{_WAS} {_NOW}"),
    _TRIGGER.format(name="delete", tables=_WAS),
    # Nobody writes an issue any more before this is committed.
    _counted(f"{_MORE} issues_issue", "true"),
]
_UNMAKE = [
    *(f"DROP TRIGGER issues_counted_{name} ON issues_issue" for name in ("insert", "update", "delete")),
    "DROP FUNCTION issues_count_changed()",
]


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0013_gathered"),
        ("holding", "0010_asked_before_is_followed"),
        ("issues", "0003_topics"),
        ("meetings", "0035_told_report"),
        ("questions", "0007_people_of_issues"),
    ]

    operations = [
        migrations.CreateModel(
            name="IssueTotal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("grain", models.PositiveSmallIntegerField()),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("registered", "registered"),
                            ("work", "in work"),
                            ("planned", "in the plan of a year"),
                            ("control", "under control"),
                            ("claimed", "claimed as solved"),
                            ("confirmed", "confirmed by residents"),
                            ("explained", "explained"),
                            ("outside", "outside the powers of the body"),
                            ("needs", "needs a budget or a law"),
                            ("duplicate", "joined with another issue"),
                            ("refused", "refused with a reason"),
                        ],
                        max_length=10,
                    ),
                ),
                ("is_disputed", models.BooleanField()),
                ("number", models.IntegerField()),
                ("is_gathered", models.BooleanField()),
            ],
            options={
                "verbose_name": "numbers of issues",
                "verbose_name_plural": "numbers of issues",
            },
        ),
        migrations.RemoveIndex(
            model_name="issue",
            name="issues_news",
        ),
        migrations.AddField(
            model_name="issue",
            name="year",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.datetime.ExtractYear("registered_on"),
                output_field=models.PositiveSmallIntegerField(),
            ),
        ),
        migrations.AddIndex(
            model_name="issue",
            index=models.Index(fields=["-last_news_on", "-id", "state", "year", "topic"], name="issues_news"),
        ),
        migrations.AddIndex(
            model_name="issue",
            index=models.Index(
                fields=["region", "-last_news_on", "-id", "state", "year", "topic"], name="issues_region_news"
            ),
        ),
        migrations.AddIndex(
            model_name="issue",
            index=models.Index(
                fields=["-followers", "-last_news_on", "-id", "region", "state"], name="issues_followed"
            ),
        ),
        migrations.AddIndex(
            model_name="issue",
            index=models.Index(
                condition=models.Q(("disputed_on__isnull", False)),
                fields=["-last_news_on", "-id"],
                name="issues_disputed",
            ),
        ),
        migrations.AddIndex(
            model_name="issue",
            index=models.Index(
                condition=models.Q(("state__in", ("registered", "work", "planned", "control"))),
                fields=["region", "due_on", "id"],
                name="issues_region_due",
            ),
        ),
        migrations.AddField(
            model_name="issuetotal",
            name="holder",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="bodies.body",
            ),
        ),
        migrations.AddField(
            model_name="issuetotal",
            name="place",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="bodies.territory",
            ),
        ),
        migrations.AddField(
            model_name="issuetotal",
            name="topic",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="issues.issuetopic",
            ),
        ),
        migrations.AddIndex(
            model_name="issuetotal",
            index=models.Index(
                fields=["place", "grain", "topic", "holder"],
                include=("year", "state", "is_disputed", "number"),
                name="issues_totals",
            ),
        ),
        migrations.AddIndex(
            model_name="issuetotal",
            index=models.Index(condition=models.Q(("is_gathered", False)), fields=["id"], name="issues_totals_new"),
        ),
        migrations.RunSQL(_MAKE, _UNMAKE),
    ]
