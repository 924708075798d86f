"""The workbook of a month: meetings that wait to be recorded, to be filled in at a desk and brought back."""

from portal.holding.workbooks.month import FILLED, MonthLine, MonthReading, read_month, write_month

__all__ = ["FILLED", "MonthLine", "MonthReading", "read_month", "write_month"]
