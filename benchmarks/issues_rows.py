"""A million issues with their lives, claims and answers, written by the database itself from a few thousand words."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection

from portal.bodies.choices import BodyKind
from portal.bodies.models import Body
from portal.kernel.folding import fold

#: What people raise, in words that real titles are made of: some in every tenth issue, most in few.
_COMMON = (
    ("су", "вода"), ("жол", "дорога"), ("газ", "газ"), ("мектеп", "школа"), ("жарық", "освещение"),
    ("көше", "улица"), ("аурухана", "больница"), ("жөндеу", "ремонт"), ("ауыл", "село"), ("құбыр", "водопровод"),
    ("көпір", "мост"), ("балабақша", "детсад"), ("автобус", "автобус"), ("қоқыс", "мусор"), ("жер", "участок"),
)  # fmt: skip
_SYLLABLES = ("ба", "қа", "ла", "мо", "ре", "те", "сұ", "ны", "до", "ги", "ша", "ву", "пе", "ри")
RARE = 4000
#: Of so many words, one of them common, is a title made.
_TITLE = 4
_STATES = (
    *(["registered"] * 4), *(["work"] * 30), *(["planned"] * 5), *(["control"] * 3), *(["claimed"] * 15),
    *(["confirmed"] * 25), *(["explained"] * 9), *(["outside"] * 3), *(["needs"] * 4), *(["refused"] * 2),
)  # fmt: skip
#: A batch that one statement writes.
BATCH = 20_000
#: What is not written row by row: the history of changes, which no page reads, and words, which are gathered at once.
_QUIET = (
    ("issues_issue", "history_insert"), ("issues_issue", "issues_words_insert"), ("issues_claim", "history_insert"),
)  # fmt: skip
_TABLES = ("issues_issue", "issues_claim", "issues_issueevent")


def words() -> list[tuple[str, str]]:
    """Pairs of Kazakh and Russian words: the common ones first."""
    chance = random.Random(1)
    made = {"".join(chance.choices(_SYLLABLES, k=chance.randrange(2, 5))) for _number in range(RARE)}
    return [*_COMMON, *((word, f"{word}ный") for word in sorted(made))]


def fill(number: int, today: date, *, already: int = 0) -> str:
    """So many more issues, two years of them. Their totals and words are not gathered yet."""
    begun = time.perf_counter()
    with connection.cursor() as cursor:
        # Foreign keys are checked before a table is changed.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table, trigger in _QUIET:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
        indexes = _unindexed(cursor)
        _lay_out(cursor)
        cursor.execute("SELECT pg_get_functiondef('meetings_search_words'::regproc)")
        (stemming,) = cursor.fetchone()
        cursor.execute(_REMEMBERED)
        # A word is looked up: a hash of all words was made for each row.
        cursor.execute("SET enable_hashjoin = off; SET enable_mergejoin = off")
        for first in range(already + 1, already + number + 1, BATCH):
            last = min(first + BATCH, already + number + 1)
            cursor.execute(_ISSUES, {"first": first, "last": last - 1, "today": today})
        cursor.execute("RESET enable_hashjoin; RESET enable_mergejoin")
        cursor.execute(stemming)
        cursor.execute("DROP TABLE bench_kept")
        cursor.execute(_CLAIMS)
        cursor.execute(_LINES)
        cursor.execute("SET maintenance_work_mem = '512MB'")
        for definition in indexes:
            cursor.execute(definition)
        cursor.execute("RESET maintenance_work_mem")
        for table, trigger in _QUIET:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {trigger}")
    return f"{number:,} issues: {time.perf_counter() - begun:.0f} s"


def _unindexed(cursor: Any) -> list[str]:
    """Indexes that prove nothing are dropped; how to make them again, at once for all rows."""
    cursor.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index "
        "WHERE indrelid = ANY (%s::regclass[]) AND NOT indisunique ORDER BY indexrelid",
        [list(_TABLES)],
    )
    found = cursor.fetchall()
    for name, _definition in found:
        cursor.execute(f"DROP INDEX {name}")
    return [definition for _name, definition in found]


def _lay_out(cursor: Any) -> None:
    """Words, and places with who answers there, by a number each."""
    cursor.execute("CREATE TEMP TABLE IF NOT EXISTS bench_word (n int PRIMARY KEY, kk text, ru text, folded text)")
    cursor.execute("CREATE TEMP TABLE IF NOT EXISTS bench_place (n int PRIMARY KEY, place bigint, region bigint, "
                   "body bigint, folded text)")  # fmt: skip
    cursor.execute("CREATE TEMP TABLE IF NOT EXISTS bench_state (n int PRIMARY KEY, state text)")
    for table in ("bench_word", "bench_place", "bench_state"):
        cursor.execute(f"TRUNCATE {table}")
    rows = [(n, kk, ru, f"{fold(kk)} {fold(ru)}") for n, (kk, ru) in enumerate(words())]
    _insert(cursor, "bench_word", rows)
    _insert(cursor, "bench_state", list(enumerate(_STATES)))
    akimats = Body.objects.filter(kind=BodyKind.AKIMAT).select_related("territory__parent__parent__parent")
    places = [
        (n, body.territory_id, body.territory.region.pk, body.pk, fold(f"{body.territory.name_ru} {body.name_ru}"))
        for n, body in enumerate(akimats.order_by("pk"))
        if body.territory is not None
    ]
    _insert(cursor, "bench_place", places)


def _insert(cursor: Any, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    marks = ", ".join(["%s"] * len(rows[0]))
    cursor.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


#: Stems of a few thousand words, found once: the database would find them anew in each of a million rows.
_REMEMBERED = """
CREATE TABLE bench_kept AS
    SELECT word, word || meetings_stems(word) AS kept FROM (
        SELECT DISTINCT regexp_split_to_table(folded, '[^[:alnum:]]+') AS word
        FROM (SELECT folded FROM bench_word UNION ALL SELECT folded FROM bench_place) AS said
    ) AS words WHERE word <> '';
