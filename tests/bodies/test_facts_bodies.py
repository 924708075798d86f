"""Bodies of state, whom acts leave out, and who holds the functions acts name."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from portal.bodies.facts.bodies import Body, bodies
from portal.bodies.facts.functions import holdings
from portal.bodies.facts.territories import RECORD_BEGINS, places
from portal.law.exemptions import exemptions
from tests.shared import shared

OBLIGED_UNDER_D = {
    "agriculture",
    "culture",
    "digital",
    "ecology",
    "economy",
    "education",
    "energy",
    "finance",
    "health",
    "industry",
    "labour",
    "science",
    "tourism",
    "trade",
    "transport",
    "water",
}
EXEMPT_UNDER_D = {"defence", "emergencies", "foreign", "interior", "justice"}


def of(slug: str) -> Body:
    (body,) = (body for body in bodies() if body.slug == slug)
    return body


def test_bodies_are_70_of_seven_kinds():
    assert Counter(body.kind for body in bodies()) == {
        "ministry": 21,
        "company": 6,
        "akimat": 20,
        "maslikhat": 20,
        "government": 1,
        "government_apparatus": 1,
        "administration": 1,
    }


def test_ministries_are_those_obliged_and_those_exempt():
    assert {body.slug for body in bodies() if body.kind == "ministry"} == OBLIGED_UNDER_D | EXEMPT_UNDER_D


def test_bodies_have_one_address_and_one_name_each():
    for field in ("slug", "name_kk", "name_ru", "name_en", "plain_kk", "plain_ru", "plain_en"):
        values = [getattr(body, field) for body in bodies()]
        assert len(set(values)) == 70, field


def test_bodies_have_every_name_in_three_languages():
    for body in bodies():
        for field in ("name", "plain", "short", "head_title"):
            for language in ("kk", "ru", "en"):
                assert getattr(body, f"{field}_{language}").strip(), (body.slug, field, language)


def test_names_have_no_latin_look_alikes():
    for body in bodies():
        for field in ("name", "plain", "short", "head_title"):
            for language in ("kk", "ru"):
                value = getattr(body, f"{field}_{language}")
                assert not any(letter.isascii() and letter.isalpha() for letter in value), value
            assert getattr(body, f"{field}_en").isascii()


@pytest.mark.parametrize("kind", ["akimat", "maslikhat"])
def test_regional_bodies_stand_in_every_unit_as_long_as_the_unit(kind):
    units = {place.kato: place for place in places() if place.is_first_rank}
    regional = [body for body in bodies() if body.kind == kind]
    assert [body.slug for body in regional] == [f"{kind}-{kato}" for kato in units]
    for body in regional:
        unit = units[body.territory_kato]
        assert (body.starts_on, body.ends_on) == (unit.starts_on, unit.ends_on)


def test_central_bodies_have_no_territory():
    for body in bodies():
        assert (body.territory_kato is None) == (body.kind not in ("akimat", "maslikhat"))


@pytest.mark.parametrize(
    ("slug", "kk", "ru", "en"),
    [
        (
            "water",
            "Қазақстан Республикасының Су ресурстары және ирригация министрлігі",
            "Министерство водных ресурсов и ирригации Республики Казахстан",
            "Ministry of Water Resources and Irrigation of the Republic of Kazakhstan",
        ),
        (
            "defence",
            "Қазақстан Республикасының Қорғаныс министрлігі",
            "Министерство обороны Республики Казахстан",
            "Ministry of Defence of the Republic of Kazakhstan",
        ),
        (
            "emergencies",
            "Қазақстан Республикасының Төтенше жағдайлар министрлігі",
            "Министерство по чрезвычайным ситуациям Республики Казахстан",
            "Ministry of Emergency Situations of the Republic of Kazakhstan",
        ),
        (
            "digital",
            "Қазақстан Республикасының Жасанды интеллект және цифрлық даму министрлігі",
            "Министерство искусственного интеллекта и цифрового развития Республики Казахстан",
            "Ministry of Artificial Intelligence and Digital Development of the Republic of Kazakhstan",
        ),
        (
            "samruk-kazyna",
            "«Самұрық-Қазына» ұлттық әл-ауқат қоры» акционерлік қоғамы",
            "Акционерное общество «Фонд национального благосостояния «Самрук-Қазына»",
            "Joint-Stock Company Sovereign Wealth Fund Samruk-Kazyna",
        ),
        (
            "akimat-430000000",
            "Қызылорда облысының әкімдігі",
            "Акимат Кызылординской области",
            "Akimat of Kyzylorda Region",
        ),
        ("akimat-710000000", "Астана қаласының әкімдігі", "Акимат города Астаны", "Akimat of Astana"),
        (
            "maslikhat-100000000",
            "Абай облысының мәслихаты",
            "Маслихат области Абай",
            "Maslikhat of Abai Region",
        ),
        (
            "government-apparatus",
            "Қазақстан Республикасы Үкіметінің Аппараты",
            "Аппарат Правительства Республики Казахстан",
            "Apparatus of the Government of the Republic of Kazakhstan",
        ),
        (
            "administration",
            "Қазақстан Республикасы Президентінің Әкімшілігі",
            "Администрация Президента Республики Казахстан",
            "Administration of the President of the Republic of Kazakhstan",
        ),
    ],
)
def test_official_names_of_bodies(slug, kk, ru, en):
    body = of(slug)
    assert (body.name_kk, body.name_ru, body.name_en) == (kk, ru, en)


@pytest.mark.parametrize(
    ("slug", "kk", "ru", "en"),
    [
        (
            "water",
            "Су ресурстары және ирригация министрі",
            "Министр водных ресурсов и ирригации",
            "Minister of Water Resources and Irrigation",
        ),
        ("foreign", "Сыртқы істер министрі", "Министр иностранных дел", "Minister of Foreign Affairs"),
        ("interior", "Ішкі істер министрі", "Министр внутренних дел", "Minister of Internal Affairs"),
        (
            "emergencies",
            "Төтенше жағдайлар министрі",
            "Министр по чрезвычайным ситуациям",
            "Minister of Emergency Situations",
        ),
        (
            "akimat-430000000",
            "Қызылорда облысының әкімі",
            "Аким Кызылординской области",
            "Akim of Kyzylorda Region",
        ),
        ("akimat-750000000", "Алматы қаласының әкімі", "Аким города Алматы", "Akim of Almaty"),
        (
            "maslikhat-430000000",
            "Қызылорда облысы мәслихатының төрағасы",
            "Председатель маслихата Кызылординской области",
            "Chair of the Maslikhat of Kyzylorda Region",
        ),
        (
            "temir-zholy",
            "«Қазақстан темір жолы» компаниясы басқармасының төрағасы",
            "Председатель правления компании «Қазақстан темір жолы»",
            "Chairman of the Management Board of Kazakhstan Temir Zholy",
        ),
        ("government", "Премьер-Министр", "Премьер-Министр", "Prime Minister"),
    ],
)
def test_titles_of_heads(slug, kk, ru, en):
    body = of(slug)
    assert (body.head_title_kk, body.head_title_ru, body.head_title_en) == (kk, ru, en)


@pytest.mark.parametrize(
    ("slug", "kk", "ru", "en"),
    [
        (
            "water",
            "Су ресурстары және ирригация",
            "Водных ресурсов и ирригации",
            "Water Resources and Irrigation",
        ),
        (
            "digital",
            "Жасанды интеллект және цифрлық даму",
            "Искусственного интеллекта и цифрового развития",
            "AI and Digital Development",
        ),
        ("akimat-100000000", "Абай облысы", "Область Абай", "Abai Region"),
        ("administration", "Президент Әкімшілігі", "Администрация Президента", "Presidential Administration"),
    ],
)
def test_short_names_of_bodies(slug, kk, ru, en):
    body = of(slug)
    assert (body.short_kk, body.short_ru, body.short_en) == (kk, ru, en)


@pytest.mark.parametrize(
    ("slug", "begins"),
    [
        ("culture", date(2023, 9, 1)),
        ("water", date(2023, 9, 1)),
        ("education", date(2022, 6, 11)),
        ("digital", date(2025, 9, 18)),
        ("emergencies", date(2020, 9, 9)),
        ("government-apparatus", date(2023, 1, 2)),
        ("finance", RECORD_BEGINS),
        ("akimat-100000000", date(2022, 6, 8)),
    ],
)
def test_body_begins_on_the_day_an_act_gave(slug, begins):
    assert of(slug).starts_on == begins


@pytest.mark.parametrize(
    ("act", "slugs", "begins"),
    [
        ("A", {"defence", "foreign"}, date(2016, 2, 5)),
        ("B", {"defence", "foreign"}, RECORD_BEGINS),
        ("D", EXEMPT_UNDER_D, date(2024, 1, 17)),
        ("L", {"defence", "foreign"}, date(2015, 11, 16)),
    ],
)
def test_exemptions_are_each_acts_own(act, slugs, begins):
    of_act = [exemption for exemption in exemptions() if exemption.act == act]
    assert {exemption.slug for exemption in of_act} == slugs
    assert {(exemption.starts_on, exemption.ends_on) for exemption in of_act} == {(begins, None)}


def test_exemptions_leave_out_held_bodies_once_and_name_their_ground():
    slugs = {body.slug for body in bodies()}
    keys = [(exemption.slug, exemption.act) for exemption in exemptions()]
    assert len(set(keys)) == len(keys) == 11
    for exemption in exemptions():
        assert exemption.slug in slugs
        assert all((exemption.ground_kk, exemption.ground_ru, exemption.ground_en))


def test_functions_are_held_from_the_day_the_holder_had_them():
    assert [(holding.function, holding.slug, holding.starts_on, holding.ends_on) for holding in holdings()] == [
        ("authorised_information", "culture", date(2023, 9, 1), None),
        ("mass_media", "culture", date(2023, 9, 1), None),
        ("schedule_approval", "government", RECORD_BEGINS, None),
        ("control_government", "government-apparatus", date(2023, 1, 2), None),
        ("control_president", "administration", RECORD_BEGINS, None),
    ]


def test_functions_begin_no_earlier_than_their_holder():
    for holding in holdings():
        assert holding.starts_on >= of(holding.slug).starts_on


def test_slugs_of_obliged_ministries_are_the_names_of_the_sample_files():
    assert {path.stem for path in shared("data/samples/proposals").glob("*.xlsx")} == OBLIGED_UNDER_D
