"""Why a workbook or a picture is refused, in the reader's language. Doors of workbooks give these sentences to the gate
of `portal.sheets`."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.kit.pictures import Why

#: By `portal.sheets.refusals.CODES`. A door whose limits are other ones says so in its own words.
SENTENCES = {
    "too_large": _("The file is larger than 10 MB. Take out pictures and sheets that are not needed."),
    "too_large_unpacked": _("The workbook unpacks to more than is read here. Take out sheets that are not needed."),
    "too_many_rows": _("The workbook has more than 20,000 rows. Split it into several."),
    "too_slow": _("The workbook takes longer than 30 seconds to read. Split it into several."),
    "not_a_workbook": _(
        "This is not an Excel workbook, whatever its name says. Open it in Excel and save it as .xlsx."
    ),
    "old_format": _("This is a workbook of the old format. Open it in Excel and save it as .xlsx."),
    "encrypted": _("The workbook is protected by a password. Save it without one and try again."),
    "macros": _("The workbook holds macros. Save it as .xlsx, without macros, and try again."),
    "external_links": _("The workbook takes data from other files. Paste them as values and try again."),
    "damaged": _("The workbook is damaged. Open it in Excel, save it again and try once more."),
    "suspicious": _("The workbook holds declarations that no office program writes. It was not opened."),
    "empty": _("The workbook is empty."),
}


def said_of_picture(why: Why) -> str:
    """Why a file is no photo, and what to do about it."""
    return {
        Why.EMPTY: gettext("The file is empty."),
        Why.TOO_LARGE: gettext("The photo is larger than 20 MB: send a smaller copy of it."),
        Why.TOO_MANY_POINTS: gettext("The picture has more than 50 million points: send a smaller copy of it."),
        Why.VIDEO: gettext(
            "This is a video. Send photos here; a recording has its link in the account of the meeting."
        ),
        Why.HEIC: gettext(
            "This is a HEIC picture, which the portal does not read. Send it from the phone itself, which makes a JPEG "
            "of it, or choose Settings, Camera, Formats, Most Compatible; on a computer save it as JPEG."
        ),
        Why.MOVING: gettext("The picture moves. Send a photo: JPEG, PNG or WebP."),
        Why.UNKNOWN: gettext("This is no photo. Send JPEG, PNG or WebP: the content of this file is something else."),
        Why.BROKEN: gettext("The file is damaged and cannot be read. Send the photo once more."),
    }[why]
