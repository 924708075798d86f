"""What akims of the demonstration meet people about, where, and what is said of changed meetings. All invented."""

from __future__ import annotations

from portal.kernel.wording import Lines

SUBJECTS = (
    Lines("Ауыз су және кәріз желілері", "Питьевая вода и канализация", "Drinking water and sewers"),
    Lines("Ішкі жолдарды жөндеу", "Ремонт внутренних дорог", "Repair of local roads"),
    Lines("Мектеп пен балабақшаның жағдайы", "Состояние школы и детского сада", "The school and the kindergarten"),
    Lines("Жайылым және мал азығы", "Пастбища и корма", "Pastures and fodder"),
    Lines("Электр қуаты және көше жарығы", "Электроснабжение и уличное освещение", "Electricity and street lights"),
    Lines("Жұмыспен қамту және шағын несие", "Занятость и микрокредиты", "Jobs and small loans"),
    Lines("Жылыту маусымына дайындық", "Подготовка к отопительному сезону", "Getting ready for the heating season"),
    Lines("Байланыс және интернет сапасы", "Качество связи и интернета", "Quality of communications and internet"),
    Lines("Қоқыс шығару және абаттандыру", "Вывоз мусора и благоустройство", "Waste removal and public spaces"),
    Lines("Суармалы су және күріш егісі", "Поливная вода и посевы риса", "Irrigation water and rice fields"),
    Lines("Медициналық пункттің жұмысы", "Работа медицинского пункта", "Work of the medical post"),
)
VENUES = (
    Lines("Ауылдық клуб", "Сельский клуб", "Village club"),
    Lines("Орта мектеп, мәжіліс залы", "Средняя школа, актовый зал", "Secondary school, assembly hall"),
    Lines("Мәдениет үйі", "Дом культуры", "House of Culture"),
    Lines("Кітапхана, оқу залы", "Библиотека, читальный зал", "Library, reading room"),
)

ACT_NUMBER = "{number}-Ө (демонстрация)"
#: Why a meeting was held on another day than people were told.
OTHER_DAY_REASONS = (
    Lines("Жолды су басты", "Дорогу затопило", "The road was flooded"),
    Lines(
        "Сол күні аудандық мәслихаттың сессиясы өтті",
        "В тот день прошла сессия районного маслихата",
        "The maslikhat of the district was in session that day",
    ),
    Lines("Боранға байланысты жол жабылды", "Дорогу закрыли из-за бурана", "The road was closed by a snowstorm"),
    Lines("Тұрғындар басқа күнді сұрады", "Жители попросили о другом дне", "Residents asked for another day"),
)
AMENDING_REASON = Lines(
    "Су тасқыны кезеңіндегі жұмыс және әкімдердің іссапарлары",
    "Работа в паводковый период и командировки акимов",
    "Work in the flood season and journeys of the akims",
)
MOVE_REASONS = (
    Lines(
        "Сол күні әкім облыстағы жиналысқа қатысады",
        "В этот день аким участвует в совещании в области",
        "The akim attends a meeting at the region that day",
    ),
    Lines(
        "Ауылда егіс жұмыстары қызу жүріп жатыр",
        "В селе разгар полевых работ",
        "Field work is at its height in the village",
    ),
    Lines(
        "Кездесу өтетін ғимарат жөнделіп жатыр",
        "Здание, где пройдёт встреча, ремонтируется",
        "The building is under repair",
    ),
)
CANCEL_REASONS = (
    Lines(
        "Су тасқынына байланысты төтенше жағдай режимі енгізілді",
        "Из-за паводка введён режим чрезвычайной ситуации",
        "A state of emergency was declared because of the flood",
    ),
    Lines("Округте карантин жарияланды", "В округе объявлен карантин", "A quarantine was declared in the district"),
)
