"""The public calendar in the reader's hands."""

from __future__ import annotations

import re
from datetime import date, time

import pytest
import time_machine
from django.utils import translation

from portal.bodies.models import Body, Territory
from portal.deadlines.choices import DayKind
from portal.deadlines.models import CalendarDay
from tests.factories.bodies import BodyFactory, TerritoryFactory
from tests.factories.meetings import MeetingFactory, copies
from tests.meetings.counting import counted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_march():
    with time_machine.travel("2027-03-10 05:00Z", tick=False):
        yield


def page(client, language="en", **query) -> str:
    answer = client.get(f"/{language}/calendar/", query)
    assert answer.status_code == 200
    return answer.content.decode()


def cell(html: str, day: int) -> str:
    """The cell of a day of the month shown."""
    cells = re.findall(r"<td[^>]*>(?:(?!</td>).)*</td>", html, re.DOTALL)
    inside = [each for each in cells if 'class="out"' not in each]
    return inside[day - 1]


def titles(html: str) -> list[str]:
    return re.findall(r'<h3><a href="([^"]+)"', html)


def test_month_names_meetings_in_their_cells(client):
    meeting = MeetingFactory(on=date(2027, 3, 18))

    html = page(client)

    assert meeting.get_absolute_url() in cell(html, 18)
    assert 'class="month__n"' not in cell(html, 17)
    assert "March 2027" in html


def test_month_names_three_and_counts_the_rest(client):
    MeetingFactory.create_batch(5, on=date(2027, 3, 18))

    shown = cell(page(client), 18)

    assert shown.count("month__e") == 3
    assert ">5</a>" in shown
    assert "5 in all" in shown


def test_month_marks_today_days_off_and_holidays(client):
    CalendarDay.objects.create(
        date=date(2027, 3, 15), kind=DayKind.HOLIDAY, name_kk="Конституция күні", name_ru="День Конституции",
        name_en="Constitution Day", source="test",
    )  # fmt: skip

    html = page(client)

    assert cell(html, 10).startswith('<td class="now">')
    assert cell(html, 13).startswith('<td class="off">')
    assert cell(html, 15).startswith('<td class="off">')
    assert "Constitution Day" in cell(html, 15)
    assert "День Конституции" in cell(page(client, "ru"), 15)


def test_month_lists_open_days_under_the_table(client):
    promised = MeetingFactory(in_march=True)
    quarterly = MeetingFactory(in_first_quarter=True)

    html = page(client)

    assert titles(html) == [quarterly.get_absolute_url(), promised.get_absolute_url()]
    assert "Date to be confirmed" in html
    assert "2 meetings" in html


def test_month_ends_before_the_first_of_the_next(client):
    first, last = MeetingFactory(on=date(2027, 3, 1)), MeetingFactory(on=date(2027, 3, 31))
    before, after = MeetingFactory(on=date(2027, 2, 28)), MeetingFactory(on=date(2027, 4, 1))

    # The week of 31 March goes on to 4 April: the day of the next month has a cell here, and it is empty.
    html = page(client)

    assert first.get_absolute_url() in cell(html, 1)
    assert last.get_absolute_url() in cell(html, 31)
    assert "2 meetings" in html
    assert before.get_absolute_url() not in html
    assert after.get_absolute_url() not in html
    assert after.get_absolute_url() in cell(page(client, month="2027-04"), 1)


def test_month_that_is_empty_leads_to_the_nearest_with_meetings(client):
    MeetingFactory(on=date(2027, 6, 9))

    html = page(client)

    assert "No meetings are announced here" in html
    assert "month=2027-06" in html


def test_search_that_finds_nothing_says_so_and_offers_what_does(client):
    TerritoryFactory(kato="430000000")
    MeetingFactory(search_text="поливной сезон")
    MeetingFactory(on=date(2027, 3, 9), search_text="сезон пожаров")

    html = page(client, q="поливной пожаров", format="online")

    assert "Nothing was found for “поливной пожаров”" in html
    assert "0 meetings" in html
    assert "Show the whole calendar" in html
    # Nothing is found online at all, so a word alone is no way on, nor is giving up the format.
    assert "Only “" not in html
    html = page(client, q="поливной пожаров")
    assert re.findall(r'<a href="([^"]+)" rel="nofollow">(Only [^<]+)</a>', html) == [
        ("?view=list&amp;q=%D0%BF%D0%BE%D0%BB%D0%B8%D0%B2%D0%BD%D0%BE%D0%B9", "Only “поливной”: 1")
    ]
    html = page(client, q="поливной", format="online", place="430000000")
    assert "Without the filter" not in html
    html = page(client, q="поливной", format="online")
    assert re.findall(r'<a href="([^"]+)" rel="nofollow">(Without[^<]+)</a>', html) == [
        ("?q=%D0%BF%D0%BE%D0%BB%D0%B8%D0%B2%D0%BD%D0%BE%D0%B9&amp;view=list", "Without the filter “Format”: 1")
    ]


