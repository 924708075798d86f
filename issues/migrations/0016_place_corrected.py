"""A line of the life tells of a place that was corrected."""

import django.db.models.deletion
from django.db import migrations, models

_VERBS = [
    ("register", "Registered"),
    ("publish", "Made public"),
    ("unpublish", "Public no more: the results were taken back"),
    ("assign", "Responsible body and term set"),
    ("term", "Term changed"),
    ("edit", "Corrected"),
    ("place", "Place corrected"),
    ("work", "Taken into work"),
    ("plan", "Put into the plan of a year"),
    ("control", "Put under control"),
    ("hand", "Handed over"),
    ("accept", "Hand-over accepted"),
    ("return", "Hand-over returned"),
    ("recall", "Hand-over taken back"),
    ("news", "Progress"),
    ("nothing", "Nothing new, with a reason"),
    ("step", "Step done"),
    ("laid", "Laid before a session of the maslikhat"),
    ("claim", "Claimed as solved"),
    ("unclaim", "Claim taken back"),
    ("confirm", "Confirmed by residents"),
    ("dispute", "Disputed by residents"),
    ("silence", "Nobody answered the claim"),
    ("explain", "Explained"),
    ("outside", "Outside the powers of the body"),
    ("need", "Needs a budget or a law"),
    ("refuse", "Refused with a reason"),
    ("join", "Joined with another issue"),
    ("gather", "Another issue was joined with this one"),
    ("part", "An issue that was joined with this one stands apart again"),
    ("reopen", "Opened again"),
    ("rank", "Place in the ranking changed"),
    ("up", "Sent up as part of a systemic problem"),
    ("down", "Answer from above to the systemic problem"),
    ("hide", "A text was taken away for the sake of a person"),
]


def _place(said):
    return models.ForeignKey(
        blank=True,
        db_index=False,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="bodies.territory",
        verbose_name=said,
    )


class Migration(migrations.Migration):
    dependencies = [("bodies", "0014_companies"), ("issues", "0015_claims_were_asked")]

    operations = [
        migrations.AddField("issueevent", "was_place", _place("place before")),
        migrations.AddField("issueevent", "place", _place("place")),
        migrations.AlterField("issueevent", "verb", models.CharField(choices=_VERBS, max_length=10)),
    ]
