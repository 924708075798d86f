"""The package of a workbook opened with care: it is a file of a stranger.

No part is unpacked before its declared size is known, and none beyond it. Parts are read as a stream by a parser that
refuses any document type: no office program writes one, and entities, the stuff of "XML bombs", live only there.
"""

from __future__ import annotations

import time
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Any, BinaryIO
from xml.parsers import expat

from portal.sheets.refusals import Unreadable, refusal

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
MAX_PARTS = 2_000
MAX_SECONDS = 30.0

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: How files of office programs begin: whoever takes other files too knows by it what belongs to the gate.
OFFICE = (_ZIP, _OLE[:4])
_CHUNK = 64 * 1024
_BROKEN = (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error, OSError)
_TYPES = "[content_types].xml"
_MOST_TYPES = 1024 * 1024
_WORKBOOK = "spreadsheetml.sheet.main+xml"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


class Package:
    """The parts of a workbook. Raises Unreadable for whatever must not or cannot be read.

    `sentences` has one for each of `refusals.CODES`, in whatever language is to be spoken.
    """

    def __init__(self, source: BinaryIO, *, sentences: Mapping[str, Any], seconds: float | None = None) -> None:
        self._sentences = sentences
        self._until = time.monotonic() + (MAX_SECONDS if seconds is None else seconds)
        self._left = MAX_UNPACKED
        size = source.seek(0, 2)
        source.seek(0)
        head = source.read(8)
        source.seek(0)
        if size == 0:
            raise self.refusal("empty")
        if size > MAX_BYTES:
            raise self.refusal("too_large")
        if head.startswith(_OLE[:4]):
            # A password turns a workbook into a container of the old kind with this stream inside.
            raise self.refusal("encrypted" if _ENCRYPTED_STREAM in source.read() else "old_format")
        if not head.startswith(_ZIP):
            raise self.refusal("not_a_workbook")
        try:
            self._zip = zipfile.ZipFile(source)
        except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
            raise self.refusal("damaged") from error
        self._parts = {_known_as(part.filename): part for part in self._zip.infolist()}
        self._check_directory()

    def _check_directory(self) -> None:
        parts = self._zip.infolist()
        names = self._parts.keys()
        if any(part.flag_bits & 0x1 for part in parts):
            raise self.refusal("encrypted")
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise self.refusal("too_large_unpacked")
        if any(name.endswith(("vbaproject.bin", "vbadata.xml")) or "/macrosheets/" in name for name in names):
            raise self.refusal("macros")
        if "xl/workbook.bin" in names:
            raise self.refusal("old_format")
        if any(f"/{name}".endswith("/connections.xml") or "/externallinks/" in f"/{name}" for name in names):
            raise self.refusal("external_links")
        if len(names) < len(parts):
            # Two parts of one name: what one program sees another does not.
            raise self.refusal("suspicious")
        if _TYPES not in names or ("xl/workbook.xml" not in names and not self._declares_workbook()):
            raise self.refusal("not_a_workbook")

    def _declares_workbook(self) -> bool:
        """Some programs keep the workbook under another name, and say so in the list of types."""
        types: list[str] = []

        def start(_tag: str, given: dict[str, str]) -> None:
            if given.get("ContentType", "").endswith(_WORKBOOK):
                types.append(given["ContentType"])

        if self._parts[_TYPES].file_size > _MOST_TYPES:
            return False
        self.parse(_TYPES, start=start)
        return bool(types)

    def refusal(self, code: str) -> Unreadable:
        return refusal(code, self._sentences)

    def has(self, name: str) -> bool:
        return _known_as(name) in self._parts

    def parse(
        self,
        name: str,
        *,
        start: Callable[[str, dict[str, str]], Any],
        end: Callable[[str], Any] | None = None,
        text: Callable[[str], Any] | None = None,
    ) -> None:
        """Run a part through the parser. Names of elements come without their namespace and prefix."""
        for _piece in self.pieces(name, start=start, end=end, text=text):
            pass

    def pieces(
        self,
        name: str,
        *,
        start: Callable[[str, dict[str, str]], Any],
        end: Callable[[str], Any] | None = None,
        text: Callable[[str], Any] | None = None,
    ) -> Iterator[None]:
        """`parse` with a stop after each piece of the part: what it gave can be taken away before the next is read."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.buffer_size = _CHUNK
        parser.StartDoctypeDeclHandler = self._refuse_document_type
        parser.StartElementHandler = lambda tag, attributes: start(tag.rpartition(":")[2], attributes)
        if end is not None:
            close = end
            parser.EndElementHandler = lambda tag: close(tag.rpartition(":")[2])
        if text is not None:
            parser.CharacterDataHandler = text
        with self._opened(name) as stream:
            try:
                for chunk in self._chunks(stream):
                    parser.Parse(chunk, False)
                    yield
                parser.Parse(b"", True)
                yield
            except expat.ExpatError as error:
                raise self.refusal("damaged") from error

    def check_time(self) -> None:
        if time.monotonic() > self._until:
            raise self.refusal("too_slow")

    @contextmanager
    def _opened(self, name: str) -> Iterator[IO[bytes]]:
        try:
            with self._zip.open(self._parts[_known_as(name)]) as stream:
                yield stream
        except _BROKEN as error:
            raise self.refusal("damaged") from error

    def _chunks(self, stream: IO[bytes]) -> Iterator[bytes]:
        while chunk := stream.read(_CHUNK):
            self._left -= len(chunk)
            if self._left < 0:
                raise self.refusal("too_large_unpacked")
            self.check_time()
            yield chunk

    def _refuse_document_type(self, *_declared: object) -> None:
        raise self.refusal("suspicious")


def _known_as(name: str) -> str:
    """Programs differ in the case of letters, in slashes and in a slash before: a part is one however it is called."""
    return name.replace("\\", "/").lstrip("/").lower()