def test_words_that_find_nothing_bring_what_is_spelled_alike(client):
    meeting = MeetingFactory(search_text="подготовка к поливу")
    html = page(client, q="подготовкка")
    assert "Nothing was found" in html
    assert "With words that are spelled alike" in html
    assert meeting.get_absolute_url() in html
    assert "spelled alike" not in page(client, q="подготовку")


def test_place_without_meetings_to_come_says_so_and_leads_to_its_latest(client):
    region = TerritoryFactory(kato="750000000")
    MeetingFactory(territory=region, on=date(2027, 3, 9))

    html = page(client, place="750000000", view="list")

    assert "This filter finds no meetings" in html
    assert "Latest meetings: March 2027" in html
    assert "?place=750000000&amp;view=list&amp;month=2027-03" in html


def test_words_that_find_nothing_cost_a_bounded_number_of_statements(client):
    with counted() as asked:
        page(client, q="а1 б2 в3 г4 д5 е6 ж7 з8", format="online")

    assert len(asked) <= 15


@pytest.mark.parametrize(
    ("query", "is_open"), [({}, False), ({"q": "вода"}, False), ({"format": "online"}, True), ({"month": "x"}, True)]
)
def test_filters_are_folded_until_something_of_them_is_chosen(client, query, is_open):
    assert ('<details class="fold" open>' in page(client, **query)) == is_open


def test_empty_calendar_says_what_belongs_here(client):
    assert "Meetings appear in the calendar when the approved schedule is published." in page(client)


def test_month_leads_to_its_neighbours_and_keeps_the_filter(client):
    TerritoryFactory(kato="430000000")

    html = page(client, place="430000000", month="2027-12")

    assert "?place=430000000&amp;month=2027-11&amp;view=month" in html
    assert "?place=430000000&amp;month=2028-01&amp;view=month" in html


def test_list_runs_from_today_on(client):
    MeetingFactory(on=date(2027, 3, 9))
    today = MeetingFactory(on=date(2027, 3, 10))
    later = MeetingFactory(on=date(2027, 9, 1))

    assert titles(page(client, view="list")) == [today.get_absolute_url(), later.get_absolute_url()]


def test_days_that_follow_each_other_are_one_mark(client):
    MeetingFactory(on=date(2027, 3, 18), more_days=[date(2027, 3, 19)], span_end=date(2027, 3, 20))
    MeetingFactory(on=date(2027, 3, 30), more_days=[date(2027, 3, 31), date(2027, 4, 1)], span_end=date(2027, 4, 2))
    MeetingFactory(on=date(2027, 4, 5), more_days=[date(2027, 4, 7)], span_end=date(2027, 4, 8))

    html = page(client, view="list")

    assert re.findall(r'<p class="date[^"]*"><b>([^<]+)</b>', html) == ["18–19", "30", "5"]
    assert re.findall(r'<span><time datetime="([^"]+)">', html) == ["2027-03-31", "2027-04-01", "2027-04-07"]


def test_list_of_a_day_and_of_a_month(client):
    one = MeetingFactory(on=date(2027, 3, 9), start_time=time(11))
    two = MeetingFactory(on=date(2027, 3, 18))
    MeetingFactory(on=date(2027, 4, 1))

    assert titles(page(client, view="list", day="2027-03-09")) == [one.get_absolute_url()]
    assert titles(page(client, view="list", month="2027-03")) == [one.get_absolute_url(), two.get_absolute_url()]


def test_list_is_paged_by_fifty(client):
    copies(MeetingFactory(), 52)

    assert len(titles(page(client, view="list"))) == 50
    assert len(titles(page(client, view="list", page="2"))) == 3
    assert len(titles(page(client, view="list", page="99"))) == 3


