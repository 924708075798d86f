"""How people come to a body, stand in for one another and leave."""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

ROLES = [
    ("preparer", "preparer"),
    ("head", "head of the body"),
    ("approver", "Government approver"),
    ("maslikhat", "maslikhat representative"),
    ("officer", "akimat officer"),
    ("overseer", "overseer"),
    ("administrator", "administrator"),
]
LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]


def _key(to: str, **options: object) -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=to, **options)


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("bodies", "0007_classifier_data"),
    ]

    operations = [
        migrations.AddField(
            "rolegrant",
            "acting_for",
            _key("bodies.rolegrant", blank=True, null=True, related_name="acting", verbose_name="acting for"),
        ),
        migrations.AddField(
            "rolegrant",
            "ground",
            models.CharField(blank=True, default="", max_length=200, verbose_name="order"),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "rolegrant",
            models.CheckConstraint(
                condition=models.Q(acting_for__isnull=True) | models.Q(ends_on__isnull=False),
                name="bodies_grant_acting_ends",
                violation_error_message="An acting person acts to a last day.",
            ),
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("full_name", models.CharField(max_length=200, verbose_name="full name")),
                (
                    "language",
                    models.CharField(choices=LANGUAGES, default="kk", max_length=2, verbose_name="language"),
                ),
                ("role", models.CharField(choices=ROLES, max_length=16, verbose_name="role")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="version")),
                ("nonce", models.CharField(editable=False, max_length=64)),
                ("key_sha256", models.CharField(blank=True, editable=False, max_length=64)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("sent_at", models.DateTimeField(verbose_name="sent")),
                ("expires_at", models.DateTimeField(verbose_name="can be accepted until")),
                ("accepted_at", models.DateTimeField(blank=True, null=True, verbose_name="accepted")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="withdrawn")),
                ("body", _key("bodies.body", related_name="invitations")),
                ("user", _key(settings.AUTH_USER_MODEL, related_name="invitations")),
                ("invited_by", _key(settings.AUTH_USER_MODEL, related_name="+")),
                (
                    "grant",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitation",
                        to="bodies.rolegrant",
                    ),
                ),
            ],
            options={"verbose_name": "invitation", "verbose_name_plural": "invitations", "ordering": ["-id"]},
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="first day without the person")),
                ("note", models.TextField(blank=True, verbose_name="what the successor should know")),
                ("named_at", models.DateTimeField(auto_now_add=True)),
                ("completed_at", models.DateTimeField(blank=True, null=True, verbose_name="carried out")),
                ("passed_notices", models.PositiveIntegerField(default=0, verbose_name="notices passed on")),
                ("passed_invitations", models.PositiveIntegerField(default=0, verbose_name="invitations passed on")),
                ("body", _key("bodies.body", related_name="handovers")),
                ("person", _key(settings.AUTH_USER_MODEL, related_name="handovers")),
                ("successor", _key(settings.AUTH_USER_MODEL, blank=True, null=True, related_name="taken_over")),
                ("named_by", _key(settings.AUTH_USER_MODEL, related_name="+")),
            ],
            options={"verbose_name": "handover", "verbose_name_plural": "handovers", "ordering": ["-id"]},
        ),
        migrations.AddIndex("invitation", models.Index(fields=["body", "-id"], name="bodies_invitation_body")),
        migrations.AddConstraint(
            "invitation",
            models.CheckConstraint(
                condition=models.Q(email=django.db.models.functions.text.Lower("email")),
                name="bodies_invitation_email_lower",
            ),
        ),
        migrations.AddConstraint(
            "invitation",
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("sent_at")), name="bodies_invitation_dates"
            ),
        ),
        migrations.AddConstraint(
            "invitation",
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True, grant__isnull=True)
                | models.Q(accepted_at__isnull=False, grant__isnull=False, withdrawn_at__isnull=True),
                name="bodies_invitation_end",
                violation_error_message="An accepted invitation has given a role and cannot be withdrawn.",
            ),
        ),
        migrations.AddConstraint(
            "invitation",
            models.UniqueConstraint(
                condition=models.Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                fields=("email", "body", "role"),
                name="bodies_invitation_one_open",
                violation_error_message="The person is invited to this role already.",
            ),
        ),
        migrations.AddConstraint(
            "invitation",
            models.UniqueConstraint(
                condition=~models.Q(key_sha256=""), fields=("key_sha256",), name="bodies_invitation_key"
            ),
        ),
        migrations.AddConstraint(
            "handover",
            models.CheckConstraint(
                condition=models.Q(successor__isnull=True) | ~models.Q(successor=models.F("person")),
                name="bodies_handover_to_another",
                violation_error_message="Nobody can take over from themselves.",
            ),
        ),
        migrations.AddConstraint(
            "handover",
            models.UniqueConstraint(
                condition=models.Q(completed_at__isnull=True),
                fields=("person", "body"),
                name="bodies_handover_one_open",
                violation_error_message="The person is leaving this body already.",
            ),
        ),
    ]
