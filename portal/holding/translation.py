"""What is kept in three languages."""

from portal.holding.models import Account, AccountEvent, Attachment, Part, Photo, Question
from portal.kit.texts import register

register(Account, AccountEvent, Attachment, Part, Photo, Question)
