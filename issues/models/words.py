"""Words that public issues have, for who misspells one of them."""

from __future__ import annotations

from typing import Final

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_WORD: Final = 40


class IssueWord(models.Model):
    """A word as a search keeps it, folded, of four letters or more; numbers are none.

    What is spelled alike is looked for among some hundred thousand words, not in the texts of all issues. A trigger
    adds words that are new, so that nobody who writes an issue waits for anybody: one may stand twice. The beat leaves
    those that public issues have (`services.spelling`).
    """

    word = models.CharField(max_length=LONGEST_WORD)

    class Meta:
        verbose_name = _("word of issues")
        verbose_name_plural = _("words of issues")
        indexes = [
            models.Index(fields=["word"], name="issues_word"),
            GinIndex(fields=["word"], opclasses=["gin_trgm_ops"], name="issues_word_alike"),
        ]

    def __str__(self) -> str:
        return self.word
