"""A situation that is not understood is refused, with a word on what to mend: none is passed over in silence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from portal.kernel.periods import Period
from portal.law.counting.events import Event
from tests.law.reading import EXPECTED, FOLDER, TOLD, Situation, WrongSituation, read, situations

GOOD = """
- what: Утверждение графика
  duty: B-4.3
  period: 2027
  decisions: all
  last day: 2027-01-10
"""


def only(text: str) -> Situation:
    (case,) = read("file", text)
    return case


def test_case_is_read_as_it_is_written() -> None:
    case = only(GOOD)
    assert (case.duty, case.period, case.happened) == ("B-4.3", Period.year(2027), {})
    assert {order.number for order in case.orders} == {1, 2, 3, 4, 7, 8}
    assert case.expected == {"last day": date(2027, 1, 10)}
    assert case.name == "file, case 1: Утверждение графика"


def test_without_decisions_the_act_stands_alone_and_some_are_taken_by_number() -> None:
    assert only(GOOD.replace("  decisions: all\n", "")).orders == ()
    assert {order.number for order in only(GOOD.replace("all", "[1, 3]")).orders} == {1, 3}


def test_events_may_not_be_over_yet() -> None:
    case = only(
        """
- what: Қабылдау әлі аяқталған жоқ
  duty: C-3.5c
  happened:
    meeting_ended: 2027-03-03
    reception_ended: not yet
  days off: [2027-03-04]
  working days: 2027-03-06
  last day: not yet
"""
    )
    assert case.happened == {Event.MEETING_ENDED: date(2027, 3, 3), Event.RECEPTION_ENDED: None}
    assert not case.calendar.is_working(date(2027, 3, 4))
    assert case.calendar.is_working(date(2027, 3, 6))
    assert not case.calendar.is_working(date(2027, 3, 8))
    assert case.expected == {"last day": None}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "a list of cases"),
        ("what: Одна запись, а не список", "a list of cases"),
        ("- Утверждение графика", "key: value"),
        (GOOD + "  last days: 2027-01-10\n", "not known here: last days"),
        (GOOD + "  last day: 2027-01-10\n", "said twice: last day"),
        (GOOD.replace("period: 2027", "period: 2027\n  period: 2028"), "said twice: period"),
        (GOOD.replace("  last day: 2027-01-10\n", ""), "nothing is expected"),
        (GOOD.replace("last day: 2027-01-10", "late: []"), "“late” names no day"),
        (GOOD.replace("B-4.3", "B-4.33"), "there is no duty B-4.33"),
        (GOOD.replace("duty: B-4.3", "act: Z"), "there is no act Z"),
        (GOOD.replace("duty: B-4.3", "act: B"), "only “in force”"),
        (GOOD + "  act: B\n", "one duty or about one act"),
        (GOOD.replace("  duty: B-4.3\n", ""), "one duty or about one act"),
        (GOOD.replace("Утверждение графика", "Approval"), "in Russian or Kazakh"),
        (GOOD.replace("what: Утверждение графика", "what: 2027"), "in Russian or Kazakh"),
        (GOOD.replace("  period: 2027\n", ""), "says one of"),
        (GOOD + "  day: 2027-01-10\n", "says one of"),
        (GOOD.replace("period: 2027", "period: 2027-Q5"), "a period is written"),
        (GOOD.replace("2027-01-10", "10.01.2027"), "“last day” is a day written"),
        (GOOD.replace("2027-01-10", "2027-02-30"), "file: "),
        (GOOD.replace("2027-01-10", "2027-01-10 12:00:00"), "“last day” is a day written"),
        (GOOD.replace("all", "[1, 9]"), "“decisions” is"),
        (GOOD.replace("all", "none"), "“decisions” is"),
        (GOOD + "  on a day off: moves\n", "“on a day off” is one of"),
        (GOOD + "  owed: no\n", "is the whole answer"),
        (GOOD.replace("last day: 2027-01-10", "owed: yes"), "can only be “no”"),
        (GOOD.replace("last day: 2027-01-10", "last day: not yet\n  late: 2027-01-11"), "no last day yet"),
        (GOOD.replace("last day: 2027-01-10", "rests on: law"), "“rests on” is"),
        (GOOD.replace("last day: 2027-01-10", "in force: yes"), "not known here: in force"),
        (GOOD.replace("period: 2027", "day: 2027-01-10"), "not known here: last day"),
        (GOOD.replace("period: 2027", "happened: 2027-01-10"), "names events"),
        (GOOD.replace("period: 2027", "happened:\n    meeting: 2027-01-10"), "there is no event meeting"),
        (GOOD.replace("period: 2027", "happened:\n    meeting_ended: soon"), "“meeting_ended” is a day"),
        ("- what: [", "file: "),
    ],
)
def test_what_is_not_understood_is_refused(text: str, said: str) -> None:
    with pytest.raises(WrongSituation) as wrong:
        list(read("file", text))
    assert said in str(wrong.value)
    assert str(wrong.value).startswith("file")


def test_refusal_names_the_case_and_its_words() -> None:
    with pytest.raises(WrongSituation, match=r"^file, case 2 \(Утверждение графика\): there is no duty X$"):
        list(read("file", GOOD + GOOD.replace("B-4.3", "X")))


def test_folder_without_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongSituation, match="no file"):
        list(situations(tmp_path))


def test_page_for_authors_names_every_key_in_both_languages() -> None:
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    kazakh, russian = page.split("## По-русски")
    for key in TOLD | EXPECTED:
        assert f"`{key}`" in kazakh, key
        assert f"`{key}`" in russian, key


def test_every_example_of_the_page_is_a_case_that_is_read() -> None:
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    examples = [part.split("```")[0] for part in page.split("```yaml\n")[1:]]
    assert len(examples) == 4
    for example in examples:
        assert list(read("page", example))
