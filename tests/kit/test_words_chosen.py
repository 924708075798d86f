"""One word for one thing: the words the proofreading put aside stand in no catalogue, act, page or authored text."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from portal.kit.catalogue import store

ROOT = Path(settings.BASE_DIR)
#: Letters no Russian word has: what holds one is Kazakh.
_KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)
#: Word put aside, as it is written in any of its forms: the word chosen for it.
PUT_ASIDE = {
    "ru": {
        r"рабоче\w+ мест\w+|рабоч\w+ пространств\w+": "рабочий кабинет",
        r"\bмо(?:й|его|ём) стол\w*": "Рабочий стол",
        r"ход\w* исполнения (?:проблемных )?вопрос\w+": "ход решения проблемных вопросов",
        r"страниц\w+ контроля(?! сроков)": "Панель контроля",
        r"\bпрогон\w*": "пробная проверка",
        r"цепочк\w+ записей|\bзвен(?:о|а|у|ья)\b": "защищённый журнал; запись",
        r"фонов\w+ работ\w+": "фоновые операции",
        r"о чём мне сообща\w+": "Настройка уведомлений",
        r"надзирающ\w+|контролёр\w*": "контролирующий",
        r"люд\w+ органа|работник\w* органа": "сотрудники",
        r"снят\w+ второй шаг|телефон потерян": "отключить второй шаг входа",
        r"нынешн\w+ парол\w+": "текущий",
        r"\bквадрат\w*": "QR-код",
        r"доск\w+ приёма": "Приём предложений",
        r"собрать проект|сборк\w+ проекта": "сформировать проект графика",
        r"вернуть в проект": "вернуть на стадию проекта",
        r"как утверждены": "в утверждённом виде",
        r"дн\w+ предупреждения": "срок оповещения",
        r"\bобещан\w*": "запланирована",
        r"\bвидеосвяз\w+": "видеоконференцсвязь",
        r"\bпонято\b|не берём": "распознано, пропущено",
        r"открыт\w+ вопрос\w* региона": "нерешённый вопрос",
        r"прежн\w+ прав[оау]\b": "утратившие силу акты",
        r"первичн\w+ текст\w*": "первоисточник",
        r"надёжн\w+ д(?:ень|ня)": "последний день без опоздания",
        r"день будет назначен": "Дата уточняется",
        r"\bприсоединит\w+": "подключиться",
        "—": "– (short dash)",
    },
    "kk": {
        r"жұмыс орны\w*|жұмыс кеңістігі\w*": "жұмыс кабинеті",
        r"менің үстел\w+": "жұмыс үстелім",
        r"жұртқа|жұртшылыққа|жалпыға ашық|жалпыға көрін\w+": "баршаға",
        r"алынып тасталды": "алып тасталды",
        r"кешіктіріп орындалды": "кешігіп орындалды",
        r"белгіленген кешіг\w+": "тіркелген кешігу",
        r"мерзімі таяу": "мерзімі жақын",
        r"оқиғаны күтуде": "оқиға күтілуде",
        r"\bүнемі\b": "тұрақты",
        r"міндеттен тыс|міндет алынды": "босатылған; талап етілмейді",
        r"сенімді күн\w*": "үлгеруге болатын соңғы күн",
        r"үнсіздік": "үнсіз келісім",
        r"қабылдау тақта\w+": "ұсыныстар тақтасы",
        r"мұрағат\w*": "архив",
        r"пішім\w*|\bпішін\w*": "формат; нысан",
        r"шетке қой\w+": "импорттан бас тарту",
        r"алдын ала көрініс\w*|прогон\w*": "сынама тексеру",
        r"шаршы\w*": "QR-код",
        r"түйме\w*": "батырма",
        r"қадағалаушы\w*": "бақылаушылар",
        r"\bлогин\w*": "есептік жазба",
        r"кінәрат\w*": "бұзушылық",
        r"\bізбасар\w*": "істі қабылдайтын қызметкер",
        r"қайырлы күн": "Сәлеметсіз бе",
        r"мәселе\w+ орындалу барыс\w*": "проблемалық мәселелерді шешу барысы",
        r"айдың \d+-(?:ы|і|сы|сі)(?:н|на|не|нан|нен)?\b": "айдың 10-күні",
        "—": "–",
    },
}
_WORDS = {
    language: re.compile("|".join(f"(?:{pattern})" for pattern in words), re.IGNORECASE)
    for language, words in PUT_ASIDE.items()
}


def put_aside_in(language: str, text: str) -> list[str]:
    return [found[0] for found in _WORDS[language].finditer(text)]


def _strings_of_code() -> Iterator[tuple[str, str]]:
    """Authored texts of the product in Russian or Kazakh, with their place; patterns that read files are none."""
    for folder in ("portal", "issues", "schedules", "meetings"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            place = path.relative_to(ROOT)
            if {"migrations", "workbooks", "sheets"} & set(place.parts):
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    # A table is one string of many lines, each in a language of its own.
                    for line in node.value.splitlines():
                        yield f"{place}:{node.lineno}", line


@pytest.mark.parametrize("language", store.LANGUAGES)
def test_catalogue_has_no_word_put_aside(language: str) -> None:
    found = [
        (message.id, words)
        for message in store.read(ROOT / "locale", language)
        for text in (message.string if isinstance(message.string, (list, tuple)) else (message.string,))
        if message.id and (words := put_aside_in(language, str(text)))
    ]
    assert found == []


def test_acts_and_authored_texts_have_no_word_put_aside() -> None:
    texts = [(place, text) for place, text in _strings_of_code() if re.search("[а-яё]", text, re.IGNORECASE)]
    assert len(texts) > 1000, "the texts were not found where they are looked for"
    found = [
        (place, words) for place, text in texts if (words := put_aside_in("kk" if _KAZAKH.search(text) else "ru", text))
    ]
    assert found == []


def test_templates_have_no_word_put_aside() -> None:
    found = [
        (str(path.relative_to(ROOT)), words)
        for path in sorted((ROOT / "templates").rglob("*.*"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if (words := put_aside_in("kk" if _KAZAKH.search(line) else "ru", line))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("ru", "Ход исполнения вопросов за квартал", ["Ход исполнения вопросов"]),
        ("ru", "Пробная проверка — прогон", ["—", "прогон"]),
        ("ru", "Присоединиться к рабочему месту", ["Присоединиться", "рабочему месту"]),
        ("kk", "айдың 10-ынан кешіктірмей", ["айдың 10-ынан"]),
        ("kk", "Түймені басыңыз", ["Түймені"]),
        ("kk", "айдың 10-күнінен кешіктірмей", []),
        ("ru", "Ход решения проблемных вопросов", []),
        ("kk", "мәселелердің орындалу барысын жариялау", ["мәселелердің орындалу барысын"]),
        ("kk", "Проблемалық мәселелерді шешу барысы", []),
    ],
)
def test_put_aside_word_is_found_in_its_forms(language: str, text: str, words: list[str]) -> None:
    assert put_aside_in(language, text) == words
