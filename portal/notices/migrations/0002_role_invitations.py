"""Letters that invite to a role, and what a letter about the login speaks of."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_outbox")]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="matter",
            field=models.CharField(blank=True, default="", max_length=40, verbose_name="matter"),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="letter",
            name="kind",
            field=models.CharField(
                choices=[
                    ("digest", "digest of the day"),
                    ("single", "single notice"),
                    ("invitation", "invitation"),
                    ("role_invitation", "invitation to a role"),
                    ("password_reset", "password reset"),
                    ("password_changed", "password changed"),
                ],
                max_length=20,
                verbose_name="kind",
            ),
        ),
    ]
