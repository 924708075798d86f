"""Deputies and committee chairs of the demonstration: invented posts, no persons."""

from __future__ import annotations

from portal.kernel.wording import Lines

#: A committee of each ministry that has a departmental plan in the demonstration.
CHAIRS = {
    "water": Lines(
        "Су пайдалану комитетінің төрағасы",
        "Председатель Комитета водопользования",
        "Chair of the Committee for Water Use",
    ),
    "culture": Lines(
        "Мәдени мұра комитетінің төрағасы",
        "Председатель Комитета культурного наследия",
        "Chair of the Committee for Cultural Heritage",
    ),
    "energy": Lines(
        "Жылумен жабдықтау комитетінің төрағасы",
        "Председатель Комитета теплоснабжения",
        "Chair of the Committee for Heat Supply",
    ),
}

ORDER_NUMBER = "{number}-НҚ (демонстрация)"
PLAN_RETURN_COMMENT = (
    "Күзгі кездесулер жетіспейді, төрағаның кездесуін қосыңыз. / "
    "Не хватает осенних встреч, добавьте встречу председателя комитета."
)


def deputy(head: Lines) -> Lines:
    """The deputy's title from that of the minister."""
    return Lines(
        kk=head.kk.replace("министрі", "вице-министрі"),
        ru=head.ru.replace("Министр ", "Вице-министр ", 1),
        en=head.en.replace("Minister", "Vice-Minister", 1),
    )
