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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

RECORD = "vendored.sha256"

#: The letters Kazakh adds, as far as the cyrillic-ext file serves them (Ұ and І are in the cyrillic file).
KAZAKH = "ӘәҒғҚқҢңӨөҮүҺһ"
#: Basic Latin and the punctuation of the three languages.
BASIC = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0§©«°±²³·»¼½¾×–—‘’‚“”„•…‹›€™−"


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
    """

    package: Package
    source: str
    target: str
    letters: str = ""
    without: str = ""
    also: tuple[str, ...] = ()
    weight: int = 0


GOLOS = Package(
    "@fontsource-variable/golos-text", "5.3.0", "74df2b06deb509b4c5a8939c280aabc13e1e6917762b54e33c31be59de9652da"
)
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


def cut_font(font: bytes, *, letters: str = "", without: str = "") -> bytes:
    """The font with fewer characters, as WOFF2; tabular figures, kerning and the weight axis stay.

    Needs the development requirements (fontTools, brotli), so they are imported here only.
    """
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(flavor="woff2", hinting=False, desubroutinize=False, notdef_outline=True)
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    with TTFont(BytesIO(font), recalcTimestamp=False) as opened:
        kept = set(letters) or {chr(code) for code in opened.getBestCmap()} - set(without)
        subsetter = subset.Subsetter(options)
        subsetter.populate(text="".join(sorted(kept)))
        subsetter.subset(opened)
        opened.flavor = "woff2"
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


def make(asset: Asset, archive: bytes) -> bytes:
    """The bytes of `asset` from its package's archive."""
    content = member(archive, asset.source)
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
