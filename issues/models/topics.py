"""What issues are about: a tree that administrators edit, whose roots are the topics of questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from issues import querysets
from portal.kit.texts import ShortText
from portal.questions.choices import Topic


class IssueTopic(models.Model):
    """A root carries a topic of questions and no name of its own; a branch under it has its name in three languages.

    One that is closed takes no new issues, and keeps those it has. `slug` stands in addresses, for ever.
    """

    slug = models.CharField(
        _("word in addresses"), max_length=40, unique=True, validators=[RegexValidator(r"\A[a-z][a-z0-9-]*\Z")]
    )
    topic = models.CharField(_("topic"), max_length=16, choices=Topic)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="branches", verbose_name=_("under")
    )
    name = ShortText(max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    closed_on = models.DateField(_("takes no new issues since"), null=True, blank=True)

    objects: ClassVar[querysets.TopicManager[IssueTopic]] = querysets.TopicManager()
    if TYPE_CHECKING:
        _default_manager: ClassVar[querysets.TopicManager[IssueTopic]]
        name_kk = name_ru = name_en = ""

    class Meta:
        verbose_name = _("topic of issues")
        verbose_name_plural = _("topics of issues")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["topic"], condition=Q(parent__isnull=True), name="issues_topic_root"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | (~Q(name_kk="") & ~Q(name_ru="") & ~Q(name_en="")),
                name="issues_topic_named",
                violation_error_message=_("Name the topic in all three languages."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name) if self.parent_id else str(self.get_topic_display())
