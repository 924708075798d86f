"""What tests of issues begin with."""

from __future__ import annotations

import pytest

from tests.ground import GROUND
from tests.issues.offices import Offices, make_offices
from tests.issues.quarter import Office, make_office
from tests.issues.village import Village, make_village


@GROUND.fixture
def issue_offices() -> Offices:
    return make_offices()


@pytest.fixture
def offices(issue_offices: Offices) -> Offices:
    return issue_offices


@GROUND.fixture
def raised_village() -> Village:
    return make_village()


@pytest.fixture
def village(raised_village: Village) -> Village:
    return raised_village


@GROUND.fixture
def owing_office() -> Office:
    return make_office()


@pytest.fixture
def office(owing_office: Office) -> Office:
    return owing_office