@pytest.mark.parametrize("view", ["month", "list"])
def test_filters_keep_the_others_out(client, view):
    region = TerritoryFactory(kato="430000000")
    district = TerritoryFactory(kato="431000000", district=True, parent=region)
    body = BodyFactory(slug="water")
    wanted = MeetingFactory(body=body, territory=district, format="online", search_text="поливной сезон")
    others = [
        MeetingFactory(territory=district, format="online", search_text="поливной сезон"),
        MeetingFactory(body=body, format="online", search_text="поливной сезон"),
        MeetingFactory(body=body, territory=district, search_text="поливной сезон"),
        MeetingFactory(body=body, territory=district, format="online", search_text="дороги"),
    ]

    html = page(client, view=view, place="430000000", body="water", format="online", q="поливной")

    assert wanted.get_absolute_url() in html
    assert not [other for other in others if other.get_absolute_url() in html]
    assert "1 meeting" in html


def test_words_alone_are_answered_by_a_list(client):
    meeting = MeetingFactory(on=date(2027, 8, 1), search_text="поливной сезон")

    assert titles(page(client, q="полив")) == [meeting.get_absolute_url()]


def test_region_offers_its_districts(client):
    region = TerritoryFactory(kato="430000000")
    district = TerritoryFactory(kato="431000000", district=True, parent=region)

    assert f'place={district.kato}"' in page(client, place="430000000")
    assert f'<option value="{district.kato}" selected>' in page(client, place=district.kato)


@pytest.mark.parametrize("view", ["month", "list", "year"])
def test_what_is_renamed_or_ends_is_offered_so_at_once(client, view):
    region = TerritoryFactory(kato="430000000", name_en="Steppe")
    body = BodyFactory(slug="water", plain_en="Ministry of Water")
    assert '<option value="430000000">Steppe</option>' in page(client, view=view)
    assert '<option value="water" selected>Ministry of Water</option>' in page(client, view=view, body="water")

    Territory.objects.filter(pk=region.pk).update(name_en="Desert")
    Body.objects.filter(pk=body.pk).update(ends_on=date(2027, 1, 1))

    assert '<option value="430000000">Desert</option>' in page(client, view=view)
    assert "Ministry of Water" not in page(client, view=view)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"place": "999999999"}, "There is no such place."),
        ({"body": "nobody"}, "There is no such body."),
        ({"month": "2027-13"}, "Choose a month from the list."),
        ({"month": "9999-12"}, "Choose a month from the list."),
        ({"month": "0001-01"}, "Choose a month from the list."),
        ({"month": "2027-Q1"}, "Choose a month from the list."),
        ({"day": "9999-12-31"}, "There is no such day in the calendar."),
        ({"day": "0001-01-01"}, "There is no such day in the calendar."),
        ({"format": "dream"}, "Select a valid choice."),
        ({"q": "x" * 101}, "at most 100 characters"),
        ({"day": "tomorrow"}, "Enter a valid date."),
        ({"place": "\1"}, "There is no such place."),
    ],
    ids=str,
)
def test_wrong_filter_is_said_at_its_field_and_finds_nothing(client, query, words):
    meeting = MeetingFactory()

    html = page(client, **query)

    assert words in html
    assert meeting.get_absolute_url() not in html


def test_subscription_carries_the_filter_and_not_the_month(client):
    TerritoryFactory(kato="430000000")

    html = page(client, place="430000000", format="online", month="2027-05", view="month")

    assert "webcal://testserver/en/calendar.ics?place=430000000&amp;format=online" in html
    assert 'value="http://testserver/en/calendar.ics?place=430000000&amp;format=online"' in html
    assert "/en/calendar.ics?place=430000000&amp;format=online&amp;month=2027-05" in html
    assert "/api/v1/meetings/?place=430000000&amp;format=online" in html


@pytest.mark.parametrize("view", ["list", "month"])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_list_and_month_print_no_markup_that_people_wrote(client, language, view):
    """Lines and cells are kept as HTML: whoever makes them escapes all that is typed, borrowed texts too."""
    markup = "<script>alert(1)</script>"
    dated, open_day, borrowed = MeetingFactory(), MeetingFactory(in_march=True), MeetingFactory()
    for meeting in (dated, open_day, borrowed):
        codes = ("kk", "ru", "en") if meeting != borrowed else ("ru" if language == "kk" else "kk",)
        for row, names in (
            (meeting, ["venue", "subject", "ground"]),
            (meeting.official, ["title", "full_name"]),
            (meeting.body, ["name", "plain", "short"]),
            (meeting.territory, ["name", "short"]),
        ):
            texts = {f"{name}_{code}": markup if code in codes else "" for name in names for code in ("kk", "ru", "en")}
            with_subject = {name: text or "a" for name, text in texts.items() if name.startswith("subject")}
            type(row).objects.filter(pk=row.pk).update(**texts | with_subject)
        type(meeting.territory).objects.filter(pk=meeting.territory_id).update(genitive_kk=markup, genitive_ru=markup)

    new, kept = (page(client, language, view=view, month="2027-03") for _turn in range(2))

    assert kept.count("&lt;script&gt;alert(1)") >= 6
    assert "<script>alert" not in new + kept


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_calendar_speaks_the_language_of_its_address(client, language):
    body = BodyFactory(short_kk="Су ресурстары", short_ru="Водных ресурсов", short_en="Water Resources")
    MeetingFactory(body=body)

    html = page(client, language)

    with translation.override(language):
        assert str(body.short) in cell(html, 18)
    assert f'<html lang="{language}">' in html


