"""What a refusal says, and at which field."""

from __future__ import annotations

import pytest

from portal.kernel.errors import Invalid


@pytest.mark.parametrize(
    ("field", "named", "code"),
    [("reason", {}, "reason"), ("act_on", {"code": "act_in_future"}, "act_in_future"), ("", {}, "invalid")],
)
def test_invalid_at_a_field_says_one_sentence_there(field: str, named: dict[str, str], code: str) -> None:
    refusal = Invalid.at(field, "Write the reason.", **named)
    assert (refusal.message, refusal.errors, refusal.code) == (
        "Write the reason.",
        {field: ["Write the reason."]},
        code,
    )
