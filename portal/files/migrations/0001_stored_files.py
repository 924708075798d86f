import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sha256",
                    models.CharField(
                        db_index=True,
                        max_length=64,
                        validators=[django.core.validators.RegexValidator("\\A[0-9a-f]{64}\\Z")],
                    ),
                ),
                ("size", models.PositiveIntegerField(verbose_name="size in bytes")),
                ("content_type", models.CharField(max_length=100, verbose_name="content type")),
                ("name", models.CharField(max_length=150, verbose_name="file name")),
                (
                    "purpose",
                    models.CharField(
                        choices=[("evidence", "evidence"), ("act", "scan of an act")],
                        max_length=16,
                        verbose_name="purpose",
                    ),
                ),
                ("content", models.FileField(upload_to="")),
                ("is_public", models.BooleanField(default=False, verbose_name="public")),
                ("uploaded_at", models.DateTimeField(auto_now_add=True, verbose_name="uploaded")),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="uploads", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "file",
                "verbose_name_plural": "files",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="files_storedfile_size")
                ],
            },
        ),
    ]
