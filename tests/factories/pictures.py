"""Pictures as telephones and jokers make them."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from PIL import Image

#: Stands in every corner of a picture that nobody sees.
SECRET = "Құпия-51.169-сурет"


def picture(
    form: str = "JPEG",
    size: tuple[int, int] = (400, 300),
    *,
    mode: str = "RGB",
    colour: object = (200, 30, 30),
    turned: int = 1,
    secret: bool = False,
    **options: object,
) -> bytes:
    """`turned`: how the camera was held, as EXIF says it. `secret`: with place, camera, comment and profile."""
    image = Image.new(mode, size, colour)  # type: ignore[arg-type]
    if turned != 1 or secret:
        exif = Image.Exif()
        exif[0x0112] = turned
        if secret:
            exif[0x010E] = SECRET
            exif[0x0110] = SECRET
            exif.get_ifd(0x8825).update(
                {1: "N", 2: (51.0, 10.0, 8.0), 3: "E", 4: (71.0, 26.0, 9.0), 27: SECRET.encode()}
            )
            options |= {"icc_profile": SECRET.encode() * 20}
            if form == "JPEG":
                options |= {"comment": SECRET.encode()}
        options |= {"exif": exif.tobytes()}
    out = BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def half_and_half(form: str = "JPEG", turned: int = 1) -> bytes:
    """Lying, the left half black and the right half white."""
    image = Image.new("RGB", (400, 200), (255, 255, 255))
    image.paste((0, 0, 0), (0, 0, 200, 200))
    exif = Image.Exif()
    exif[0x0112] = turned
    out = BytesIO()
    image.save(out, form, exif=exif.tobytes())
    return out.getvalue()


def moving(form: str) -> bytes:
    frames = [Image.new("RGB", (20, 20), (level, 0, 0)) for level in (10, 120, 240)]
    out = BytesIO()
    frames[0].save(out, form, save_all=True, append_images=frames[1:], duration=100)
    return out.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """A PNG that says it has so many points, and is a hundred bytes long."""

    def part(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", header) + part(b"IDAT", zlib.compress(b"\0" * 64)) + part(b"IEND", b"")


def video(size: int = 1000) -> bytes:
    return b"\0\0\0\x20ftypisom\0\0\2\0isomiso2avc1mp41" + b"\0" * (size - 32)
