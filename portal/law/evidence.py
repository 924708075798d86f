"""Kinds of evidence that acts call for, and how the portal names them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from portal.kernel.wording import Lines


class Evidence(StrEnum):
    MEETING = "meeting"  # a held meeting, in the portal
    RECORD = "record"
    LINK = "link"
    LETTER = "letter"
    ORDER = "order"
    RESOLUTION = "resolution"
    DECISION = "decision"
    AMENDMENT = "amendment"
    MASLIKHAT = "maslikhat"  # its document or agenda
    PUBLICATION = "publication"
    ANNOUNCEMENT = "announcement"
    COVERAGE = "coverage"
    TABLE = "table"
    LIST = "list"
    REPORT = "report"
    SCHEDULE = "schedule"
    MINUTES = "minutes"
    PROTOCOL = "protocol"
    LOG = "log"
    TIMING = "timing"
    MARKS = "marks"
    ATTENDANCE = "attendance"
    INVITATIONS = "invitations"
    REQUEST = "request"
    ANALYSIS = "analysis"
    JUSTIFICATION = "justification"
    AGREEMENT = "agreement"
    EVALUATION = "evaluation"
    DOCUMENT = "document"
    RECEIPTS = "receipts"
    NOTICE = "notice"
    RECORDING = "recording"
    INSPECTION = "inspection"


NAMES: dict[Evidence, Lines] = {
    Evidence.MEETING: Lines("өткізілген кездесу", "проведённая встреча", "a held meeting"),
    Evidence.RECORD: Lines("кездесудің жазбасы", "запись о встрече", "a record of the meeting"),
    Evidence.LINK: Lines("сілтеме", "ссылка", "a link"),
    Evidence.LETTER: Lines("хат", "письмо", "a letter"),
    Evidence.ORDER: Lines("бұйрық немесе өкім", "приказ или распоряжение", "an order"),
    Evidence.RESOLUTION: Lines("қаулы", "постановление", "a resolution"),
    Evidence.DECISION: Lines("шешім", "решение", "a decision"),
    Evidence.AMENDMENT: Lines("күнтізбені түзету", "корректировка календаря", "a correction of the calendar"),
    Evidence.MASLIKHAT: Lines("мәслихаттың құжаты", "документ маслихата", "a document of the maslikhat"),
    Evidence.PUBLICATION: Lines("жарияланым", "публикация", "a publication"),
    Evidence.ANNOUNCEMENT: Lines(
        "күні көрсетілген хабарландыру", "объявление с датой", "an announcement with its date"
    ),
    Evidence.COVERAGE: Lines(
        "бұқаралық ақпарат құралдарындағы материалдар", "материалы в средствах массовой информации", "media coverage"
    ),
    Evidence.TABLE: Lines("жарияланған кесте", "опубликованная таблица", "a published table"),
    Evidence.LIST: Lines("мәселелердің тізбесі", "перечень вопросов", "a list of issues"),
    Evidence.REPORT: Lines("есеп", "отчёт", "a report"),
    Evidence.SCHEDULE: Lines("график", "график", "a schedule"),
    Evidence.MINUTES: Lines("отырыстың хаттамасы", "протокол заседания", "minutes of the session"),
    Evidence.PROTOCOL: Lines("қабылдаудың хаттамасы", "протокол приёма", "a protocol of the reception"),
    Evidence.LOG: Lines("есепке алу журналы", "журнал учёта", "a log"),
    Evidence.TIMING: Lines("кездесудің хронометражы", "хронометраж встречи", "the timing of the meeting"),
    Evidence.MARKS: Lines("өткізілгені туралы белгілер", "отметки о проведении", "marks of what was done"),
    Evidence.ATTENDANCE: Lines("қатысқаны туралы белгі", "отметка об участии", "a mark of attendance"),
    Evidence.INVITATIONS: Lines("шақырулар", "приглашения", "invitations"),
    Evidence.REQUEST: Lines("халықтың талабы", "требование населения", "a demand of the population"),
    Evidence.ANALYSIS: Lines("талдау", "анализ", "an analysis"),
    Evidence.JUSTIFICATION: Lines("таңдаудың негіздемесі", "обоснование выбора", "a justification of the choice"),
    Evidence.AGREEMENT: Lines("келісу құжаты", "документ о согласовании", "a document of agreement"),
    Evidence.EVALUATION: Lines("бағалаудың нәтижесі", "результат оценки", "a result of the evaluation"),
    Evidence.DOCUMENT: Lines("құжат", "документ", "a document"),
    Evidence.RECEIPTS: Lines("алғаны туралы белгілер", "отметки о получении", "receipts"),
    Evidence.NOTICE: Lines(
        "өтініш берушіге жіберілген хабарлама", "уведомление заявителю", "a notice to the applicant"
    ),
    Evidence.RECORDING: Lines("аудио- немесе бейнежазба", "аудио- или видеозапись", "an audio or video recording"),
    Evidence.INSPECTION: Lines("тексеру актісі", "акт проверки", "an act of inspection"),
}


def proof_of(kinds: tuple[Evidence, ...]) -> Lines:
    """What is accepted, as one line a language: "A letter, receipts." """

    def said(language: str) -> str:
        names = ", ".join(NAMES[kind].get(language) for kind in kinds)
        return f"{names[0].upper()}{names[1:]}."

    return Lines.written(said)


#: A page of a newspaper: what an office without a site shows where a publication is asked for.
NEWSPAPER = "newspaper"
_IN_A_NEWSPAPER = Lines("газеттегі жарияланым", "публикация в газете", "a publication in a newspaper")
_PRINTED = (Evidence.PUBLICATION, Evidence.ANNOUNCEMENT, Evidence.TABLE)
#: Kinds that are pages on the internet, of which there are usually several.
PAGES = (Evidence.LINK, Evidence.COVERAGE)
#: Kinds that stay with the sender although the duty is to send.
_KEPT = (Evidence.RECEIPTS, Evidence.LOG, Evidence.MASLIKHAT)


def genres(kinds: Iterable[Evidence]) -> tuple[str, ...]:
    """What a document may be that is entered for a duty of these kinds, in their order."""
    asked = tuple(kinds)
    printed = (NEWSPAPER,) if any(kind in _PRINTED for kind in asked) else ()
    return (*(kind.value for kind in asked), *printed)


def genre_name(genre: str) -> Lines:
    """How a kind of document is called. Raises ValueError for none of ours."""
    return _IN_A_NEWSPAPER if genre == NEWSPAPER else NAMES[Evidence(genre)]


def still_missing(kinds: Iterable[Evidence], given: Iterable[str]) -> tuple[Evidence, ...]:
    """Kinds nothing was given for yet. A newspaper stands for what is published; an unnamed document for the first."""
    asked, there = tuple(kinds), set(given)
    if NEWSPAPER in there:
        there |= {kind.value for kind in asked if kind in _PRINTED}
    if "" in there:
        there |= {kind.value for kind in asked[:1]}
    return tuple(kind for kind in asked if kind.value not in there)


def is_sent(genre: str) -> bool:
    """Whether a document of this kind goes to the receivers of its duty."""
    return genre not in _KEPT
