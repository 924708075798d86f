"""What pages of the demonstration say beside the frame."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from portal.demo import progress


def loading(_request: HttpRequest) -> dict[str, Any]:
    """Context processor: how many per cent are loaded, while it is being loaded. One look into the cache."""
    return {"loaded_per_cent": progress.per_cent()}
