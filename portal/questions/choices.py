"""What people ask about."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class Topic(models.TextChoices):
    """What a question is about, as published notes of results call it."""

    HOUSING = "housing", pgettext_lazy("topic", "utilities and housing")
    ROADS = "roads", pgettext_lazy("topic", "roads")
    WATER = "water", pgettext_lazy("topic", "water")
    ENERGY = "energy", pgettext_lazy("topic", "gas and electricity")
    ECOLOGY = "ecology", pgettext_lazy("topic", "landscaping and ecology")
    EDUCATION = "education", pgettext_lazy("topic", "education")
    HEALTH = "health", pgettext_lazy("topic", "health and insurance")
    SOCIAL = "social", pgettext_lazy("topic", "social protection and disability")
    LAND = "land", pgettext_lazy("topic", "land")
    AGRICULTURE = "agriculture", pgettext_lazy("topic", "agriculture")
    JOBS = "jobs", pgettext_lazy("topic", "jobs and wages")
    COMMUNICATIONS = "communications", pgettext_lazy("topic", "communications")
    TRANSPORT = "transport", pgettext_lazy("topic", "transport")
    PRICES = "prices", pgettext_lazy("topic", "prices")
    BUSINESS = "business", pgettext_lazy("topic", "business")
    ORDER = "order", pgettext_lazy("topic", "police and public order")
    CULTURE = "culture", pgettext_lazy("topic", "culture and sport")
    OTHER = "other", pgettext_lazy("topic", "other")
