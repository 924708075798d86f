"""The history of governed tables: written by triggers alone, never changed or deleted."""

import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import migrations, models

FORWARD = """
CREATE FUNCTION audit_note_changes() RETURNS trigger LANGUAGE plpgsql
-- Planned once a connection: planning anew for each of many small writes would cost more than the writing.
SET plan_cache_mode = force_generic_plan SET jit = off AS $$
DECLARE
    its_kept CONSTANT text[] := string_to_array(TG_ARGV[0], ',');
    its_hand CONSTANT jsonb := coalesce(nullif(current_setting('kezdesu.hand', true), ''), '{}')::jsonb;
    its_source CONSTANT text := coalesce(its_hand->>'source', '');
    its_place CONSTANT text := coalesce(its_hand->>'place', '');
    its_person CONSTANT bigint := its_hand->>'user';
    its_act CONSTANT uuid := its_hand->>'act';
    its_unkept text[];
BEGIN
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO audit_change (at, "table", "row", operation, before, after, user_id, source, place, act)
        SELECT clock_timestamp(), TG_TABLE_NAME, pair.id, 'update', differing.old, differing.new,
               its_person, its_source, its_place, its_act
        FROM (
            -- A row whose number was changed has no pair: it is noted as gone under one and come under another.
            SELECT coalesce(n.id, o.id) AS id, to_jsonb(o) AS old, to_jsonb(n) AS new
            FROM new_rows n FULL JOIN old_rows o ON o.id = n.id WHERE (o *<> n) IS NOT FALSE
            -- Made JSON of once a row, not once a column.
            OFFSET 0
        ) pair CROSS JOIN LATERAL (
            SELECT jsonb_object_agg(each.key, pair.old->each.key) AS old,
                   jsonb_object_agg(each.key, pair.new->each.key) AS new
            FROM jsonb_each(coalesce(pair.old, pair.new)) each
            WHERE pair.old->each.key IS DISTINCT FROM pair.new->each.key AND each.key = ANY (its_kept)
        ) differing
        WHERE differing.old IS NOT NULL;
        RETURN NULL;
    END IF;
    SELECT coalesce(array_agg(attname::text), '{}') INTO its_unkept FROM pg_attribute
    WHERE attrelid = TG_RELID AND attnum > 0 AND NOT attisdropped AND attname::text <> ALL (its_kept);
    IF TG_OP = 'INSERT' THEN
        INSERT INTO audit_change (at, "table", "row", operation, after, user_id, source, place, act)
        SELECT clock_timestamp(), TG_TABLE_NAME, n.id, 'insert', to_jsonb(n) - its_unkept,
               its_person, its_source, its_place, its_act
        FROM new_rows n;
    ELSE
        INSERT INTO audit_change (at, "table", "row", operation, before, user_id, source, place, act)
        SELECT clock_timestamp(), TG_TABLE_NAME, o.id, 'delete', to_jsonb(o) - its_unkept,
               its_person, its_source, its_place, its_act
        FROM old_rows o;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION audit_refuse_writing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'only triggers write to %', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER audit_change_noted BEFORE INSERT ON audit_change
    FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION audit_refuse_writing();
CREATE TRIGGER audit_change_stays BEFORE UPDATE OR DELETE ON audit_change
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_rewriting();
"""

BACKWARD = """
DROP TRIGGER audit_change_stays ON audit_change;
DROP TRIGGER audit_change_noted ON audit_change;
DROP FUNCTION audit_refuse_writing();
DROP FUNCTION audit_note_changes();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0003_what_was_before"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("table", models.CharField(max_length=63)),
                ("row", models.BigIntegerField()),
                (
                    "operation",
                    models.CharField(
                        choices=[("insert", "added"), ("update", "changed"), ("delete", "removed")], max_length=6
                    ),
                ),
                ("before", models.JSONField(blank=True, null=True)),
                ("after", models.JSONField(blank=True, null=True)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("page", "page"),
                            ("job", "background work"),
                            ("task", "task of the portal"),
                            ("command", "command on the server"),
                        ],
                        max_length=7,
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=100)),
                ("act", models.UUIDField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a row",
                "verbose_name_plural": "history of changes",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["table", "row"], name="audit_change_row"),
                    models.Index(fields=["user"], condition=models.Q(user__isnull=False), name="audit_change_user"),
                    BrinIndex(fields=["at"], name="audit_change_at", autosummarize=True),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
