from __future__ import annotations

import pytest

from tests.jobs.kinds import KINDS


@pytest.fixture(autouse=True)
def _handlers(settings) -> None:
    settings.KEZDESU_JOBS = KINDS
