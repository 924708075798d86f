"""Documents of the longest words: nothing is cut, broken or left alone; LibreOffice opens every one of them."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.table import Table
from pypdf import PdfReader

from portal.holding.documents.docx import form_docx
from portal.holding.documents.form import LONGEST_WHOLE, Form
from portal.holding.documents.pdf import form_pdf
from tests.holding.longest import longest_forms

#: Letters of a cell that is a name and no sentence.
SHORT = 40


def bare(text: str) -> str:
    """Without anything a line may end at."""
    return re.sub(r"\s", "", text)


def words_of(form: Form) -> Iterator[str]:
    yield from (form.title, form.subtitle, form.foot)
    for name, text in form.pairs:
        yield from (name, text.text)
    for section in form.sections:
        yield section.title
        yield from (paragraph.text for paragraph in section.paragraphs)
        if section.table is not None:
            yield from section.table.headers
            yield from (cell.text for row in section.table.rows for cell in row)
    for signature in form.signatures:
        yield from signature


def not_found(form: Form, text: str) -> list[str]:
    """What a document does not say. Of a text over the end of a page one sentence may be parted by the foot."""
    said, missing = bare(text), []
    for words in words_of(form):
        parts = re.split(r"(?<=\?) ", words) if len(words) > LONGEST_WHOLE else [words]
        lost = [part for part in parts if bare(part) not in said]
        missing += lost if len(lost) > (1 if len(parts) > 1 else 0) else []
    return missing


def broken_words(form: Form, text: str) -> set[str]:
    """Words of heads and of short cells that stand in two pieces; a hyphen or a stroke may end a line."""
    there = set(re.split(r"\s+", text.replace("\u00a0", " ")))
    tables = [section.table for section in form.sections if section.table is not None]
    told = [header for table in tables for header in table.headers]
    told += [cell.text for table in tables for row in table.rows for cell in row if len(cell.text) <= SHORT]
    return {word for words in told for word in words.split() if not set("-/") & set(word)} - there


def pages_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


@pytest.mark.parametrize("name", ["protocol", "quarter"])
def test_a_long_row_may_be_parted_and_no_other_and_signatures_stand_with_what_they_sign(name: str) -> None:
    form = longest_forms("kk")[name]
    document = docx.Document(io.BytesIO(form_docx(form)))
    for table in document.tables:
        for row in table.rows:
            is_whole = row._tr.trPr.find(qn("w:cantSplit")) is not None
            assert is_whole is (max(len(cell.text) for cell in row.cells) <= LONGEST_WHOLE)
        assert all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in table.rows[0].cells)
        # In the order in which office programs read them.
        parts = [part.tag for part in table._tbl.tblPr]
        assert parts.index(qn("w:tblCellMar")) + 1 == parts.index(qn("w:tblLook"))
    *_before, last = list(document.iter_inner_content())[: -len(form.signatures)]
    held = last.rows[-1].cells[0].paragraphs if isinstance(last, Table) else [last]
    assert all(paragraph.paragraph_format.keep_with_next for paragraph in held)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_of_a_pdf_nothing_is_lost_and_no_row_is_parted(language: str) -> None:
    form = longest_forms(language)["protocol"]
    text = pages_of(form_pdf(form))
    assert not_found(form, text) == []
    assert broken_words(form, text) == set()


@pytest.mark.slow
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_pdf_of_each_is_whole_tagged_and_brings_its_fonts(language: str) -> None:
    for name, form in longest_forms(language).items():
        content = form_pdf(form)
        reader = PdfReader(io.BytesIO(content))
        assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
        for page in reader.pages:
            for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
                descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
                assert "/FontFile2" in descriptor or "/FontFile3" in descriptor, name
        assert not_found(form, pages_of(content)) == [], name
        assert broken_words(form, pages_of(content)) == set(), name


#: Free fonts of a test machine borrow Kazakh letters, which puts them out of their order when a PDF is
#: read: pages are looked at with letters in their place that are as broad.
_BROAD = str.maketrans("ӘҒҚҢӨҰҮҺІәғқңөұүһі", "АГКНОУУНИагкноуунi")


def with_broad_letters(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(
                name,
                part.decode().translate(_BROAD).encode()
                if name.startswith("word/") and name.endswith(".xml")
                else part,
            )
    return out.getvalue()


def opened(folder: Path, kind: str, files: dict[str, bytes]) -> dict[str, bytes]:
    """Each DOCX as LibreOffice writes it anew."""
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind]
    paths = [str(folder / f"{name}.docx") for name in files]
    subprocess.run([*command, "--outdir", str(folder), *paths], check=True, timeout=300)
    return {name: (folder / f"{name}.{kind.partition(':')[0]}").read_bytes() for name in files}


@pytest.mark.slow
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_libreoffice_opens_each_docx_and_says_all_of_it(tmp_path: Path, language: str) -> None:
    forms = longest_forms(language)
    made = {name: form_docx(form) for name, form in forms.items()}
    texts = opened(tmp_path, "txt:Text (encoded):UTF8", made)
    for name, form in forms.items():
        # Feet of pages are in no text.
        assert not_found(replace(form, foot=""), texts[name].decode("utf-8-sig")) == [], name
    pdfs = opened(tmp_path, "pdf", {name: with_broad_letters(content) for name, content in made.items()})
    for name, form in forms.items():
        text = pages_of(pdfs[name])
        broken = {word for word in broken_words(form, text) if word.translate(_BROAD) not in text.split()}
        assert broken == set(), name
        assert bare(form.foot.translate(_BROAD)) in bare(text)
        last, count = PdfReader(io.BytesIO(pdfs[name])).pages[-1].extract_text(), text.count(form.address)
        assert f"{count} / {count}" in last.replace("\u00a0", " ")
        # No page holds signatures alone.
        signed = bare("".join(map("".join, form.signatures)))
        assert not signed or len(bare(last.partition(form.foot.translate(_BROAD))[0])) > len(signed) + 80, name
