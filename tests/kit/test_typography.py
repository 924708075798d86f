"""Lines do not end in a short preposition or «№» nor begin with «г.»: in pages, letters and documents, not in data."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.template import engines
from django.test import Client
from docx import Document

from portal.kit.documents import docx_bytes
from portal.kit.typography import bind, bind_page, bound


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Встреча в Алматы", "Встреча в~Алматы"),
        ("В посёлке и о дороге", "В~посёлке и о~дороге"),
        ("«На 10 января»", "«На~10 января»"),
        ("на\n10 января", "на~10 января"),
        ("по 10 января от акима до вечера за год", "по~10 января от~акима до~вечера за~год"),
        ("к у с", "к~у~с"),
        ("№ 12 қаулысы", "№~12 қаулысы"),
        ("10 января 2027 г., воскресенье", "10 января 2027~г., воскресенье"),
        ("10 января 2027\u00a0г.", "10 января 2027~г."),
        ("Внутренних дел · г. Алматы, с.\nАксу", "Внутренних дел · г.~Алматы, с.~Аксу"),
        ("10 января 2027 г. Алматы", "10 января 2027~г. Алматы"),
        ("до 10 января 2027 г.. Потом", "до~10 января 2027~г. Потом"),
        ("до 10 января 2027 г...", "до~10 января 2027~г..."),
        ("", ""),
    ],
)
def test_bind_text_puts_a_no_break_space_where_a_line_must_not_end(text: str, bound: str) -> None:
    assert bind(text) == bound.replace("~", "\u00a0")
    assert bind(bind(text)) == bind(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ақсу а. о. орталығы",
        "а-ля по",
        "вода под водой",
        "столбовая дорога",
        "No. 12",
        "мост",
        "в",
    ],
)
def test_bind_what_is_no_preposition_stays(text: str) -> None:
    assert bind(text) == text


def test_the_number_of_a_meeting_in_a_heading_stays_whole() -> None:
    page = "<p>№ 2026-000706</p><h1 title='2026-000706'>Вопрос № 2026-000706/3: итоги 2026</h1><p>2026-000706</p>"
    whole = '<span class="nowrap">№\u00a02026-000706/3</span>'
    bound_page = page.replace("№ 2026-000706/3", whole).replace("№ ", "№\u00a0")
    assert bind_page(page) == bound_page
    assert bind_page(bound_page) == bound_page


@pytest.mark.parametrize("number", ["S-2026-000731", "T-2026-000012", "KZ-43-2027-000045"])
def test_the_number_of_a_question_a_demand_or_an_issue_in_a_heading_stays_whole(number: str) -> None:
    assert bind_page(f"<h1>Талап {number}</h1>") == f'<h1>Талап <span class="nowrap">{number}</span></h1>'


def test_bind_page_ends_a_sentence_with_one_point_behind_a_date() -> None:
    page = (
        '<p title="10 января 2027 г..">Опубликован 16 октября 2026 г.. Последний <b>день – 31 декабря 2026 г.</b>.</p>'
    )
    bound_page = bind_page(page)
    assert "Опубликован 16 октября 2026~г. Последний".replace("~", "\u00a0") in bound_page
    assert 'title="10 января 2027 г.."' in bound_page


def test_bind_page_leaves_tags_fields_and_scripts() -> None:
    kept = (
        '<input value="в доме № 1"><textarea>в доме\n№ 1</textarea><script type="application/json">"в доме"</script>'
        '<style>в доме</style><pre>в доме</pre><!-- в доме --><span data-typed lang="ru">в доме</span>'
    )
    assert bind_page(kept) == kept
    assert bind_page(f"<p title='в доме'>в <b>доме</b> № 1</p>{kept}<p>в доме</p>") == (
        f"<p title='в доме'>в\u00a0<b>доме</b> №\u00a01</p>{kept}<p>в\u00a0доме</p>"
    )


def test_templates_of_pages_and_letters_come_out_bound() -> None:
    made = engines["django"].from_string("<p>{{ text }}</p>").render({"text": 'в "доме" < 5 № 1'})
    assert made == "<p>в\u00a0&quot;доме&quot; &lt; 5 №\u00a01</p>"
    letter = engines["django"].get_template("mfa/recovery_codes/download.txt")
    assert type(letter).__name__ == "BoundTemplate"


@pytest.mark.django_db
def test_page_in_russian_is_bound(client: Client) -> None:
    page = client.get("/ru/about/").content.decode()
    assert "о\u00a0портале" in page.lower()
    assert page == bind_page(page)


def test_docx_is_bound_in_its_text_and_its_footer() -> None:
    document = Document()
    document.add_paragraph("Встреча в Алматы")
    document.sections[0].footer.paragraphs[0].text = "Постановление № 12"
    made = Document(BytesIO(docx_bytes(document)))
    assert made.paragraphs[0].text == "Встреча в\u00a0Алматы"
    assert made.sections[0].footer.paragraphs[0].text == "Постановление №\u00a012"


def test_what_was_bound_when_it_was_made_is_put_into_the_page_as_it_is():
    made = bind_page("<li>встреча в городе</li>")
    page = f"<p>в доме</p>\n{bound(made)}\n{bound('<b>к вам</b>')}<p title='в доме'>с ней</p>"

    assert bind_page(page) == f"<p>в\u00a0доме</p>\n{made}\n<b>к вам</b><p title='в доме'>с\u00a0ней</p>"
