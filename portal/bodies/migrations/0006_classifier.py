"""The whole classifier of places in dated editions, and the kinds of the smallest units."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0005_sessions_of_ended_roles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="territory",
            name="kind",
            field=models.CharField(
                choices=[
                    ("region", "region"),
                    ("republican_city", "city of republican significance, capital"),
                    ("district", "district"),
                    ("city", "city of regional significance"),
                    ("city_district", "city district"),
                    ("town", "city of district significance"),
                    ("rural_district", "rural district"),
                    ("settlement", "settlement"),
                    ("village", "village with its own akim"),
                    ("locality", "place without an akim"),
                ],
                max_length=20,
                verbose_name="kind",
            ),
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("edition_on", models.DateField()),
                ("source", models.CharField(max_length=150)),
                (
                    "sha256",
                    models.CharField(
                        max_length=64, validators=[django.core.validators.RegexValidator("\\A[0-9a-f]{64}\\Z")]
                    ),
                ),
                ("rows", models.PositiveIntegerField()),
                ("report", models.JSONField(default=dict)),
                ("content", models.JSONField(blank=True, null=True)),
                ("accepts_closures", models.BooleanField(default=False)),
                ("read_at", models.DateTimeField(auto_now_add=True)),
                ("applied_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "edition of the classifier",
                "verbose_name_plural": "editions of the classifier",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="ClassifierEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        max_length=9,
                        validators=[django.core.validators.RegexValidator("\\A[0-9]{9}\\Z")],
                        verbose_name="code",
                    ),
                ),
                ("region", models.CharField(max_length=2, verbose_name="region")),
                ("level", models.PositiveSmallIntegerField()),
                ("type_code", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("parent_code", models.CharField(blank=True, max_length=9, verbose_name="inside")),
                ("name_kk", models.CharField(max_length=120)),
                ("name_ru", models.CharField(max_length=120)),
                ("folded", models.CharField(editable=False, max_length=260)),
                ("starts_on", models.DateField(verbose_name="since")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="bodies.edition"
                    ),
                ),
            ],
            options={
                "verbose_name": "row of the classifier",
                "verbose_name_plural": "rows of the classifier",
                "ordering": ["code", "starts_on", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("applied_at__isnull", False), ("content__isnull", True)),
                    models.Q(("applied_at__isnull", True), ("content__isnull", False)),
                    _connector="OR",
                ),
                name="bodies_edition_waits_or_is_applied",
            ),
        ),
        migrations.AddIndex(
            model_name="classifierentry",
            index=models.Index(
                condition=models.Q(("ends_on__isnull", True)), fields=["code"], name="bodies_entry_current"
            ),
        ),
        migrations.AddIndex(
            model_name="classifierentry",
            index=models.Index(
                condition=models.Q(("ends_on__isnull", True)), fields=["parent_code"], name="bodies_entry_parent"
            ),
        ),
        migrations.AddIndex(
            model_name="classifierentry",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["folded"], name="bodies_entry_folded", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddConstraint(
            model_name="classifierentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="bodies_entry_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="classifierentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("level", 0), ("parent_code", "")),
                    models.Q(("level__gt", 0), ("level__lte", 3), models.Q(("parent_code", ""), _negated=True)),
                    _connector="OR",
                ),
                name="bodies_entry_parent_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="classifierentry",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("code", "="),
                    (
                        models.Func(
                            "starts_on",
                            "ends_on",
                            django.contrib.postgres.fields.ranges.RangeBoundary(),
                            function="DATERANGE",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="bodies_entry_one_a_code",
            ),
        ),
    ]
