import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.utils import translation
from django.utils.translation import gettext, ngettext, trans_real

from portal.kit.catalogue import checks, sources, store

MODULE = """
from django.utils.translation import gettext_lazy as _, ngettext, npgettext, pgettext_lazy

TITLE = _("Schedule of " "meetings")
STATE = pgettext_lazy("state", "Draft")


def said(count):
    # Translators: on the desk
    text = ngettext("%(count)d meeting", "%(count)d meetings", count)
    return text, npgettext("board", "one", "many", count), _(f"not {count}")
"""
TEMPLATE = """
{% translate "Calendar" context "menu" %}
    {% blocktranslate trimmed with day=on|day %}
      Due on
      {{ day }}.
    {% endblocktranslate %}
  {% blocktranslate count number=rows|length %}{{ number }} row{% plural %}{{ number }} rows{% endblocktranslate %}
{% include "x.html" with text=_("Open") only %}{{ "Shut"|upper }}{{ _("Ajar") }}
<p title="it's 100 %">{% translate "100 %" %}</p>
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for path, text in {
        "portal/pages.py": MODULE,
        "portal/migrations/0001.py": 'from x import _\n_("No migration")\n',
        "templates/page.html": TEMPLATE,
        "tests/test_x.py": '_("No test")\n',
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def in_project(project: Path, settings: Any) -> Path:
    settings.BASE_DIR = project
    settings.LOCALE_PATHS = [project / "locale"]
    call_command("catalogue", "extract", verbosity=0, stdout=_Nowhere())
    return project


class _Nowhere:
    def write(self, text: str) -> int:
        return len(text)


def _said(*words: str) -> Any:
    written: list[str] = []

    class Sheet:
        def write(self, text: str) -> int:
            written.append(text)
            return len(text)

    call_command("catalogue", *words, stdout=Sheet())
    return "".join(written)


def test_gather_finds_what_xgettext_finds(project: Path) -> None:
    found = {(message.id, message.context) for message in sources.gather(project) if message.id}
    assert found == {
        ("Schedule of meetings", None),
        ("Draft", "state"),
        (("%(count)d meeting", "%(count)d meetings"), None),
        (("one", "many"), "board"),
        ("Calendar", "menu"),
        ("Due on %(day)s.", None),
        (("%(number)s row", "%(number)s rows"), None),
        ("Open", None),
        ("Ajar", None),
        ("100 %%", None),
    }


def test_gather_keeps_places_and_comments_for_translators(project: Path) -> None:
    message = sources.gather(project).get(("%(count)d meeting", "%(count)d meetings"))
    assert [name for name, _line in message.locations] == ["portal/pages.py"]
    assert message.auto_comments == ["Translators: on the desk"]


def test_extract_twice_changes_nothing_and_keeps_translations(in_project: Path) -> None:
    _fill(in_project, "kk", [{"id": "Draft", "context": "state", "str": "Жоба"}])
    before = store.po_path(in_project / "locale", "kk").read_text(encoding="utf-8")
    call_command("catalogue", "extract", stdout=_Nowhere())
    after = store.po_path(in_project / "locale", "kk").read_text(encoding="utf-8")
    assert after == before
    assert 'msgctxt "state"\nmsgid "Draft"\nmsgstr "Жоба"' in after
    assert "POT-Creation-Date" not in after
    assert "pages.py:" not in after


def test_extract_drops_what_the_sources_no_longer_say(in_project: Path) -> None:
    (in_project / "portal/pages.py").write_text("", encoding="utf-8")
    call_command("catalogue", "extract", stdout=_Nowhere())
    assert "Schedule of meetings" not in store.po_path(in_project / "locale", "ru").read_text(encoding="utf-8")


def test_missing_gives_rows_that_fill_takes_back(in_project: Path) -> None:
    rows = json.loads(_said("missing", "--lang", "ru", "--format", "json"))
    assert {row["id"]: len(row["strs"]) for row in rows if "plural" in row} == {
        "%(count)d meeting": 3,
        "one": 3,
        "%(number)s row": 3,
    }
    for row in rows:
        row |= {"strs": [row["plural"]] * 3} if "plural" in row else {"str": row["id"]}
    _fill(in_project, "ru", rows)
    assert json.loads(_said("missing", "--lang", "ru", "--format", "json")) == []


def test_fill_of_an_unknown_message_is_refused(in_project: Path) -> None:
    with pytest.raises(CommandError, match="Never said"):
        _fill(in_project, "kk", [{"id": "Never said", "str": "x"}])


def test_check_of_an_untranslated_catalogue_fails(in_project: Path) -> None:
    with pytest.raises(CommandError, match=r"kk: untranslated: 'Draft' \[state\] \(portal/pages.py\)"):
        call_command("catalogue", "check", stdout=_Nowhere())


def test_check_of_a_full_catalogue_passes(in_project: Path) -> None:
    for code in store.LANGUAGES:
        rows = checks.untranslated(code, store.read(in_project / "locale", code), sources.gather(in_project))
        for row in rows:
            row |= {"strs": [row["plural"]] * len(row["strs"])} if "plural" in row else {"str": row["id"]}
        _fill(in_project, code, rows)
    call_command("catalogue", "check", stdout=_Nowhere())


def _template(*messages: Any) -> Catalog:
    template = Catalog()
    for message in messages:
        template.add(message, locations=[("portal/x.py", 1)])
    return template


@pytest.mark.parametrize(
    ("message", "held", "flags", "expected"),
    [
        ("Due", "Срок", (), []),
        ("Due", "", (), ["ru: untranslated: 'Due' (portal/x.py)"]),
        ("Due", "Срок", ("fuzzy",), ["ru: fuzzy: 'Due' (portal/x.py)"]),
        ("Due on %(day)s", "Срок %(day)s", (), []),
        ("Due on %(day)s", "Срок", (), ["ru: other placeholders: 'Due on %(day)s' (portal/x.py)"]),
        ("Due on %(day)s", "Срок %(date)s", (), ["ru: other placeholders: 'Due on %(day)s' (portal/x.py)"]),
        ("In {wait} seconds", "Через {wait} с", (), []),
        ("In {wait} seconds", "Через {время} с", (), ["ru: other placeholders: 'In {wait} seconds' (portal/x.py)"]),
        ("Due: ", "Срок:", (), ["ru: other space at an end: 'Due: ' (portal/x.py)"]),
        (("%(n)d row", "%(n)d rows"), ("одна строка", "%(n)d строки", "%(n)d строк"), (), []),
        (
            ("%(n)d row", "%(n)d rows"),
            ("%(n)d строка", "%(n)d строки"),
            (),
            ["ru: wrong number of plural forms: '%(n)d row' (portal/x.py)"],
        ),
        (
            ("%(n)d row", "%(n)d rows"),
            ("%(n)d строка", "%(m)d строки", "%(n)d строк"),
            (),
            ["ru: other placeholders: '%(n)d row' (portal/x.py)"],
        ),
    ],
)
def test_problems_of_one_message(message: Any, held: Any, flags: tuple[str, ...], expected: list[str]) -> None:
    catalog = Catalog(locale="ru")
    catalog.add(message, held, flags=flags)
    assert list(checks.problems("ru", catalog, _template(message))) == expected


def test_problems_of_missing_and_obsolete_messages() -> None:
    catalog = Catalog(locale="ru")
    catalog.add("Gone", "Нет")
    assert list(checks.problems("ru", catalog, _template("New"))) == [
        "ru: missing: 'New' (portal/x.py)",
        "ru: obsolete: 'Gone'",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("%(a)s and %(b)d", {"%(a)", "%(b)"}),
        ("%d of %s", {"%d", "%s"}),
        ("100 %% of {name!r} {0:>5}", {"{name}", "{0}"}),
        ("100 % sure", set()),
    ],
)
def test_placeholders_of_a_text(text: str, expected: set[str]) -> None:
    assert checks.placeholders(text) == frozenset(expected)


def _fill(project: Path, code: str, rows: list[dict[str, Any]]) -> None:
    path = project / "rows.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    call_command("catalogue", "fill", path, lang=code, stdout=_Nowhere())


@pytest.fixture
def compiled(tmp_path: Path, settings: Any) -> Iterator[None]:
    """The committed catalogues, compiled aside, instead of whatever .mo files lie about."""
    locale = Path(django_settings.LOCALE_PATHS[0])
    for code in store.LANGUAGES:
        target = store.po_path(tmp_path, code)
        target.parent.mkdir(parents=True)
        target.write_bytes(store.po_path(locale, code).read_bytes())
    store.compile_all(tmp_path)
    settings.LOCALE_PATHS = [tmp_path]
    _forget()
    yield
    _forget()


def _forget() -> None:
    trans_real._translations = {}
    trans_real._default = None


@pytest.mark.parametrize(
    ("code", "required", "choice"),
    [
        ("kk", "Бұл өрісті толтыру міндетті.", "Тізімнен таңдаңыз: мұндай мән жоқ."),
        ("ru", "Это поле обязательно для заполнения.", "Выберите из списка: такого варианта нет."),
    ],
)
def test_framework_strings_are_ours(compiled: None, code: str, required: str, choice: str) -> None:
    with translation.override(code):
        assert gettext("This field is required.") == required
        assert gettext("Select a valid choice. That choice is not one of the available choices.") == choice


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("kk", ["1 кездесу", "3 кездесу", "11 кездесу", "21 кездесу"]),
        ("ru", ["1 встреча", "3 встречи", "11 встреч", "21 встреча"]),
        ("en", ["1 meeting", "3 meetings", "11 meetings", "21 meetings"]),
    ],
)
def test_plurals_follow_the_language(compiled: None, code: str, expected: list[str]) -> None:
    with translation.override(code):
        said = [ngettext("%(count)d meeting", "%(count)d meetings", n) % {"count": n} for n in (1, 3, 11, 21)]
    assert said == expected


def test_texts_django_still_gives_are_kept(compiled: None) -> None:
    with translation.override("kk"):
        assert gettext("Monday") == "Дүйсенбі"


def test_no_sentence_is_asked_for_inside_a_string_that_is_put_together() -> None:
    """Whoever gathers sentences does not look into f-strings: such a one would stay English for everybody."""
    root = Path(__file__).parents[2]
    names = {"_", "gettext", "pgettext", "ngettext", "npgettext"}
    found = [
        f"{path.relative_to(root)}:{call.lineno}"
        for folder in ("portal", "issues", "meetings", "schedules")
        for path in sorted((root / folder).rglob("*.py"))
        for string in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in names
    ]
    assert found == []
