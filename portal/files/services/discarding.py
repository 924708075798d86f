"""Letting go of a file that nothing needs any more."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError

from portal.files.choices import Purpose
from portal.files.models import StoredFile

#: What the portal made or only read, and photos, which are taken off for good. Evidence and acts are part of the record
#: and stay.
_PASSING = (Purpose.RESULT, Purpose.WORKBOOK, Purpose.PHOTO)


def discard(file: StoredFile) -> bool:
    """Delete a file of passing use, and its content when no other row has the same. False when it is still needed."""
    if file.purpose not in _PASSING or file.is_public:
        return False
    location = file.content.name or ""
    try:
        with transaction.atomic():
            file.delete()
    except ProtectedError:
        return False
    transaction.on_commit(partial(_sweep_away, location), robust=True)
    return True


def _sweep_away(location: str) -> None:
    """Contents are shared by their hash. One that is stored anew in this very moment is written again by its upload."""
    if location and not StoredFile.objects.filter(content=location).exists():
        (Path(settings.MEDIA_ROOT) / location).unlink(missing_ok=True)
