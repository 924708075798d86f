"""A body fills its quarter in: one text for many rows, what was said since, what is solved, and the table."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl.cell import Cell

from issues.choices import State, Verb
from issues.models import Issue, QuarterNote, QuarterVersion
from issues.services.quarters.notes import Said, save_notes
from issues.services.quarters.publishing import publish_quarter
from issues.services.quarters.timers import call_off_time, set_time
from issues.services.working import note_nothing, set_term
from portal.kernel import clock
from tests.factories.issues import EventFactory, IssueFactory
from tests.issues.quarter import NOW, QUARTER, TODAY, WORDS, Office
from tests.issues.test_quarter_pages import _in_april, officer, typed, work
from tests.texts import plain

__all__ = ["_in_april", "officer"]

pytestmark = pytest.mark.django_db

MANY = {"many_kind": "nothing", "many_kk": "Сот күтілуде", "many_ru": "Ждём суда"}


def noted() -> dict[int, tuple[str, str]]:
    return {note.issue_id: (note.kind, note.text_ru) for note in QuarterNote.objects.all()}


def told(office: Office) -> dict[str, object]:
    return {"actor": office.actor(), "today": TODAY, "now": NOW}


# -- one text for many -----------------------------------------------------------------------------------------------
def test_one_text_is_written_into_every_row_of_every_page_that_is_empty(office: Office, officer: Client) -> None:
    others = [IssueFactory(registered_by=office.body) for _each in range(60)]
    for issue in others:
        EventFactory(issue=issue, to_state=State.REGISTERED, verb=Verb.REGISTER)
    save_notes(body=office.body, period_key=QUARTER, said=[Said(others[-1].pk, **WORDS)], **told(office))
    numbers = sorted([office.old, office.new, office.inner, *others], key=lambda issue: issue.number)
    first = f"note-{office.old.pk}"
    sent: dict[str, object] = {"act": "empty", **MANY}
    for issue in numbers[:50]:
        prefix = f"note-{issue.pk}"
        sent |= {f"{prefix}-kind": "news", f"{prefix}-kk": "", f"{prefix}-ru": "", f"{prefix}-version": "0"}
    sent |= {f"{first}-kk": WORDS["kk"], f"{first}-ru": WORDS["ru"]}
    assert officer.post(work(office), sent).headers["Location"] == work(office)
    found = noted()
    assert found.pop(office.old.pk) == found.pop(others[-1].pk) == ("news", WORDS["ru"])
    assert (len(found), set(found.values())) == (61, {("nothing", "Ждём суда")})


@pytest.mark.parametrize(
    ("act", "change", "words"),
    [
        ("many", {"many_ru": ""}, "Напишите на обоих языках"),
        ("empty", {"many_kk": ""}, "Напишите на обоих языках"),
        ("many", {"ticked": []}, "Отметьте"),
    ],
)
def test_one_text_for_many_is_refused_without_words_or_rows_and_takes_nothing_away(
    office: Office, officer: Client, act: str, change: dict[str, object], words: str
) -> None:
    save_notes(body=office.body, period_key=QUARTER, said=[Said(office.old.pk, **WORDS)], **told(office))
    first = f"note-{office.old.pk}"
    stood = {f"{first}-kk": WORDS["kk"], f"{first}-ru": WORDS["ru"], f"{first}-version": "1"}
    sent = typed(office, **stood, **MANY, ticked=[str(office.old.pk)], act=act) | change
    answer = officer.post(work(office), sent)
    html = plain(answer.content.decode())
    assert (answer.status_code, words in html, WORDS["ru"] in html) == (422, True, True)
    assert noted() == {office.old.pk: ("news", WORDS["ru"])}


def test_what_somebody_else_wrote_meanwhile_is_shown_beside_what_was_typed(office: Office, officer: Client) -> None:
    save_notes(body=office.body, period_key=QUARTER, said=[Said(office.old.pk, kk="Құбыр", ru="Труба")], **told(office))
    first = f"note-{office.old.pk}"
    sent = typed(office, **{f"{first}-kk": WORDS["kk"], f"{first}-ru": WORDS["ru"]})
    answer = officer.post(work(office), sent)
    html = plain(answer.content.decode())
    assert (answer.status_code, "Құбыр / Труба" in html, f"{WORDS['ru']}</textarea>" in html) == (422, True, True)
    assert noted() == {office.old.pk: ("news", "Труба")}
    assert f'name="{first}-version" value="1"' in html
    assert officer.post(work(office), sent | {f"{first}-version": "1"}).status_code == 302
    assert noted() == {office.old.pk: ("news", WORDS["ru"])}


# -- what was said since ---------------------------------------------------------------------------------------------
def test_what_was_written_since_the_quarter_is_offered_and_typed_once(office: Office, officer: Client) -> None:
    note_nothing(issue=office.old, reason_kk="Сот", reason_ru="Суд", **told(office))
    html = officer.get(work(office)).content.decode()
    first = f"note-{office.old.pk}"
    assert "Суд</textarea>" in html
    assert f'name="{first}-kind" value="nothing" id="id_{first}-kind_1" checked' in plain(html).replace("required ", "")
    assert not QuarterNote.objects.exists()
    # It is no news of the quarter until it is saved for it.
    assert "Без новостей: 3 из 3" in plain(html)
    kept = {f"{first}-kind": "nothing", f"{first}-kk": "Сот", f"{first}-ru": "Суд"}
    officer.post(work(office), typed(office, **kept, **MANY, act="empty"))
    assert noted()[office.old.pk] == ("nothing", "Суд")


def test_an_issue_that_is_solved_is_claimed_from_its_row_and_comes_back_with_what_was_typed(
    office: Office, officer: Client
) -> None:
    first, second, number = f"note-{office.old.pk}", f"note-{office.new.pk}", office.old.number
    sent = typed(office, **{f"{second}-kk": "Жоба", f"{second}-ru": "Проект", "act": f"solved-{number}"})
    there = officer.post(work(office), sent).headers["Location"]
    assert there == f"/ru/work/issues/{number}/?quarter={office.body.slug}/{QUARTER}/1#claim"
    assert noted() == {office.new.pk: ("news", "Проект")}
    html = plain(officer.get(there).content.decode())
    assert f'href="{work(office)}?page=1#row-{number}"' in html
    quarter = f'name="quarter" value="{office.body.slug}/{QUARTER}/1"'
    assert quarter in html
    said = {"act": "claim", "version": "1", "quarter": f"{office.body.slug}/{QUARTER}/1", "text_kk": "Жөнделді"}
    refused = officer.post(there, said)
    assert (refused.status_code, quarter in plain(refused.content.decode())) == (422, True)
    why = {"text_ru": "Починено", "no_proof_kk": "Жер астында", "no_proof_ru": "Под землёй"}
    assert officer.post(there, said | why).headers["Location"] == f"{work(office)}?page=1#row-{number}"
    assert Issue.objects.get(pk=office.old.pk).state == State.CLAIMED
    html = plain(officer.get(work(office)).content.decode())
    assert "Починено</textarea>" in html
    assert f"solved-{number}" not in html
    kept = {f"{first}-kk": "Жөнделді", f"{first}-ru": "Починено"}
    told_second = {f"{second}-kk": "Жоба", f"{second}-ru": "Проект", f"{second}-version": "1"}
    assert officer.post(work(office), typed(office, **kept, **told_second)).status_code == 302
    officer.post(work(office, "publish/"), {"when": "now", "number": "1"})
    row = QuarterVersion.objects.get().rows.get(issue=office.old)
    assert (row.left, row.is_silent, row.content["news"]["ru"]) == ("", False, "Починено")


def test_an_issue_of_another_body_is_not_claimed_from_a_row(office: Office, officer: Client) -> None:
    Issue.objects.filter(pk=office.old.pk).update(holder=IssueFactory().holder)
    assert f"solved-{office.old.number}" not in officer.get(work(office)).content.decode()
    sent = typed(office, act=f"solved-{office.old.number}")
    assert officer.post(work(office), sent).headers["Location"] == work(office)
    for odd in ("nobody", f"https://evil.example/{QUARTER}/1", f"{office.body.slug}/{QUARTER}/1/../.."):
        html = officer.get(f"/ru/work/issues/{office.new.number}/", {"quarter": odd}).content.decode()
        assert ('name="quarter"' in html, "Вернуться к кварталу" in plain(html)) == (False, False)


def test_rows_in_one_language_are_named_before_and_at_publication(office: Office, officer: Client) -> None:
    save_notes(body=office.body, period_key=QUARTER, said=[Said(office.old.pk, kk="Құбыр")], **told(office))
    assert office.old.number in plain(officer.get(work(office, "publish/")).content.decode())
    answer = officer.post(work(office, "publish/"), {"when": "now", "number": "1"})
    html = plain(answer.content.decode())
    assert (answer.status_code, f"{office.old.number}: Напишите на обоих языках" in html) == (422, True)
    late = {"when": "set", "day": "01.04.2027", "hour": "9", "number": "1"}
    assert 'href="#id_day"' in officer.post(work(office, "publish/"), late).content.decode()


# -- the table -------------------------------------------------------------------------------------------------------
def book(officer: Client, office: Office) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(officer.get(work(office, "table/?file=1")).content))


def bring(officer: Client, office: Office, filled: openpyxl.Workbook, act: str = "take") -> tuple[int, str]:
    """It is looked at before it is taken."""
    looked = ""
    if act == "take":
        looked = looked_at(bring(officer, office, filled, "look")[1])
    target = BytesIO()
    filled.save(target)
    file = SimpleUploadedFile("quarter.xlsx", target.getvalue())
    answer = officer.post(work(office, "table/"), {"file": file, "act": act, "looked": looked})
    return answer.status_code, plain(answer.content.decode())


def looked_at(html: str) -> str:
    return html.partition('name="looked" value="')[2].partition('"')[0]


def test_the_table_comes_back_unchanged_as_nothing_and_filled_as_notes(office: Office, officer: Client) -> None:
    save_notes(
        body=office.body,
        period_key=QUARTER,
        said=[Said(office.old.pk, kk="=Бір\r\nекі", ru="-Один, «два»\r\nтри")],
        actor=office.actor(),
        today=TODAY,
        now=NOW,
    )
    stood = list(QuarterNote.objects.raw_values())
    status, html = bring(officer, office, book(officer, office), "look")
    assert (status, "принимать нечего" in html, 'value="take"' in html) == (200, True, False)
    assert bring(officer, office, book(officer, office))[0] == 302
    assert list(QuarterNote.objects.raw_values()) == stood
    filled = book(officer, office)
    row = next(row for row in filled.active.rows if row[0].value == office.new.number)
    row[5].value, row[6].value, row[7].value = "новостей нет", "Сот", "Суд"
    assert bring(officer, office, filled)[0] == 302
    note = QuarterNote.objects.get(issue=office.new)
    assert (note.kind, note.text_kk, note.text_ru) == ("nothing", "Сот", "Суд")


@pytest.mark.parametrize(
    ("spoil", "cell"),
    [
        (lambda sheet: setattr(sheet["B5"], "value", "Другое"), "B5: Эта ячейка изменена"),
        (lambda sheet: setattr(sheet["A2"], "value", "akimat-1 2027-Q1 ru"), "A2: Это не таблица"),
        (lambda sheet: sheet.delete_rows(5), "нет строки этого вопроса"),
        (lambda sheet: setattr(sheet["A8"], "value", "KZ-43-2027-999999"), "A8: Эта строка не выдавалась"),
        (lambda sheet: setattr(sheet["F5"], "value", "почти"), "F5: "),
        (lambda sheet: setattr(sheet["I5"], "value", "ещё"), "I5: "),
        (lambda sheet: setattr(sheet["G4"], "value", "Текст"), "G4: "),
        (lambda sheet: sheet.parent.create_sheet("Лист").append(["а"]), "Лист: "),
        (lambda sheet: setattr(sheet["G5"], "value", "8 701 555 44 33"), "G5: Уберите данные"),
    ],
)
def test_a_table_that_is_not_ours_any_more_is_refused_by_cell(
    office: Office, officer: Client, spoil: object, cell: str
) -> None:
    filled = book(officer, office)
    filled.active["H6"].value = "Сделано"
    spoil(filled.active)  # type: ignore[operator]
    status, html = bring(officer, office, filled)
    assert (status, cell in html) == (422, True), html
    assert not QuarterNote.objects.exists()


def row_of(filled: openpyxl.Workbook, issue: Issue) -> tuple[Cell, ...]:
    return next(row for row in filled.active.rows if row[0].value == issue.number)


def lives_on(office: Office) -> None:
    """The term, the state and the place of an issue change while a table is away."""
    set_term(issue=office.old, due_on=date(2027, 9, 1), reason_kk="Қаржы", reason_ru="Деньги", **told(office))
    Issue.objects.filter(pk=office.new.pk).update(state=State.CLAIMED, closed_on=TODAY)
    office.new.territory.name_kk = office.new.territory.name_ru = "Жаңа ауыл"
    office.new.territory.save()


def test_a_table_that_nobody_touched_is_ours_whatever_became_of_its_issues(office: Office, officer: Client) -> None:
    away = book(officer, office)
    assert away.active.column_dimensions["I"].hidden
    lives_on(office)
    status, html = bring(officer, office, away, "look")
    assert (status, "принимать нечего" in html) == (200, True)
    row_of(away, office.old)[6].value, row_of(away, office.old)[7].value = WORDS["kk"], WORDS["ru"]
    assert bring(officer, office, away)[0] == 302
    assert noted() == {office.old.pk: ("news", WORDS["ru"])}


def test_of_a_table_whose_issues_lived_on_only_the_touched_cells_are_refused(office: Office, officer: Client) -> None:
    away = book(officer, office)
    lives_on(office)
    touched, other = row_of(away, office.old)[3], row_of(away, office.inner)[1]
    touched.value, other.value = "1 мая 2027", "Другое"
    status, html = bring(officer, office, away)
    assert (status, html.count("Эта ячейка изменена")) == (422, 2)
    assert f"{touched.coordinate}: Эта ячейка изменена. Скачайте" in html
    assert f"{other.coordinate}: Эта ячейка изменена; было выдано" in html


def test_what_is_said_of_one_issue_is_not_taken_for_another(office: Office, officer: Client) -> None:
    away = book(officer, office)
    first, second = row_of(away, office.old)[0], row_of(away, office.new)[0]
    first.value, second.value = second.value, first.value
    status, html = bring(officer, office, away)
    assert (status, f"D{first.row}: Эта ячейка изменена" in html) == (422, True)


def test_a_table_given_out_without_prints_is_judged_by_what_stands_today(office: Office, officer: Client) -> None:
    away = book(officer, office)
    away.active.delete_cols(9)
    assert bring(officer, office, away, "look")[0] == 200
    lives_on(office)
    status, html = bring(officer, office, away)
    assert (status, f"D{row_of(away, office.old)[0].row}: Эта ячейка изменена; было выдано" in html) == (422, True)


def test_a_table_given_out_before_publication_notes_nothing_once_more(office: Office, officer: Client) -> None:
    save_notes(body=office.body, period_key=QUARTER, said=[Said(office.old.pk, **WORDS)], **told(office))
    away = book(officer, office)
    publish_quarter(body=office.body, period_key=QUARTER, number=1, **told(office))
    status, html = bring(officer, office, away, "look")
    assert (status, "принимать нечего" in html) == (200, True)
    assert bring(officer, office, away)[0] == 302
    assert noted() == {}
    row_of(away, office.old)[7].value = "Насос работает"
    assert bring(officer, office, away)[0] == 302
    assert noted() == {office.old.pk: ("news", "Насос работает")}


def test_what_a_table_changes_is_seen_before_it_is_taken_over(office: Office, officer: Client) -> None:
    save_notes(body=office.body, period_key=QUARTER, said=[Said(office.old.pk, **WORDS)], **told(office))
    filled = book(officer, office)
    for row in filled.active.iter_rows(min_row=5):
        row[5].value, row[6].value, row[7].value = {
            office.old.number: (None, None, None),
            office.new.number: ("новостей нет", "Сот", "Суд"),
            office.inner.number: (None, "Құбыр", None),
        }[row[0].value]
    stood = list(QuarterNote.objects.raw_values())
    status, html = bring(officer, office, filled, "look")
    assert status == 200
    for words in ("Ход исполнения: 1", "Новостей нет: 1", "Снято: 1", "Без изменений: 0", "Сот</span>", WORDS["ru"]):
        assert words in html, words
    assert f"<del>{WORDS['ru']}</del>" in html
    assert list(QuarterNote.objects.raw_values()) == stood
    # The file that was looked at is there still: it is taken over without being chosen again.
    key = html.partition('name="file-chosen" value="')[2].partition('"')[0]
    sent = {"file-chosen": key, "act": "take", "looked": looked_at(html)}
    assert officer.post(work(office, "table/"), sent).status_code == 302
    assert noted() == {office.new.pk: ("nothing", "Суд"), office.inner.pk: ("news", "")}


def test_what_was_noted_after_the_look_is_shown_before_it_is_overwritten(office: Office, officer: Client) -> None:
    filled = book(officer, office)
    row_of(filled, office.old)[6].value, row_of(filled, office.old)[7].value = WORDS["kk"], WORDS["ru"]
    html = bring(officer, office, filled, "look")[1]
    key = html.partition('name="file-chosen" value="')[2].partition('"')[0]
    sent = {"file-chosen": key, "act": "take", "looked": looked_at(html)}
    save_notes(body=office.body, period_key=QUARTER, said=[Said(office.new.pk, kk="Жоба", ru="Проект")], **told(office))
    refused = officer.post(work(office, "table/"), sent)
    html = plain(refused.content.decode())
    assert (refused.status_code, "Это не то, что вы смотрели" in html, "<del>Проект</del>" in html) == (422, True, True)
    assert noted() == {office.new.pk: ("news", "Проект")}
    assert officer.post(work(office, "table/"), sent | {"looked": looked_at(html)}).status_code == 302
    assert noted() == {office.old.pk: ("news", WORDS["ru"])}


def test_another_table_than_was_looked_at_is_looked_at_first(office: Office, officer: Client) -> None:
    first, second = book(officer, office), book(officer, office)
    row_of(first, office.old)[7].value, row_of(second, office.new)[7].value = "Насос", "Проект"
    looked = looked_at(bring(officer, office, first, "look")[1])
    target = BytesIO()
    second.save(target)
    for seen in (looked, ""):
        file = SimpleUploadedFile("other.xlsx", target.getvalue())
        answer = officer.post(work(office, "table/"), {"file": file, "act": "take", "looked": seen})
        html = plain(answer.content.decode())
        assert (answer.status_code, "Проект" in html, looked_at(html) not in ("", looked)) == (422, True, True)
    assert noted() == {}


def test_a_table_is_not_lost_when_a_time_was_set_after_the_look(office: Office, officer: Client) -> None:
    save_notes(body=office.body, period_key=QUARTER, said=[Said(office.old.pk, **WORDS)], **told(office))
    filled = book(officer, office)
    row_of(filled, office.new)[7].value = "Проект"
    html = bring(officer, office, filled, "look")[1]
    key = html.partition('name="file-chosen" value="')[2].partition('"')[0]
    sent = {"file-chosen": key, "act": "take", "looked": looked_at(html)}
    set_time(body=office.body, period_key=QUARTER, publish_at=clock.at(TODAY, 20), **told(office))
    refused = officer.post(work(office, "table/"), sent)
    html = plain(refused.content.decode())
    assert (refused.status_code, "Время публикации назначено" in html, f'value="{key}"' in html) == (422, True, True)
    call_off_time(body=office.body, period_key=QUARTER, actor=office.actor())
    assert officer.post(work(office, "table/"), sent).status_code == 302
    assert noted()[office.new.pk] == ("news", "Проект")
