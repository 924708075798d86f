"""Why a workbook is refused, in the reader's language. Doors give these sentences to the gate of `portal.sheets`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

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
