"""What is kept in three languages. What an obligation is about is not: the portal writes it, at once in all of them."""

from portal.deadlines.models import CalendarDay, Decision
from portal.kit.texts import register

register(CalendarDay, Decision)
