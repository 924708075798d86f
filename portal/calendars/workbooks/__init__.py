"""Calendars of akims as offices keep them: what the reader of workbooks is to know of their names, and writing ours."""

from portal.calendars.workbooks.guide import AkimGuide, akim_guide
from portal.calendars.workbooks.writing import write_calendar, write_proposal

__all__ = ["AkimGuide", "akim_guide", "write_calendar", "write_proposal"]
