"""One box over everything: by a number straight to it, by words the first of each kind; nothing that is not public."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client, override_settings

from issues.services.steps import keep, locked
from portal.bodies.models import ClassifierEntry, Edition
from portal.kernel.folding import PLAIN, fold
from portal.questions.models import AskedQuestion, Demand
from tests.factories.bodies import BodyFactory, TerritoryFactory
from tests.factories.issues import IssueFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.questions import AskedQuestionFactory, DemandFactory
from tests.meetings.counting import counted
from tests.texts import plain

pytestmark = pytest.mark.django_db

AT = datetime(2027, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_march():
    with time_machine.travel("2027-03-10 05:00Z", tick=False):
        yield


def issue(**facts: object):
    made = IssueFactory(**facts)
    keep(locked(made))
    return made


def page(client: Client, words: str, language: str = "ru") -> str:
    answer = client.get(f"/{language}/search/", {"q": words})
    assert answer.status_code == 200
    assert not answer.cookies
    return plain(answer.content.decode())


@pytest.mark.parametrize(
    ("typed", "leads"),
    [
        ("KZ-43-2027-000045", "/ru/issues/KZ-43-2027-000045/"),
        ("№ кз 43 2027 45", "/ru/issues/KZ-43-2027-000045/"),
        ("S-2027-000731", "/ru/questions/S-2027-000731/"),
        ("с 2027 731", "/ru/questions/S-2027-000731/"),
        ("T-2027-12", "/ru/demands/T-2027-000012/"),
        ("2027-123", "/ru/meetings/2027-000123/"),
    ],
)
def test_a_number_leads_straight_to_what_bears_it(client: Client, typed: str, leads: str) -> None:
    IssueFactory(number="KZ-43-2027-000045")
    MeetingFactory(number="2027-000123")
    answer = client.get("/ru/search/", {"q": typed})
    assert (answer.status_code, answer.headers["Location"]) == (302, leads)


@pytest.mark.parametrize("typed", ["KZ-43-2027-000046", "KZ-43-2027-000099", "2031-000077", "2027-999999"])
def test_a_number_of_nothing_public_says_that_nothing_was_found(client: Client, typed: str) -> None:
    IssueFactory(number="KZ-43-2027-000046", silent=True)
    MeetingFactory(number="2031-000077", beside=True)
    html = page(client, typed)
    assert "ничего не найдено" in html
    assert "Требовать встречу" in html or "Потребовать встречу" in html


def test_words_find_the_first_of_each_kind(client: Client) -> None:
    place = TerritoryFactory(kato="430000000")
    meeting = MeetingFactory(subject_kk="Ауыз су", subject_ru="Питьевая вода", territory=place)
    raised = issue(title_ru="Вечером нет воды", title_kk="Кешке су жоқ")
    asked = AskedQuestionFactory(meeting=meeting, public=True, text_ru="Почему вечером нет воды?", territory=place)
    demand = DemandFactory(public=True, text_kk="Су", text_ru="Встреча о воде", territory=place)
    BodyFactory(name_ru="Министерство водных ресурсов", plain_ru="Министерство водных ресурсов", slug="water")
    IssueFactory(silent=True)
    html = page(client, "вода")
    for url in (meeting, raised, asked, demand):
        assert f'href="/ru{url.get_absolute_url()[3:]}"' in html, url
    assert 'href="/ru/bodies/water/"' in page(client, "водных ресурсов")
    assert f'href="/ru{raised.get_absolute_url()[3:]}"' in page(client, "КЕШКЕ су жок")


def test_what_was_asked_is_found_by_words_with_other_endings_and_kazakh_letters(client: Client) -> None:
    asked = AskedQuestionFactory(public=True, text_kk="Өзен жағасындағы көпір", text_ru="Мост у реки")
    AskedQuestionFactory(text_kk="Өзен", text_ru="Река")
    found = AskedQuestion.objects.public()
    assert list(found.saying("озен копирди")) == [asked]
    assert list(found.saying("реку")) == [asked]
    assert list(found.saying("еки")) == []
    assert list(found.saying("!!!")) == []
    assert fold(PLAIN[0]) == PLAIN[1]


def test_what_was_asked_or_demanded_long_ago_is_found_and_an_index_has_it() -> None:
    old = AskedQuestionFactory(public=True, text_kk="Ескі көпір", text_ru="Старый мост", sent_at=AT)
    long_ago = DemandFactory(public=True, text_kk="Ескі көпір", text_ru="Старый мост", opened_on=date(2026, 1, 1))
    many = {"public": True, "meeting": old.meeting, "person": None, "judged_by": old.judged_by}
    AskedQuestion.objects.bulk_create(AskedQuestionFactory.build_batch(2100, **many))
    about = {"public": True, "body": long_ago.body, "territory": long_ago.territory, "person": None}
    Demand.objects.bulk_create(DemandFactory.build_batch(2100, **about))
    for model, row, index in (
        (AskedQuestion, old, "questions_asked_words"), (Demand, long_ago, "questions_demand_words"),
    ):  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {model._meta.db_table}")
        found = model.objects.public().saying("старого моста")
        assert list(found) == [row]
        assert index in found.order_by().explain()
        # Emptied, it is found by nothing of it.
        model.objects.filter(pk=row.pk).update(state="withdrawn", text_kk="", text_ru="")
        assert not model.objects.saying("моста").exists()


def test_nothing_found_offers_one_word_alone_and_what_is_spelled_alike(client: Client) -> None:
    raised = issue(title_ru="Насосная станция", title_kk="Сорғы стансасы")
    html = page(client, "насосная газопровод")
    assert "Только «насосная»" in html
    assert "Только «газопровод»" not in html
    assert raised.number in page(client, "насоснай")


def test_nothing_found_leads_to_the_places_that_a_single_word_names(client: Client) -> None:
    edition = Edition.objects.create(
        source="КАТО.csv", edition_on=date(2027, 1, 1), rows=1, sha256="0" * 64, applied_at=AT
    )
    ClassifierEntry.objects.create(
        code="430000000", region="43", level=0, name_kk="Тасөткел ауылы", name_ru="село Тасоткель",
        folded=fold("Тасөткел ауылы село Тасоткель"), edition=edition, starts_on=date(2027, 1, 1),
    )  # fmt: skip
    html = page(client, "Тасөткел газопровод")
    assert "ничего не найдено" in html
    assert 'href="/ru/territories/430000000/"' in html


def test_many_rows_cost_what_few_cost_and_no_more_than_thirteen_statements(client: Client) -> None:
    costs = []
    for count in (1, 30):
        for _each in range(count):
            issue(title_ru="Вечером нет воды")
            AskedQuestionFactory(public=True, text_ru="Нет воды")
            DemandFactory(public=True, text_ru="О воде")
        MeetingFactory(subject_ru="Вода", subject_kk="Су", on=date(2027, 4, 1))
        with counted() as asked:
            page(client, "вода")
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 13


def test_a_search_that_is_too_long_or_empty_is_said_at_its_field(client: Client) -> None:
    assert "Номер проблемного вопроса: KZ-43-2027-000045" in page(client, " ")
    with override_settings(KEZDESU_KEEP_PAGES=False):
        html = page(client, "в" * 101)
    assert 'class="err"' in html
