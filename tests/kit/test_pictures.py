"""Pictures of strangers: small copies, with nothing in them but what is seen; and what is refused, and why."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from portal.kit import heic, pictures
from portal.kit.pictures import Copy, Format, PictureRefused, Why, look_at, make_copies
from tests.factories.pictures import SECRET, half_and_half, huge_png, moving, picture, video

SIDES = (1600, 480)


def why(content: bytes) -> Why:
    with pytest.raises(PictureRefused) as refused:
        look_at(BytesIO(content))
    return refused.value.why


def seen(copy: Copy) -> Image.Image:
    image = Image.open(BytesIO(copy.content))
    image.load()
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (copy.width, copy.height))
    return image


def middle(content: bytes) -> tuple[int, ...]:
    image = seen(make_copies(BytesIO(content), SIDES)[0])
    found = image.getpixel((image.width // 2, image.height // 2))
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize(
    ("form", "known"),
    [("JPEG", Format.JPEG), ("PNG", Format.PNG), ("WEBP", Format.WEBP), ("HEIF", Format.HEIC)],
)
def test_of_each_format_there_are_two_copies_without_anything_beside_the_picture(form: str, known: Format) -> None:
    assert heic.can_read()
    content = picture(form, (2400, 1200), secret=True)
    assert look_at(BytesIO(content)) is known
    assert b"Exif" in content or b"eXIf" in content or b"EXIF" in content
    large, small = make_copies(BytesIO(content), SIDES)
    assert [(copy.width, copy.height) for copy in (large, small)] == [(1600, 800), (480, 240)]
    for copy in (large, small):
        image = seen(copy)
        assert not image.getexif()
        assert {"exif", "icc_profile", "comment", "xmp", "photoshop"}.isdisjoint(image.info)
        for trace in (b"Exif", b"ICC_PROFILE", b"http://ns.adobe.com", SECRET.encode(), SECRET.encode()[:9]):
            assert trace not in copy.content
        red, green, blue = image.getpixel((10, 10))  # type: ignore[misc]
        assert abs(red - 200) < 8
        assert abs(green - 30) < 8
        assert abs(blue - 30) < 8


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(("turned", "dark"), [(1, "left"), (3, "right"), (6, "top"), (8, "bottom")])
def test_a_picture_stands_as_the_camera_was_held(form: str, turned: int, dark: str) -> None:
    image = seen(make_copies(BytesIO(half_and_half(form, turned)), SIDES)[0])
    lying = turned in (1, 3)
    assert image.size == ((400, 200) if lying else (200, 400))
    width, height = image.size
    at = {
        "left": (10, height // 2),
        "right": (width - 10, height // 2),
        "top": (width // 2, 10),
        "bottom": (width // 2, height - 10),
    }
    bright = {side for side, place in at.items() if min(image.getpixel(place)) > 200}  # type: ignore[arg-type]
    opposite = {"left": "right", "right": "left", "top": "bottom", "bottom": "top"}
    assert dark not in bright
    assert opposite[dark] in bright


def test_a_small_picture_is_not_made_larger() -> None:
    large, small = make_copies(BytesIO(picture(size=(300, 200))), SIDES)
    assert (large.width, small.width) == (300, 300)


def test_colours_of_print_of_sixteen_bits_and_of_glass_are_seen_as_they_are_meant() -> None:
    red, green, blue = middle(picture("JPEG", mode="CMYK", colour=(0, 255, 255, 0)))
    assert red > 240
    assert max(green, blue) < 20
    assert all(abs(level - 128) < 4 for level in middle(picture("PNG", mode="I;16", colour=32768)))
    assert all(level > 250 for level in middle(picture("PNG", mode="RGBA", colour=(10, 10, 10, 0))))
    assert all(abs(level - 77) < 4 for level in middle(picture("PNG", mode="L", colour=77)))
    assert middle(picture("PNG", mode="1", colour=1)) == (255, 255, 255)
    assert middle(picture("PNG", mode="P", colour=0)) == (0, 0, 0)


def test_what_is_no_photo_is_refused_with_its_reason_before_anything_is_decoded() -> None:
    assert why(b"") is Why.EMPTY
    assert why(b"hello, this is a text") is Why.UNKNOWN
    assert why(b"%PDF-1.7\n%%EOF") is Why.UNKNOWN
    assert why(b"GIF89a" + b"\0" * 40) is Why.UNKNOWN
    assert why(b"<svg xmlns='http://www.w3.org/2000/svg'/>") is Why.UNKNOWN
    assert why(video()) is Why.VIDEO
    assert why(video(40 * 1024 * 1024)) is Why.VIDEO
    assert why(picture() + b"\0" * pictures.LIMIT_BYTES) is Why.TOO_LARGE
    assert why(moving("PNG")) is Why.MOVING
    assert why(moving("WEBP")) is Why.MOVING


@pytest.mark.parametrize("size", [(30_000, 30_000), (10_000, 5_001), (12_000, 9_000)])
def test_too_many_points_are_refused_by_the_header(size: tuple[int, int]) -> None:
    assert why(huge_png(*size)) is Why.TOO_MANY_POINTS


def test_fifty_million_points_may_be_looked_at() -> None:
    assert look_at(BytesIO(huge_png(10_000, 5_000))) is Format.PNG


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_what_breaks_off_is_refused_and_never_half_shown(form: str) -> None:
    assert heic.can_read()
    image = Image.effect_noise((600, 400), 80).convert("RGB")
    out = BytesIO()
    image.save(out, form)
    with pytest.raises(PictureRefused) as refused:
        make_copies(BytesIO(out.getvalue()[: len(out.getvalue()) // 2]), SIDES)
    assert refused.value.why is Why.BROKEN


def test_without_the_extra_a_heic_is_known_and_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert heic.can_read()
    content = picture("HEIF")
    monkeypatch.setattr(heic, "find_spec", lambda _name: None)
    assert why(content) is Why.HEIC
