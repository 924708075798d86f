"""What a visit of an akim is about comes with its announcement: until then it has no subject in either language."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("meetings", "0022_held_is_followed")]

    operations = [
        migrations.RemoveConstraint(model_name="meeting", name="meetings_subject_in_both"),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=Q(subject_kk="", subject_ru="") | (~Q(subject_kk="") & ~Q(subject_ru="")),
                name="meetings_subject_in_both",
                violation_error_message="A published subject needs Kazakh and Russian.",
            ),
        ),
    ]
