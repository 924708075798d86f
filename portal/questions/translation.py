"""What is kept in three languages."""

from portal.kit.texts import register
from portal.questions.models import AskedQuestion, Demand, DemandEvent, DemandPolicy, QuestionEvent

register(AskedQuestion, Demand, DemandEvent, DemandPolicy, QuestionEvent)
