"""Pictures of strangers: what they are by content, and small copies in which nothing is left but what is seen.

A copy is a new picture: nothing that stood in the file beside its points (place, day, camera, name, preview) is in it.
Nothing is decoded before its header was read and found small enough.
"""

from __future__ import annotations

import enum
import os
from dataclasses import dataclass
from io import BytesIO
from typing import IO

from PIL import Image, ImageOps, UnidentifiedImageError

from portal.kit import heic

LIMIT_BYTES = 20 * 1024 * 1024
#: A telephone of today makes 12 to 50 million points.
LIMIT_POINTS = 50_000_000
_QUALITY = 82
_MADE_SMALL_AS_THEY_ARE = ("RGB", "L", "RGBA", "LA", "CMYK", "YCbCr")
_WHITE = (255, 255, 255)
#: Of grounds, letters and the edges between them.
_COLOURS = 64
#: Of one sample in pictures of 16 bits, which the library hands over as they are.
_LEVELS = 256


class Why(enum.Enum):
    """Why a picture is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_POINTS = "too_many_points"
    VIDEO = "video"
    HEIC = "heic"
    MOVING = "moving"
    UNKNOWN = "unknown"
    BROKEN = "broken"


class PictureRefused(Exception):
    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


class Format(enum.Enum):
    """Content type, and the format as the library calls it."""

    JPEG = ("image/jpeg", "JPEG")
    PNG = ("image/png", "PNG")
    WEBP = ("image/webp", "WEBP")
    HEIC = ("image/heic", heic.FORMAT)

    @property
    def content_type(self) -> str:
        return self.value[0]


@dataclass(frozen=True)
class Copy:
    """A JPEG, with its size in points."""

    content: bytes
    width: int
    height: int


#: Brands of the container that both HEIC and video come in.
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_VIDEO = (b"\x1aE\xdf\xa3", b"RIFF", b"\x00\x00\x01\xba", b"\x00\x00\x01\xb3", b"FLV")


def look_at(file: IO[bytes]) -> Format:
    """What the file is, by its first bytes and the header. Raises PictureRefused. Nothing is decoded."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    head = file.read(32)
    if not size:
        raise PictureRefused(Why.EMPTY)
    known = _format(head)
    if size > LIMIT_BYTES:
        raise PictureRefused(Why.TOO_LARGE)
    if known is Format.HEIC and not heic.can_read():
        raise PictureRefused(Why.HEIC)
    _opened(file, known)
    return known


def make_copies(file: IO[bytes], longest: tuple[int, ...]) -> list[Copy]:
    """Copies of these longest sides, the largest first, turned as the camera was held. Raises PictureRefused.

    Of several pictures in one JPEG or HEIC, as telephones write, the first. A picture is never made larger.
    """
    known = look_at(file)
    image = _opened(file, known)
    try:
        # Small first, which of a large JPEG decodes only what it needs; then turned, for a square box turns with it.
        if image.mode not in _MADE_SMALL_AS_THEY_ARE:
            image = _in_colours(image)
        image.thumbnail((longest[0], longest[0]), Image.Resampling.LANCZOS)
        shown = _in_colours(ImageOps.exif_transpose(image))
        return [_copy(shown, side) for side in longest]
    except (OSError, SyntaxError, ValueError, EOFError, RuntimeError, MemoryError) as broken:
        raise PictureRefused(Why.BROKEN) from broken
    finally:
        image.close()


def of_few_colours(png: bytes) -> bytes:
    """A picture that the portal has drawn itself, a third as large: flat grounds and letters need no more colours."""
    with Image.open(BytesIO(png), formats=["PNG"]) as image:
        few = image.convert("RGB").quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    out = BytesIO()
    few.save(out, "PNG")
    return out.getvalue()


def _format(head: bytes) -> Format:
    if head.startswith(b"\xff\xd8\xff"):
        return Format.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Format.PNG
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Format.WEBP
    if head[4:8] == b"ftyp":
        if head[8:12] in _HEIC_BRANDS:
            return Format.HEIC
        raise PictureRefused(Why.UNKNOWN if head[8:12] in (b"avif", b"avis") else Why.VIDEO)
    raise PictureRefused(Why.VIDEO if head.startswith(_VIDEO) else Why.UNKNOWN)


def _opened(file: IO[bytes], known: Format) -> Image.Image:
    """The picture by its header alone, small enough to be decoded."""
    file.seek(0)
    try:
        image = Image.open(file, formats=[known.value[1]])
        width, height = image.size
        frames = getattr(image, "n_frames", 1) if known in (Format.PNG, Format.WEBP) else 1
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise PictureRefused(Why.TOO_MANY_POINTS) from bomb
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, RuntimeError) as broken:
        raise PictureRefused(Why.BROKEN) from broken
    if width * height > LIMIT_POINTS:
        raise PictureRefused(Why.TOO_MANY_POINTS)
    if frames > 1:
        raise PictureRefused(Why.MOVING)
    return image


def _in_colours(image: Image.Image) -> Image.Image:
    """Red, green and blue of eight bits; what could be seen through stands on white."""
    if image.mode.startswith(("I", "F")):
        # Of 16 bits: the library would cut off what is brighter than 255 instead of scaling.
        return image.convert("I").point(lambda level: level * (1 / _LEVELS)).convert("L").convert("RGB")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        ground = Image.new("RGB", clear.size, _WHITE)
        ground.paste(clear, mask=clear.getchannel("A"))
        return ground
    return image if image.mode == "RGB" else image.convert("RGB")


def _copy(image: Image.Image, longest: int) -> Copy:
    small = image.copy()
    small.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    fresh = Image.new("RGB", small.size)
    fresh.paste(small)
    out = BytesIO()
    fresh.save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return Copy(out.getvalue(), *fresh.size)
