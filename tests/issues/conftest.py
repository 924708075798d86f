"""What tests of work on issues begin with."""

from __future__ import annotations

import pytest

from tests.ground import GROUND
from tests.issues.offices import Offices, make_offices


@GROUND.fixture
def issue_offices() -> Offices:
    return make_offices()


@pytest.fixture
def offices(issue_offices: Offices) -> Offices:
    return issue_offices
