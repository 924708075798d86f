"""Reads of akim calendars."""