CREATE UNIQUE INDEX ON bench_kept (word);
ANALYZE bench_kept;
CREATE OR REPLACE FUNCTION meetings_search_words(said text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT coalesce(array_to_tsvector(array_agg(DISTINCT each)), ''::tsvector)
        FROM regexp_split_to_table(said, '[^[:alnum:]]+') AS word LEFT JOIN bench_kept AS known USING (word),
            unnest(coalesce(known.kept, ARRAY[word, '=' || word])) AS each
$$
"""
#: Chance follows from the number of the issue alone, so that a database is like the next.
_ISSUES = """
INSERT INTO issues_issue (
    number, origin, raised_on, registered_on, registered_by_id, region_id, territory_id, topic_id,
    title_kk, title_ru, title_en, text_kk, text_ru, text_en, internal, published_on, competence, holder_id,
    position_kk, position_ru, position_en, measure_kk, measure_ru, measure_en,
    instruction_kk, instruction_ru, instruction_en, due_on, first_due_on, state, plan_year, level,
    reason_kk, reason_ru, reason_en, closed_on, disputed_on, risk, repeats, ranked_why, followers, last_news_on,
    version, search_text
)
SELECT concat_ws('-', 'KZ', made.place_n %% 20 + 10, to_char(made.registered, 'YYYY'), lpad(n::text, 6, '0')),
    'entered', made.registered - 3, made.registered, made.body, made.region, made.place, made.topic,
    made.kk, made.ru, '', made.kk || '. ' || made.kk, made.ru || '. ' || made.ru, '', '', made.registered,
    'district', made.body, '', '', '', '', '', '', '', '', '',
    made.registered + 90, made.registered + 90, made.state,
    CASE WHEN made.state = 'planned' THEN 2028 END, CASE WHEN made.state = 'control' THEN 'region' ELSE '' END,
    CASE WHEN made.is_closed THEN 'Себебі' ELSE '' END, CASE WHEN made.is_closed THEN 'Причина' ELSE '' END, '',
    CASE WHEN made.is_closed OR made.is_solved THEN made.news END,
    CASE WHEN made.state = 'work' AND n %% 40 = 0 THEN made.news END,
    '', 0, '', CASE WHEN n %% 9 = 0 THEN n %% 60 ELSE 0 END, made.news, 1,
    lower('KZ') || ' ' || n || ' ' || made.folded
FROM (
    SELECT serial.i AS n, place.n AS place_n, place.place, place.region, place.body, topic.id AS topic, state.state,
        state.state IN ('explained', 'outside', 'needs', 'refused') AS is_closed,
        state.state IN ('claimed', 'confirmed') AS is_solved,
        %(today)s::date - (serial.i * 7919 %% 730)::int AS registered,
        least(%(today)s::date, %(today)s::date - (serial.i * 7919 %% 730)::int + (serial.i * 31 %% 120)::int) AS news,
        initcap(common.kk) || ' ' || one.kk || ' ' || two.kk || ' ' || three.kk AS kk,
        initcap(common.ru) || ' ' || one.ru || ' ' || two.ru || ' ' || three.ru AS ru,
        concat_ws(' ', common.folded, one.folded, two.folded, three.folded, place.folded) AS folded
    FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS serial (i)
    -- One in a hundred is the biggest city's: the first after the regions.
    JOIN bench_place AS place ON place.n =
        CASE WHEN serial.i %% 97 = 0 THEN 17 ELSE serial.i * 104729 END %% (SELECT count(*) FROM bench_place)
    JOIN bench_state AS state ON state.n = serial.i * 613 %% (SELECT count(*) FROM bench_state)
    JOIN bench_word AS common ON common.n = serial.i * 37 %% 15
    JOIN bench_word AS one ON one.n = 15 + serial.i * 541 %% ((SELECT count(*) FROM bench_word) - 15)
    JOIN bench_word AS two ON two.n = 15 + serial.i * 7907 %% ((SELECT count(*) FROM bench_word) - 15)
    JOIN bench_word AS three ON three.n = 15 + serial.i * serial.i %% ((SELECT count(*) FROM bench_word) - 15)
    JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS at FROM issues_issuetopic) AS topic
        ON topic.at = serial.i * 17 %% (SELECT count(*) FROM issues_issuetopic)
) AS made
"""
_CLAIMS = """
INSERT INTO issues_claim (issue_id, number, body_id, actor_id, claimed_at, claimed_on, until, text_kk, text_ru, text_en,
    no_proof_kk, no_proof_ru, no_proof_en, outcome, settled_on, yes, no, times_judged)