def test_calendar_is_cacheable_and_sets_no_cookie(client):
    MeetingFactory()
    first = client.get("/kk/calendar/")
    again = client.get("/kk/calendar/", headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Cache-Control"] == "public, max-age=30"
    assert not first.cookies
    assert "Cookie" not in first.headers.get("Vary", "")
    assert again.status_code == 304


@pytest.mark.parametrize(
    "query", [{}, {"view": "list"}, {"q": "тема"}, {"place": "430000000", "view": "list"}], ids=str
)
def test_calendar_costs_the_same_statements_and_bounded_rows(client, query):
    region = TerritoryFactory(kato="430000000")
    body = BodyFactory()
    firsts = [MeetingFactory(body=body, territory=region, on=date(2027, 3, 11 + number)) for number in range(20)]
    firsts.append(MeetingFactory(body=body, territory=region, in_march=True))
    page(client, **query)
    with counted() as few:
        page(client, **query)
    for first in firsts:
        copies(first, 15)
    # Lines that are new are written by who reads them first.
    page(client, **query)
    with counted() as many:
        page(client, **query)

    assert len(many) == len(few)
    assert len(many) <= 11
    # 20 days of three, 12 open days and the options; or fifty of the list and the options.
    assert many.rows <= 120


def test_year_keeps_the_filter_and_counts_its_days_and_months(client):
    place = TerritoryFactory(kato="430000000")
    MeetingFactory(territory=place, on=date(2027, 3, 18))
    MeetingFactory(territory=place, on=date(2027, 4, 30), more_days=[date(2027, 5, 1)], span_end=date(2027, 5, 2))
    MeetingFactory(territory=place, in_march=True)
    MeetingFactory(territory=place, on=date(2028, 1, 5))
    MeetingFactory(on=date(2027, 3, 18))

    tab = re.search(r'<a href="([^"]+)">Year</a>', page(client, place="430000000", month="2027-03", view="list"))
    assert tab
    address = tab[1].replace("&amp;", "&")
    assert address == "?place=430000000&view=year&month=2027-03"
    html = client.get(f"/en/calendar/{address}").content.decode()

    assert re.findall(r"(\d+) meetings?\s*<", html)[0] == "3"
    assert re.findall(r'class="has"[^>]*day=(\d{4}-\d\d-\d\d)"', html) == ["2027-03-18", "2027-04-30", "2027-05-01"]
    months = re.findall(r'<p class="small muted">([^<]*(?:meeting|No meetings)[^<]*)</p>', html)
    assert [" ".join(month.split()) for month in months] == [
        "No meetings", "No meetings", "1 meeting; 1 without a day", "1 meeting", "1 meeting", *["No meetings"] * 7
    ]  # fmt: skip
    links = {frozenset(link.split("&amp;")) for link in re.findall(r'href="\?([^"]+)"', html)}
    assert {"place=430000000", "view=month", "month=2027-04"} in links
    assert {"place=430000000", "view=year", "month=2028-01"} in links


def test_year_without_meetings_says_so_and_leads_to_the_nearest(client):
    MeetingFactory(on=date(2028, 6, 9))

    html = page(client, view="year")

    assert "No meetings are announced here" in html
    assert "?view=year&amp;month=2028-06" in html


def test_year_costs_the_same_statements_whatever_it_holds(client):
    first = MeetingFactory(on=date(2027, 3, 11), more_days=[date(2027, 3, 12)], span_end=date(2027, 3, 13))
    page(client, view="year")
    with counted() as few:
        page(client, view="year")
    copies(MeetingFactory(on=date(2027, 8, 11)), 30)
    copies(first, 10)
    # Whoever reads first reads the new names.
    page(client, view="year")
    with counted() as many:
        page(client, view="year")

    assert len(many) == len(few) <= 11
