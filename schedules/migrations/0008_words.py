"""Words of the models after proofreading: nothing in the database changes."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0009_words"),
        ("files", "0002_purposes_of_jobs"),
        ("schedules", "0007_plans"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="import",
            name="state",
            field=models.CharField(
                choices=[
                    ("reading", "being read"),
                    ("ready", "read, not taken over yet"),
                    ("applied", "taken into the proposal"),
                    ("discarded", "cancelled"),
                ],
                default="reading",
                max_length=9,
                verbose_name="state",
            ),
        ),
        migrations.AlterField(
            model_name="regionfacts",
            name="rank",
            field=models.PositiveIntegerField(
                help_text="1 is the region where a visit is needed most.", verbose_name="rank"
            ),
        ),
        migrations.AlterField(
            model_name="schedule",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "draft schedule"),
                    ("agreement", "under agreement"),
                    ("government", "before the Government"),
                    ("approved", "approved"),
                    ("published", "published"),
                    ("superseded", "replaced by an amendment"),
                    ("abandoned", "amendment withdrawn"),
                ],
                default="draft",
                max_length=12,
                verbose_name="state",
            ),
        ),
        migrations.AlterField(
            model_name="scheduleevent",
            name="verb",
            field=models.CharField(
                choices=[
                    ("assemble", "draft assembled"),
                    ("start_agreement", "sent for agreement"),
                    ("agree", "agreed"),
                    ("object", "remarks given"),
                    ("fall_silent", "agreed by silence"),
                    ("answer", "remarks answered"),
                    ("reopen", "taken back to draft"),
                    ("send", "sent to the Government"),
                    ("return", "returned by the Government"),
                    ("approve", "approved"),
                    ("plan_publication", "publication planned"),
                    ("cancel_publication", "planned publication cancelled"),
                    ("publish", "published"),
                    ("open_amendment", "amendment opened"),
                    ("abandon", "amendment withdrawn"),
                    ("supersede", "replaced by an amendment"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterConstraint(
            model_name="proposalrow",
            name="schedules_proposalrow_more_days",
            constraint=models.CheckConstraint(
                condition=models.Q(("more_days", []), ("day__isnull", False), _connector="OR"),
                name="schedules_proposalrow_more_days",
                violation_error_message="Add the first day before further days.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="schedule",
            name="schedules_schedule_abandoned",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "abandoned"), _negated=True), ("amends__isnull", False), _connector="OR"
                ),
                name="schedules_schedule_abandoned",
                violation_error_message="Only an amendment can be withdrawn.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="scheduleentry",
            name="schedules_scheduleentry_more_days",
            constraint=models.CheckConstraint(
                condition=models.Q(("more_days", []), ("day__isnull", False), _connector="OR"),
                name="schedules_scheduleentry_more_days",
                violation_error_message="Add the first day before further days.",
            ),
        ),
    ]
