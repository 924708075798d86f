"""Fills the empty database of the rig: nineteen ministries, seventeen akimats, the law, and people."""

from __future__ import annotations

from datetime import date


def settle() -> None:
    """As an installation that everybody joined on 1 November 2026."""
    from tests.deadlines.conftest import make_country
    from tests.factories.deadlines import seed_law

    seed_law()
    make_country(joined_on=date(2026, 11, 1), ministries=19, akimats=17)


if __name__ == "__main__":
    import django

    django.setup()
    settle()
