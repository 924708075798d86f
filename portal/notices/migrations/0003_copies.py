from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0002_role_invitations"),
    ]

    operations = [
        migrations.AddField(
            model_name="notice",
            name="is_copy",
            field=models.BooleanField(default=False, verbose_name="copy"),
        ),
        migrations.AddField(
            model_name="letter",
            name="refusals",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="refusals"),
        ),
    ]
