"""Third-party files the pages serve: which packages, which bytes, cut down to what.

Nothing is fetched at run time or at build time: the results are committed, and `vendor_assets` makes them again.
Packages come through the npm client, so its own configuration decides from where; the SHA-256 of each package is
pinned here, so it does not matter. `vendored.sha256`, beside the results, lists what was made.
"""

from __future__ import annotations

import hashlib
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

RECORD = "vendored.sha256"

#: The letters Kazakh adds, as far as the cyrillic-ext file serves them (Ұ and І are in the cyrillic file).
KAZAKH = "ӘәҒғҚқҢңӨөҮүҺһ"
#: Basic Latin and the punctuation of the three languages.
BASIC = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0§©«°±²³·»¼½¾×–—‘’‚“”„•…‹›€™−"


#: What a document falls back on: characters that Word, an office keyboard or a phone can produce and Golos Text lacks.
#: By blocks: Latin to Armenian, Georgian, phonetic letters to Greek, punctuation to shapes and signs, arrows and
#: mathematics, more Latin and punctuation, old Cyrillic, more Latin, ligatures, half marks, replacements, faces.
FALLBACK = (
    *((0x20, 0x58F), (0x10A0, 0x10FF), (0x1D00, 0x1FFF), (0x2000, 0x27FF), (0x2900, 0x2BFF)),
    *((0x2C60, 0x2C7F), (0x2E00, 0x2E7F), (0xA640, 0xA69F), (0xA720, 0xA7FF), (0xFB00, 0xFB06)),
    *((0xFE20, 0xFE2F), (0xFFFC, 0xFFFD), (0x1F300, 0x1F6FF)),
)


class VendoringError(Exception):
    """A package could not be fetched, or is not the one that was pinned."""


@dataclass(frozen=True)
class Package:
    """A published npm package, pinned by the SHA-256 of its archive."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True)
class Asset:
    """One file to make: `source` inside the package, `target` below the static folder.

    `letters` cuts a font to those characters; `without` cuts a font to everything but those. Both empty: copied.
    `also` names further parts of the same font: they are joined at one `weight` into a TTF, for documents.
    `blocks` cuts a TTF to what it has of them; `letters_of` lists the characters of targets made before, for documents.
    """

    package: Package
    source: str
    target: str
    letters: str = ""
    without: str = ""
    also: tuple[str, ...] = ()
    weight: int = 0
    blocks: tuple[tuple[int, int], ...] = ()
    letters_of: tuple[str, ...] = ()


GOLOS = Package(
    "@fontsource-variable/golos-text", "5.3.0", "74df2b06deb509b4c5a8939c280aabc13e1e6917762b54e33c31be59de9652da"
)
DEJAVU = Package("dejavu-fonts-ttf", "2.37.3", "b7013ac58f9225250619db82cfb72e99c37ca8195f2b5a06a9e6a95bc5e1c84a")
HTMX = Package("htmx.org", "2.0.11", "165a2655073e9e6e55e307a7c74e8ebcdb76afb7701f9c16cfd106a13add408e")

_CUT = "files/golos-text-{}-wght-normal.woff2"
_PARTS = tuple(_CUT.format(part) for part in ("cyrillic", "cyrillic-ext", "latin-ext"))
ASSETS = (
    Asset(GOLOS, _CUT.format("cyrillic-ext"), "fonts/golos-text-kazakh.woff2", letters=KAZAKH),
    Asset(GOLOS, _CUT.format("cyrillic"), "fonts/golos-text-cyrillic.woff2"),
    Asset(GOLOS, _CUT.format("latin"), "fonts/golos-text-latin.woff2", letters=BASIC),
    # The rest of Latin-1, and the latin-ext file (it holds the tenge sign): fetched only by a page that uses them.
    Asset(GOLOS, _CUT.format("latin"), "fonts/golos-text-latin-1.woff2", without=BASIC),
    Asset(GOLOS, _CUT.format("latin-ext"), "fonts/golos-text-latin-ext.woff2"),
    # What makes PDFs reads neither WOFF2 nor the weight axis.
    Asset(GOLOS, _CUT.format("latin"), "fonts/golos-text-regular.ttf", also=_PARTS, weight=400),
    Asset(GOLOS, _CUT.format("latin"), "fonts/golos-text-bold.ttf", also=_PARTS, weight=700),
    Asset(GOLOS, "LICENSE", "fonts/OFL.txt"),
    Asset(DEJAVU, "ttf/DejaVuSans.ttf", "fonts/dejavu-sans.ttf", blocks=FALLBACK),
    Asset(DEJAVU, "LICENSE", "fonts/dejavu.LICENSE.txt"),
    Asset(DEJAVU, "LICENSE", "fonts/letters.txt", letters_of=("fonts/golos-text-regular.ttf", "fonts/dejavu-sans.ttf")),
    Asset(HTMX, "dist/htmx.min.js", "htmx.min.js"),
    Asset(HTMX, "LICENSE", "htmx.LICENSE.txt"),
)


def fetch(package: Package, folder: Path) -> bytes:
    """The package's archive, fetched by `npm pack` into `folder`. Raises VendoringError."""
    command = ["npm", "pack", f"{package.name}@{package.version}", "--silent", "--pack-destination", str(folder)]
    try:
        # The command is put together from the pins above, never from input.
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, cwd=folder, check=False)  # noqa: S603
    except FileNotFoundError as missing:
        raise VendoringError("the npm client is not installed") from missing
    if done.returncode:
        raise VendoringError(f"npm pack {package.name}@{package.version} failed: {done.stderr.strip()}")
    archive = (folder / done.stdout.strip().splitlines()[-1]).read_bytes()
    found = hashlib.sha256(archive).hexdigest()
    if found != package.sha256:
        raise VendoringError(f"{package.name}@{package.version} is {found}, not the pinned {package.sha256}")
    return archive


