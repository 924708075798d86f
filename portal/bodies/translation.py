"""What is kept in three languages. The classifier is not: its names are the official ones, in Kazakh and Russian."""

from portal.bodies.models import Body, Exemption, Official, Territory
from portal.kit.texts import register

register(Territory, Body, Exemption, Official)
