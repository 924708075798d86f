"""What the author is told of a text that does not become public, before the moderator's own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from portal.kernel.wording import Lines

#: By the value of `choices.Refusal`.
TOLD: Final[Mapping[str, Lines]] = {
    "off_topic": Lines(
        "Мәтін осы жерге немесе осы кездесуге қатысты емес.",
        "Текст не относится к этому месту или к этой встрече.",
        "The text is not about this place or this meeting.",
    ),
    "personal": Lines(
        "Бұл – бір адамның мәселесі. Мұндай мәселе ресми өтініш арқылы қаралады: eotinish.kz.",
        "Это дело одного человека. Его рассматривают по официальному обращению: eotinish.kz.",
        "This is a matter of one person. It is dealt with by an official appeal: eotinish.kz.",
    ),
    "private": Lines(
        "Мәтін дербес деректерсіз түсініксіз, ал олар жарияланбайды. Деректерсіз қайта жазыңыз.",
        "Без личных данных текст непонятен, а их не публикуют. Напишите ещё раз без них.",
        "Without data of a person the text cannot be understood. They are not published: write it without them.",
    ),
    "insult": Lines(
        "Мәтінде біреуге тіл тигізілген. Сөзін өзгертіп, қайта жазыңыз.",
        "В тексте есть оскорбление. Напишите ещё раз другими словами.",
        "The text insults somebody. Write it again in other words.",
    ),
    "advert": Lines("Мәтін – жарнама.", "Это реклама.", "The text is advertising."),
    "unlawful": Lines(
        "Мәтін заңмен тыйым салынған әрекетке шақырады.",
        "Текст призывает к тому, что запрещено законом.",
        "The text calls for what the law forbids.",
    ),
    "unclear": Lines(
        "Мәтіннен не сұралғаны түсініксіз. Нақтылап, қайта жазыңыз.",
        "Из текста непонятно, о чём вопрос. Напишите ещё раз подробнее.",
        "One cannot tell from the text what is asked. Write it again in more detail.",
    ),
    "late": Lines(
        "Мәтін сұрақ қабылдау аяқталғаннан кейін келді.",
        "Текст поступил после окончания приёма вопросов.",
        "The text came after questions were closed.",
    ),
    "other": Lines("Мәтін жарияланбады.", "Текст не опубликован.", "The text is not published."),
}

#: Why nothing was said of a question: by the state of its meeting.
MEETING_OFF: Final[Mapping[str, Lines]] = {
    "cancelled": Lines(
        "Кездесу өткізілмейтін болды. Орган сұрақты осы жердің басқа кездесуіне ауыстыра алады.",
        "Встреча отменена. Орган может перенести вопрос на другую встречу этого места.",
        "The meeting is cancelled. The body may move the question to another meeting of the place.",
    ),
    "not_taken_place": Lines(
        "Кездесу болған жоқ. Орган сұрақты осы жердің басқа кездесуіне ауыстыра алады.",
        "Встреча не состоялась. Орган может перенести вопрос на другую встречу этого места.",
        "The meeting did not take place. The body may move the question to another meeting of the place.",
    ),
}

NO_WORDS: Final = Lines("", "", "")


def told(refusal: str, note: Lines = NO_WORDS) -> Lines:
    """The whole of it: the sentence of the reason, and the moderator's own words after it."""
    sentence = TOLD[refusal]
    return Lines.written(lambda language: f"{sentence.get(language)} {note.get(language)}".strip())
