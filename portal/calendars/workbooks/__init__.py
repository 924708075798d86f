"""Calendars of akims as offices keep them: what the reader of workbooks is to know of their names, and writing ours."""

from portal.calendars.workbooks.guide import AkimGuide, akim_guide

__all__ = ["AkimGuide", "akim_guide"]
