"""An akimat says where akims owe meetings and which of them comes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q


def _key(to: str, **options: object) -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=to, **options)


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("bodies", "0010_one_fold"),
        ("kit", "0001_content_changes"),
    ]

    operations = [
        migrations.CreateModel(
            name="UnitCorrection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="in force from")),
                ("is_unit", models.BooleanField(verbose_name="meetings are owed there")),
                ("reason", models.CharField(max_length=500, verbose_name="ground")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("place", _key("bodies.territory", related_name="unit_corrections", verbose_name="place")),
                ("user", _key(settings.AUTH_USER_MODEL, related_name="+")),
                (
                    "visitor",
                    _key(
                        "bodies.territory",
                        blank=True,
                        null=True,
                        related_name="+",
                        verbose_name="visited by the akim of",
                    ),
                ),
            ],
            options={
                "verbose_name": "correction of a unit",
                "verbose_name_plural": "corrections of units",
                "ordering": ["place_id", "on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=~Q(reason=""), name="bodies_unit_reason", violation_error_message="Say why."
                    ),
                    models.CheckConstraint(
                        condition=Q(visitor__isnull=True) | (Q(is_unit=True) & ~Q(visitor=F("place"))),
                        name="bodies_unit_visitor",
                        violation_error_message="Another akim visits only a place that is a unit.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            "CREATE TRIGGER content_changed AFTER INSERT OR UPDATE OR DELETE ON bodies_unitcorrection "
            "FOR EACH STATEMENT EXECUTE FUNCTION kit_note_content_change('deadlines,meetings')",
            "DROP TRIGGER content_changed ON bodies_unitcorrection",
        ),
    ]
