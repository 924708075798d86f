"""Texts for networks within their limits, the notice for the press, all in one file, and who sees the page of it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, time

import docx
import pytest
import time_machine
from django.test import Client
from docx.oxml.ns import qn

from meetings.models import Meeting
from meetings.permissions import can_announce
from portal.kit.documents import LOCALES
from portal.questions.documents import making
from portal.questions.documents.printing import PAPERS, PICTURES
from portal.questions.rules.networks import NETWORKS, Network, Piece, fitted, length
from tests.factories.bodies import BodyFactory, RoleGrantFactory
from tests.meetings.valley import Valley, make_valley
from tests.questions.test_kit import FULL, LONG, NOTHING, OFF, SHEETS, SHORT
from tests.texts import plain

X, TELEGRAM = (next(each for each in NETWORKS if each.key == key) for key in ("x", "telegram"))


# -- limits ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "network", "expected"),
    [
        ("Қазалы", X, 6),
        ("№ 96", X, 5),
        ("https://kezdesu.example/m/2027-000731", X, 23),
        ("a https://a.kz b https://b.kz/long/long/long/long/long", X, 51),
        ("–«»", X, 3),
        ("😀", X, 2),
        ("😀", TELEGRAM, 2),
        ("https://a.kz", TELEGRAM, 12),
        ("", X, 0),
    ],
)
def test_a_text_is_counted_as_its_network_counts(text: str, network: Network, expected: int) -> None:
    assert length(text, network) == expected


def test_whole_lines_are_left_out_the_sparest_first_and_what_stays_is_never_cut() -> None:
    network = Network("n", "N", 20)
    pieces = [Piece("0123456789"), Piece("spare more", 2), Piece("spare", 1), Piece("")]
    assert fitted(pieces, network) == "0123456789\nspare"
    assert fitted([*pieces, Piece("end")], network) == "0123456789\nspare\nend"
    assert fitted([Piece("x" * 30), Piece("y", 1)], network) == "x" * 30


@pytest.mark.parametrize("name", SHEETS)
def test_every_post_keeps_its_limit_and_says_when_and_where_to_ask(name: str) -> None:
    sheet = SHEETS[name]
    found = making.network_posts(sheet)
    assert [post.language for post in found] == ["kk"] * len(NETWORKS) + ["ru"] * len(NETWORKS)
    for post in found:
        assert 0 < post.length <= post.network.limit, (post.network.key, post.length)
        assert making.short_address(sheet.number) in post.text
        assert str(sheet.days[0].day) in post.text
        assert "\u200b" not in post.text
        assert ("өтпейді" in post.text or "отменена" in post.text) == sheet.is_cancelled


def test_a_network_with_room_is_told_everything() -> None:
    found = making.network_posts(LONG)
    facebook = {post.language: plain(post.text) for post in found if post.network.key == "facebook"}
    for language, text in facebook.items():
        for lines in (LONG.headline, LONG.venue, LONG.place, LONG.subject):
            assert lines.get(language) in text
    for said in ("29 сентября 2027 г., среда, 30 сентября", "16:00", "не официальное обращение", "Было: II квартал"):
        assert said in facebook["ru"]


# -- notice, file ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_notice_for_the_press_says_everything_in_its_language(language: str) -> None:
    text = making.notice(SHORT, ending="txt", language=language).decode()
    document = docx.Document(io.BytesIO(making.notice(SHORT, ending="docx", language=language)))
    printed = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for said in (SHORT.body, SHORT.official, SHORT.person, SHORT.venue, SHORT.place, SHORT.subject, SHORT.headline):
        assert said.get(language) in plain(text)
        assert said.get(language) in plain(printed)
    for said in ("16:00", "18:00", making.short_address(SHORT.number), "eOtinish", SHORT.number):
        assert said in text
        assert said in printed
    languages = {run._r.rPr.find(qn("w:lang")).get(qn("w:val")) for line in document.paragraphs for run in line.runs}
    assert languages == {LOCALES[language]}
    assert "Встреча отменена" in making.notice(OFF, ending="txt", language="ru").decode()
    assert "Буран" in making.notice(OFF, ending="txt", language="ru").decode()


def test_all_in_one_file_is_the_same_file_each_time() -> None:
    content = making.archive(SHORT)
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        names = {name.removeprefix(f"{SHORT.number}/") for name in made.namelist()}
        assert made.testzip() is None
        assert made.read(f"{SHORT.number}/poster-a3-kk.pdf").startswith(b"%PDF")
    expected = {f"poster-{paper}-{language}.pdf" for paper in PAPERS for language in ("kk", "ru")}
    expected |= {f"picture-{size}-{language}.png" for size in PICTURES for language in ("kk", "ru")}
    expected |= {f"press-{language}.{ending}" for ending in ("docx", "txt") for language in ("kk", "ru")}
    expected |= {f"{network.key}-{language}.txt" for network in NETWORKS for language in ("kk", "ru")}
    assert names == expected
    assert making.archive(SHORT) == content
    assert making.archive(replace(SHORT, version=2)) != content
    assert len(making.archive(FULL)) < 1_500_000


# -- the page --------------------------------------------------------------------------------------------------------
pytest_db = pytest.mark.django_db
TODAY = date(2027, 2, 20)


@pytest.fixture
def valley() -> Valley:
    return make_valley()


def open_kit(client: Client, valley: Valley, who: str, meeting: Meeting, name: str = "kit/"):
    with time_machine.travel(datetime(2027, 2, 20, 7, tzinfo=UTC)):
        client.force_login(valley.people[who])
        return client.get(f"/ru/work/meetings/{meeting.number}/{name}")


@pytest_db
def test_the_kit_is_for_the_body_and_the_akimats_of_the_place(valley: Valley, client: Client) -> None:
    """One verdict for page, query set and person: also of a ministry that comes."""
    of_district, of_ministry = valley.meeting(), valley.meeting(valley.ministry)
    RoleGrantFactory(user=valley.people["nobody"], body=BodyFactory(slug="other"))
    expected = {
        "officer": (True, True),
        "head": (True, True),
        "rural": (True, True),
        "region": (True, True),
        "neighbour": (False, False),
        "minister": (False, True),
        "preparer": (False, True),
        "administrator": (False, False),
        "nobody": (False, False),
    }
    for who, allowed in expected.items():
        actor = valley.actor(who, TODAY)
        for meeting, is_allowed in zip((of_district, of_ministry), allowed, strict=True):
            row = Meeting.objects.select_related("territory__parent__parent__parent", "body").get(pk=meeting.pk)
            assert bool(can_announce(actor, row)) == is_allowed, who
            assert Meeting.objects.announced_by(actor).filter(pk=meeting.pk).exists() == is_allowed, who
            assert open_kit(client, valley, who, meeting).status_code == (200 if is_allowed else 404), who


@pytest_db
def test_the_page_offers_everything_and_says_what_is_missing(valley: Valley, client: Client) -> None:
    meeting = valley.meeting(venue_kk="Мәдениет үйі", venue_ru="", subject_kk="", subject_ru="")
    page = plain(open_kit(client, valley, "officer", meeting).content.decode())
    assert "Ещё нет: час, место проведения на втором языке, тема." in page
    for name in ("kit.zip", "poster-a4.pdf", "poster-a3.pdf", "picture-1080x1920.png", "press.docx", "press.txt"):
        assert f"/meetings/{meeting.number}/{name}" in page
    assert page.count("<textarea") == 2 * len(NETWORKS)
    for post in making.network_posts(replace(SHORT, venue=NOTHING)):
        assert f"из {post.network.limit}" in page


@pytest_db
def test_without_a_day_there_is_nothing_to_print_and_the_page_says_why(valley: Valley, client: Client) -> None:
    meeting = valley.meeting(in_first_quarter=True)
    page = plain(open_kit(client, valley, "officer", meeting).content.decode())
    assert "Ещё нет: день, час" in page
    assert "poster-a4.pdf" not in page
    over = valley.meeting(on=date(2027, 2, 19))
    assert "Объявлять больше нечего" in plain(open_kit(client, valley, "officer", over).content.decode())


@pytest_db
def test_everything_is_public_and_made_within_its_promise(valley: Valley, client: Client) -> None:
    meeting = valley.meeting(venue_kk="Мәдениет үйі", venue_ru="Дом культуры", start_time=time(16))
    with time_machine.travel(datetime(2027, 2, 20, 7, tzinfo=UTC)):
        for name in ("kit.zip", "press.docx", "press.txt"):
            answer = client.get(f"/kk/meetings/{meeting.number}/{name}")
            assert answer.status_code == 200
            assert answer.headers["ETag"]
            assert not answer.cookies
        assert client.get("/kk/meetings/2031-000001/kit.zip").status_code == 404
        open_quarter = valley.meeting(in_first_quarter=True)
        assert client.get(f"/kk/meetings/{open_quarter.number}/kit.zip").status_code == 404