def member(archive: bytes, path: str) -> bytes:
    """One file of an npm archive."""
    with tarfile.open(fileobj=BytesIO(archive), mode="r:gz") as tar:
        stream = tar.extractfile(f"package/{path}")
        if stream is None:
            raise VendoringError(f"{path} is not a file of the package")
        return stream.read()


def cut_font(font: bytes, *, letters: str = "", without: str = "", flavor: str = "woff2") -> bytes:
    """The font with fewer characters, as WOFF2 or, without a flavor, as TTF.

    Tabular figures, kerning and the weight axis stay.

    Needs the development requirements (fontTools, brotli), so they are imported here only.
    """
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(flavor=flavor or None, hinting=False, desubroutinize=False, notdef_outline=True)
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    with TTFont(BytesIO(font), recalcTimestamp=False) as opened:
        kept = set(letters) or {chr(code) for code in opened.getBestCmap()} - set(without)
        subsetter = subset.Subsetter(options)
        subsetter.populate(text="".join(sorted(kept)))
        subsetter.subset(opened)
        opened.flavor = flavor or None
        written = BytesIO()
        opened.save(written)
    return written.getvalue()


def join_fonts(parts: Iterable[bytes], weight: int) -> bytes:
    """Parts of one variable font as a single TTF of one weight: regular up to 500, bold above."""
    from fontTools.merge import Merger
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    with tempfile.TemporaryDirectory() as scratch:
        paths = []
        for number, part in enumerate(parts):
            with TTFont(BytesIO(part), recalcTimestamp=False) as opened:
                still = instantiateVariableFont(opened, {"wght": weight})
                still.flavor = None
                paths.append(str(Path(scratch) / f"{number}.ttf"))
                still.save(paths[-1])
        joined = Merger().merge(paths)
    bold = weight > 500
    for record in (name for name in joined["name"].names if name.nameID in (2, 4, 6)):
        family = joined["name"].getDebugName(1)
        style = "Bold" if bold else "Regular"
        said = {2: style, 4: f"{family} {style}", 6: f"{family.replace(' ', '')}-{style}"}
        record.string = said[record.nameID]
    joined["OS/2"].usWeightClass = weight
    joined["OS/2"].fsSelection = 0x20 if bold else 0x40
    joined["head"].macStyle = 1 if bold else 0
    joined["head"].created = joined["head"].modified = 0
    joined.recalcTimestamp = False
    written = BytesIO()
    joined.save(written)
    return written.getvalue()


def letters(fonts: Iterable[bytes]) -> bytes:
    """Stretches of characters that one of the fonts has, a line each, as `0041-005a`."""
    from fontTools.ttLib import TTFont

    codes = set[int]()
    for font in fonts:
        with TTFont(BytesIO(font)) as opened:
            codes |= set(opened.getBestCmap())
    firsts = (code for code in sorted(codes) if code - 1 not in codes)
    lasts = (code for code in sorted(codes) if code + 1 not in codes)
    return "".join(f"{first:04x}-{last:04x}\n" for first, last in zip(firsts, lasts, strict=True)).encode("ascii")


def make(asset: Asset, archive: bytes, made: Mapping[str, bytes] | None = None) -> bytes:
    """The bytes of `asset` from its package's archive; `made` holds the targets made before it."""
    if asset.letters_of:
        return letters((made or {})[target] for target in asset.letters_of)
    content = member(archive, asset.source)
    if asset.blocks:
        named = "".join(chr(code) for first, last in asset.blocks for code in range(first, last + 1))
        return cut_font(content, letters=named, flavor="")
    if asset.also:
        return join_fonts([content, *(member(archive, source) for source in asset.also)], asset.weight)
    if asset.letters or asset.without:
        return cut_font(content, letters=asset.letters, without=asset.without)
    return content


def record_line(target: str, content: bytes) -> str:
    """A line as `sha256sum --check` reads it."""
    return f"{hashlib.sha256(content).hexdigest()}  {target}\n"


def changed(folder: Path, assets: Iterable[Asset] = ASSETS) -> Iterator[str]:
    """Targets below `folder` that are missing or differ from the record."""
    lines = set((folder / RECORD).read_text(encoding="ascii").splitlines(keepends=True))
    for asset in assets:
        path = folder / asset.target
        if not path.is_file() or record_line(asset.target, path.read_bytes()) not in lines:
            yield asset.target
