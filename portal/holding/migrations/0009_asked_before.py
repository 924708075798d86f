"""A question of a meeting may be one that was asked before it, and has its minute."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("holding", "0008_gathered"),
        ("questions", "0005_looks_and_moves"),
    ]

    operations = [
        migrations.AddField(
            model_name="question",
            name="asked_before",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="questions.askedquestion",
                verbose_name="question asked before the meeting",
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="minute",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[django.core.validators.MaxValueValidator(1440)],
                verbose_name="minute of the meeting",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(
                condition=models.Q(("asked_before__isnull", False), ("withdrawn_on__isnull", True)),
                fields=("account", "asked_before"),
                name="holding_question_asked_once",
            ),
        ),
    ]
