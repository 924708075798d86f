"""What the API prints of held meetings: what is told of them, and their questions."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from portal.api.fields import ColumnsField, TextSerializer
from portal.api.serializers import BodyRefSerializer, PlaceRefSerializer
from portal.holding.choices import Fate
from portal.holding.models import Account, Question
from portal.kernel.wording import LANGUAGES
from portal.questions.choices import Topic


class SplitSerializer(serializers.Serializer):
    """Minutes of the talk, and of questions and answers."""

    talk_minutes = serializers.IntegerField()
    questions_minutes = serializers.IntegerField()


class ResultsSerializer(serializers.Serializer):
    """What is told of a held meeting: numbers and roles at once, texts and counts once results are published."""

    published_at = serializers.DateTimeField(allow_null=True, help_text="Empty until the results are published.")
    planned = SplitSerializer(allow_null=True)
    actual = SplitSerializer(allow_null=True)
    obtained = serializers.CharField(help_text="How the minutes are known: measured, counted, stated; else empty.")
    attendance = serializers.IntegerField(allow_null=True)
    viewers = serializers.IntegerField(allow_null=True, help_text="People who watched online.")
    attendees = serializers.ListField(child=serializers.CharField(), help_text="Who took part, by role.")
    absent = serializers.ListField(
        child=serializers.CharField(), help_text="Who was to take part and did not, by role; empty while none is told."
    )
    questions_asked = serializers.IntegerField(allow_null=True)
    questions_taken = serializers.IntegerField(allow_null=True, help_text="Of published results.")
    summary = TextSerializer(help_text="Empty until the results are published.")


def told(account: Account) -> dict[str, Any]:
    """Of an account as `public_account` gives it."""
    programme, is_published = getattr(account.meeting, "programme", None), account.is_published
    return {
        "published_at": account.published_at,
        "planned": programme,
        "actual": None if account.talk_minutes is None else account,
        "obtained": account.obtained,
        "attendance": account.meeting.attendance,
        "viewers": account.viewers,
        "attendees": account.attendees,
        "absent": account.absent,
        "questions_asked": account.asked_in_all,
        "questions_taken": vars(account)["questions_taken"] if is_published else None,
        "summary": {name: getattr(account, f"summary_{name}") if is_published else "" for name in LANGUAGES},
    }


class QuestionSerializer(serializers.ModelSerializer):
    """A question of a meeting whose results are published; of one that was taken what is done, by whom, until when."""

    number = serializers.CharField(source="full_number", help_text="Like 2027-000123/4; never given again.")
    fate = serializers.ChoiceField(choices=Fate.choices)
    topic = serializers.ChoiceField(choices=Topic.choices)
    territory = PlaceRefSerializer(allow_null=True)
    text = ColumnsField("text")
    answer = ColumnsField("answer")
    body = BodyRefSerializer(allow_null=True)
    responsible = ColumnsField("responsible")
    measure = ColumnsField("measure")

    class Meta:
        model = Question
        fields = [
            *("number", "fate", "topic", "territory", "text", "answer"),
            *("body", "responsible", "measure", "due_on"),
        ]
        read_only_fields = fields
