from datetime import date

import pytest
from django import forms
from django.template import Context, RequestContext, Template
from django.test import RequestFactory
from django.utils import translation

from portal.kit.fields import DateTextField


class Sample(forms.Form):
    title = forms.CharField(help_text="One line.")
    day = DateTextField(required=False)
    kind = forms.ChoiceField(widget=forms.RadioSelect, choices=[("a", "A"), ("b", "B")])
    agreed = forms.BooleanField(required=False)
    scan = forms.FileField(required=False)
    key = forms.CharField(widget=forms.HiddenInput)


def _field(name: str, form: forms.Form) -> str:
    template = Template('{% include "components/field.html" with field=field only %}')
    return template.render(Context({"field": form[name]}))


def test_date_filters_print_nothing_for_nothing() -> None:
    text = Template("[{{ none|day }}{{ empty|period_name }}{{ zero|number }}]").render(
        Context({"none": None, "empty": "", "zero": 0})
    )
    assert text == "[0]"


def test_moment_carries_the_machine_date() -> None:
    with translation.override("ru"):
        text = Template('{% moment day "day_month" %}').render(Context({"day": date(2027, 1, 10)}))
    assert text == '<time datetime="2027-01-10">10\u00a0января</time>'


def test_icon_is_hidden_and_comes_from_the_sprite() -> None:
    assert Template('{% icon "check" "i--l" %}').render(Context()) == (
        '<svg class="i i--l" aria-hidden="true" focusable="false"><use href="/static/kezdesu/icons.svg#check"/></svg>'
    )


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("{% query_string page=2 %}", "?place=43&amp;page=2"),
        ("{% query_string place=None page=None %}", "?"),
        ('{% query_string body="mti" %}', "?place=43&amp;body=mti"),
    ],
)
def test_query_string_keeps_the_other_parameters(tag: str, expected: str) -> None:
    request = RequestFactory().get("/?place=43&page=7")
    assert Template(tag).render(RequestContext(request)) == expected


def test_query_string_works_inside_an_include_with_only() -> None:
    request = RequestFactory().get("/?place=43")
    context = RequestContext(request)
    engine_template = Template("{% include inner only %}")
    context["inner"] = Template("{% query_string page=3 %}")
    assert engine_template.render(context) == "?place=43&amp;page=3"


def test_field_with_hint_and_error_is_tied_to_both() -> None:
    text = _field("title", Sample({}))
    assert 'class="fld fld--bad"' in text
    assert 'aria-describedby="id_title-hint id_title-error"' in text
    assert 'aria-invalid="true"' in text
    assert '<p class="hint" id="id_title-hint">One line.</p>' in text
    assert '<div class="err" id="id_title-error">' in text
    assert "This field is required." in text


def test_field_optional_says_so_and_required_does_not() -> None:
    assert "(optional)" in _field("day", Sample())
    assert "(optional)" not in _field("title", Sample())
    assert " required " in _field("title", Sample())


def test_field_with_options_is_a_group_with_a_legend() -> None:
    text = _field("kind", Sample({"kind": "b"}))
    assert "<legend>Kind</legend>" in text
    assert text.count('class="pick"') == 2
    assert '<label for="id_kind_1">B</label>' in text


def test_field_of_each_kind_has_its_input() -> None:
    form = Sample()
    assert 'type="checkbox"' in _field("agreed", form)
    assert "data-file" in _field("scan", form)
    assert _field("key", form).strip() == '<input type="hidden" name="key" id="id_key">'


def test_error_summary_links_to_what_is_wrong() -> None:
    form = Sample({"day": "31.02.2027"})
    form.add_error(None, "The whole is wrong.")
    text = Template('{% include "components/error_summary.html" with form=form only %}').render(Context({"form": form}))
    assert 'role="alert" tabindex="-1"' in text
    assert "<li>The whole is wrong.</li>" in text
    assert '<a href="#id_title">Title: This field is required.</a>' in text
    assert '<a href="#id_kind_0">Kind: This field is required.</a>' in text
    assert "<li>This field is required.</li>" in text


def test_error_summary_of_a_good_form_is_nothing() -> None:
    text = Template('{% include "components/error_summary.html" with form=form only %}').render(
        Context({"form": Sample()})
    )
    assert text.strip() == ""


def test_htmx_is_loaded_without_eval_and_inline_styles() -> None:
    text = Template('{% include "components/htmx.html" only %}').render(Context())
    assert '"includeIndicatorStyles":false,"allowEval":false,"selfRequestsOnly":true' in text
    assert '<script src="/static/kezdesu/htmx.min.js" defer></script>' in text
