"""The database keeps what the states promise: announced is what has a day, and what was held says how many came."""

from django.db import migrations, models
from django.db.models import Q

_AWAITED = ("planned", "announced")
_HAPPENED = ("held", "reported", "closed")


class Migration(migrations.Migration):
    dependencies = [("meetings", "0025_states")]

    operations = [
        migrations.RemoveConstraint(model_name="meeting", name="meetings_held_facts"),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=Q(state__in=_HAPPENED, attendance__isnull=False, on__isnull=False)
                | (~Q(state__in=_HAPPENED) & Q(attendance__isnull=True)),
                name="meetings_held_facts",
                violation_error_message="A meeting that was held has its day and how many people came.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=~Q(state__in=_AWAITED)
                | Q(state="announced", on__isnull=False)
                | Q(state="planned", on__isnull=True),
                name="meetings_announced_has_day",
                violation_error_message="A meeting is announced once its day is set, and planned until then.",
            ),
        ),
    ]
