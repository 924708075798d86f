"""Four subjects of meetings for each ministry that proposes them: one for a quarter."""

from __future__ import annotations

from functools import cache

from portal.kernel.wording import LANGUAGES, Lines

# A ministry, then its subjects, each in Kazakh, Russian and English.
_TABLE = """
agriculture
  Көктемгі егіс жұмыстары және жеңілдікті кредит
  Весенние полевые работы и льготные кредиты
  Spring field work and soft loans
  Мал азығы және жайылым тапшылығы
  Корма и нехватка пастбищ
  Fodder and the shortage of pastures
  Күзгі жиын-терін және астық бағасы
  Уборка урожая и цены на зерно
  The harvest and grain prices
  Ауыл шаруашылығы кооперативтерін қолдау
  Поддержка сельскохозяйственных кооперативов
  Support of farm cooperatives
culture
  Ауылдық мәдениет үйлері мен кітапханалар
  Сельские дома культуры и библиотеки
  Village houses of culture and libraries
  Тарихи ескерткіштерді сақтау
  Сохранение памятников истории
  Keeping historical monuments
  Жергілікті баспасөз және ақпаратқа қол жеткізу
  Местная пресса и доступ к информации
  Local press and access to information
  Өңірлік театрлар мен музейлердің жұмысы
  Работа областных театров и музеев
  Work of regional theatres and museums
digital
  Ауылдардағы байланыс пен интернет сапасы
  Качество связи и интернета в сёлах
  Quality of communications and internet in villages
  Мемлекеттік қызметтерді онлайн алу
  Получение государственных услуг онлайн
  Getting public services online
  Интернет-алаяқтықтан қорғану
  Защита от интернет-мошенничества
  Protection from fraud on the internet
  Мектептегі цифрлық сауаттылық және жасанды интеллект
  Цифровая грамотность и искусственный интеллект в школах
  Digital literacy and artificial intelligence in schools
ecology
  Ауа сапасы және өнеркәсіп шығарындылары
  Качество воздуха и промышленные выбросы
  Air quality and industrial emissions
  Орман өрттерінің алдын алу
  Предупреждение лесных пожаров
  Preventing forest fires
  Тұрмыстық қалдықтар және полигондар
  Бытовые отходы и полигоны
  Household waste and landfills
  Өзендер мен көлдердің жай-күйі
  Состояние рек и озёр
  The state of rivers and lakes
economy
  Өңірдің даму жоспары
  План развития региона
  Development plan of the region
  Коммуналдық қызмет тарифтері
  Тарифы на коммунальные услуги
  Utility tariffs
  Шағын бизнесті қолдау
  Поддержка малого бизнеса
  Support of small business
  Ауылдарды дамыту және «Ауыл – ел бесігі» жобалары
  Развитие сёл и проекты «Ауыл – ел бесігі»
  Village development and the projects of “Auyl – el besigi”
education
  Мектептердегі орын тапшылығы
  Нехватка мест в школах
  Shortage of places in schools
  Балабақшаларға кезек және тамақтану
  Очередь в детские сады и питание детей
  Queues for kindergartens and meals
  Жаңа оқу жылына дайындық және оқулықтар
  Подготовка к учебному году и учебники
  Preparing for the school year and textbooks
  Мектептегі қауіпсіздік және оқушыларды тасымалдау
  Безопасность в школах и подвоз учеников
  Safety in schools and school buses
emergencies
  Су тасқынына дайындық
  Подготовка к паводкам
  Preparing for floods
  Ауылдардағы өрт қауіпсіздігі
  Пожарная безопасность в сёлах
  Fire safety in villages
  Жер сілкінісі кезіндегі әрекет
  Действия при землетрясении
  What to do in an earthquake
  Қыстағы жолдардағы құтқару жұмыстары
  Спасательные работы на зимних трассах
  Rescue on winter roads
energy
  Жылыту маусымына дайындық
  Подготовка к отопительному сезону
  Preparing for the heating season
  Ауылдарды газдандыру
  Газификация сёл
  Gas supply for villages
  Электр желілерінің тозуы
  Износ электрических сетей
  Worn-out power lines
  Көмір мен сұйытылған газ бағасы
  Цены на уголь и сжиженный газ
  Prices of coal and liquefied gas
finance
  Жаңа Салық кодексі
  Новый Налоговый кодекс
  The new Tax Code
  Мемлекеттік сатып алудың ашықтығы
  Открытость государственных закупок
  Openness of public procurement
  Жеке тұлғалардың жалпыға бірдей декларациялауы
  Всеобщее декларирование физических лиц
  Income declarations of individuals
  Ауылдық округтердің бюджеті
  Бюджет сельских округов
  Budgets of rural districts
health
  Ауылдық емханалар мен дәрігер тапшылығы
  Сельские поликлиники и нехватка врачей
  Village clinics and the shortage of doctors
  Міндетті медициналық сақтандыру
  Обязательное медицинское страхование
  Mandatory health insurance
  Тегін дәрі-дәрмекпен қамтамасыз ету
  Обеспечение бесплатными лекарствами
  Provision of free medicines
  Жаңа аурухана құрылысы және жедел жәрдем
  Строительство больницы и скорая помощь
  A new hospital and the ambulance service
industry
  Тұрғын үй кезегі
  Очередь на жильё
  The housing queue
  Жаңа өндірістер мен жұмыс орындары
  Новые производства и рабочие места
  New plants and jobs
  Апатты үйлер мен үлескерлердің мәселелері
  Аварийное жильё и вопросы дольщиков
  Unsafe housing and questions of shareholders in construction
  Су құбыры мен жылу желілерін жаңарту
  Обновление водопровода и тепловых сетей
  Renewal of water mains and heating networks
interior
  Учаскелік полиция инспекторларының жұмысы
  Работа участковых инспекторов полиции
  Work of district police officers
  Жолдағы қауіпсіздік
  Безопасность на дорогах
  Road safety
  Құжаттандыру және көші-қон қызметі
  Документирование и миграционная служба
  Documents and the migration service
  Мал ұрлығының алдын алу
  Профилактика скотокрадства
  Preventing cattle theft
justice
  Заң көмегі және нотариат
  Юридическая помощь и нотариат
  Legal aid and notaries
  Сот актілерін орындау
  Исполнение судебных актов
  Enforcement of court decisions
  Мүлікті тіркеу және мұрагерлік
  Регистрация имущества и наследство
  Registration of property and inheritance
  Банкроттық және алименттер
  Банкротство и алименты
  Bankruptcy and child support
labour
  Жұмыспен қамту және жалақы
  Занятость и заработная плата
  Employment and wages
  Мүгедектігі бар адамдарды қолдау
  Поддержка лиц с инвалидностью
  Support of people with disabilities
  Зейнетақы және жәрдемақы тағайындау
  Назначение пенсий и пособий
  Pensions and benefits
  Көпбалалы отбасыларға көмек
  Помощь многодетным семьям
  Help for large families
science
  Білім беру гранттары және жатақханалар
  Образовательные гранты и общежития
  Study grants and dormitories
  Өңірлік университеттердің дамуы
  Развитие региональных университетов
  Growth of regional universities
  Жас ғалымдарды қолдау
  Поддержка молодых учёных
  Support of young scientists
  Түлектерді жұмысқа орналастыру
  Трудоустройство выпускников
  Jobs for graduates
tourism
  Спорт алаңдары мен балалар секциялары
  Спортивные площадки и детские секции
  Sports grounds and clubs for children
  Өңірдегі туризм инфрақұрылымы
  Туристская инфраструктура региона
  Tourist infrastructure of the region
  Ауылдағы бұқаралық спорт
  Массовый спорт на селе
  Sport for all in villages
  Демалыс аймақтарының тазалығы мен бағасы
  Чистота и цены в зонах отдыха
  Cleanliness and prices at resorts
trade
  Азық-түлік бағасы
  Цены на продукты питания
  Food prices
  Тұтынушылар құқығын қорғау
  Защита прав потребителей
  Consumer protection
  Базарлар мен жәрмеңкелер
  Рынки и ярмарки
  Markets and fairs
  Жергілікті тауарлардың дүкен сөрелеріне шығуы
  Местные товары на полках магазинов
  Local goods on the shelves of shops
transport
  Жергілікті жолдарды жөндеу
  Ремонт местных дорог
  Repair of local roads
  Ауыларалық автобус қатынасы
  Автобусное сообщение между сёлами
  Buses between villages
  Теміржол вокзалдары мен билеттер
  Железнодорожные вокзалы и билеты
  Railway stations and tickets
  Көпірлер мен өткелдердің жай-күйі
  Состояние мостов и переправ
  The state of bridges and crossings
water
  Суару маусымына дайындық
  Подготовка к поливному сезону
  Preparing for the watering season
  Ауылдарды ауызсумен қамтамасыз ету
  Обеспечение сёл питьевой водой
  Drinking water for villages
  Каналдар мен су қоймаларын жөндеу
  Ремонт каналов и водохранилищ
  Repair of canals and reservoirs
  Су үнемдеу технологиялары
  Технологии водосбережения
  Water-saving technologies
"""


@cache
def subjects() -> dict[str, tuple[Lines, ...]]:
    """By ministry, in the order of the quarters."""
    found: dict[str, list[str]] = {}
    slug = ""
    for line in _TABLE.strip().splitlines():
        if line.startswith(" "):
            found[slug].append(line.strip())
        else:
            slug = line
            found[slug] = []
    size = len(LANGUAGES)
    return {
        slug: tuple(Lines(*texts[start : start + size]) for start in range(0, len(texts), size))
        for slug, texts in found.items()
    }