SELECT id, 1, holder_id, (SELECT min(id) FROM accounts_user), closed_on, closed_on, closed_on + 14,
    'Жасалды', 'Сделано', '', '', '', '',
    CASE WHEN state = 'confirmed' THEN 'confirmed' WHEN id % 3 = 0 THEN 'open' ELSE 'silent' END,
    CASE WHEN state = 'claimed' AND id % 3 = 0 THEN NULL ELSE closed_on END,
    CASE WHEN state = 'confirmed' THEN 2 ELSE 0 END, 0, 0
FROM issues_issue AS issue WHERE state IN ('claimed', 'confirmed')
    AND NOT EXISTS (SELECT FROM issues_claim AS claim WHERE claim.issue_id = issue.id)
"""
#: Registered, taken into work, news, and for those that are no more open what became of them: the columns say the same.
_LINES = """
INSERT INTO issues_issueevent (issue_id, verb, from_state, to_state, holder_id, claim_id, at, "on", is_public,
    note_kk, note_ru, note_en, internal, of_quarter)
SELECT issue.id, CASE WHEN line.at = 4 THEN coalesce(ends.verb, 'claim') ELSE line.verb END, '',
    CASE WHEN line.at = 4 OR issue.state IN ('planned', 'control') AND line.at = 3 THEN issue.state ELSE line.state END,
    issue.holder_id, CASE WHEN line.at = 4 THEN claim.id END, told.day, told.day, true, 'Барысы', 'Ход', '', '', ''
FROM issues_issue AS issue
CROSS JOIN (
    VALUES (1, 'register', 'registered'), (2, 'work', 'work'), (3, 'news', 'work'), (4, '', '')
) AS line (at, verb, state)
CROSS JOIN LATERAL (SELECT CASE WHEN line.at = 1 THEN issue.registered_on WHEN line.at = 4 THEN issue.closed_on
    ELSE least(issue.registered_on + line.at * 7, issue.last_news_on) END AS day) AS told
LEFT JOIN issues_claim AS claim ON claim.issue_id = issue.id
LEFT JOIN (
    VALUES ('explained', 'explain'), ('outside', 'outside'), ('needs', 'need'), ('refused', 'refuse')
) AS ends (state, verb) ON ends.state = issue.state
WHERE (line.at = 1 OR issue.state <> 'registered') AND (line.at < 4 OR issue.closed_on IS NOT NULL)
    AND NOT EXISTS (SELECT FROM issues_issueevent AS known WHERE known.issue_id = issue.id)
ORDER BY told.day, issue.id, line.at
"""
