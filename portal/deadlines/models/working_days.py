"""Days that differ from the plain week."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.deadlines import querysets
from portal.deadlines.choices import DayKind
from portal.kit.texts import ShortText
from portal.kit.translated import in_language

#: What seeding writes as the source of a day.
_SEEDED_FROM = re.compile(r"holidays (?P<version>\S+?)(?P<estimated>, estimated)?")


class CalendarDay(models.Model):
    """A day that differs from the plain week: a holiday, its day off, a moved day."""

    date = models.DateField(_("day"), unique=True)
    kind = models.CharField(_("kind"), max_length=8, choices=DayKind)
    name = ShortText(max_length=150)
    source = models.CharField(_("source"), max_length=200, blank=True)
    # Written by hand, in the words of people; `source` is what seeding wrote.
    source_kk = models.CharField(max_length=300, blank=True)
    source_ru = models.CharField(max_length=300, blank=True)
    source_en = models.CharField(max_length=300, blank=True)
    changed_on = models.DateField(_("changed"), null=True, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar[querysets.CalendarDayManager[CalendarDay]] = querysets.CalendarDayManager()
    if TYPE_CHECKING:
        _default_manager: ClassVar[querysets.CalendarDayManager[CalendarDay]]
        name_kk = name_ru = name_en = ""

    class Meta:
        verbose_name = _("day of the working calendar")
        verbose_name_plural = _("working calendar")
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date.isoformat()} {self.name_ru}"

    @property
    def is_seeded(self) -> bool:
        """As the library of holidays has it; nobody changed it."""
        return _SEEDED_FROM.fullmatch(self.source) is not None and self.changed_on is None

    @property
    def source_address(self) -> str:
        """Where the source can be read, when somebody gave an address."""
        return self.source if self.source.startswith(("https://", "http://")) else ""

    @property
    def source_words(self) -> str:
        """Where the day comes from, said to people; a source entered by hand is shown as it was written."""
        if self.source_kk or self.source_ru:
            return in_language(self, "source")
        seeded = _SEEDED_FROM.fullmatch(self.source)
        if seeded is None:
            return self.source
        if seeded["estimated"]:
            return gettext("Calendar of holidays, version %(version)s; provisional date") % {
                "version": seeded["version"]
            }
        return gettext("Calendar of holidays, version %(version)s") % {"version": seeded["version"]}
