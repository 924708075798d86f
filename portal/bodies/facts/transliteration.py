"""Kazakh Cyrillic names in English letters, for places that have no customary English name.

One letter, one reading, no diacritics, in the manner customary for Kazakhstan (Kyzylorda, Kokshetau, Zhanaozen):

    а ә  a    ж  zh    м  m    п  p    х һ  kh    ь ъ  -
    б    b    з  z     н  n    р  r    ц    ts    э    e
    в    v    и  i     ң  n    с  s    ч    ch    ю    yu
    г ғ  g    й  y     о  o    т  t    ш    sh    я    ya
    д    d    к  k     ө  o    у  u    щ    shch  ё    yo
    е    e    қ  k             ұ  u    ы    y
              л  l             ү  u    і    i     ф    f

Two readings of letters together, so that no «yy» arises: «йы» is «iy» (Райымбек - Raiymbek), a closing «ый» is «y»
(Рудный - Rudny). Every word begins with a capital: «Біржан сал» - Birzhan Sal.

Customary names that stand against the table are listed in CUSTOMARY, word by word.
"""

from __future__ import annotations

import re

LETTERS = {
    "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z",
    "и": "i", "й": "y", "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o", "ө": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u", "ф": "f", "х": "kh", "һ": "kh", "ц": "ts", "ч": "ch",
    "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "і": "i", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip

CUSTOMARY = {
    "абай": "Abai",
    "байқоңыр": "Baikonur",
    "балқаш": "Balkhash",
    "еңбекшіқазақ": "Enbekshikazakh",
    "қарағанды": "Karaganda",
    "сырдария": "Syrdarya",
}

_WORD = re.compile(r"[^\W\d_]+")
_CLOSING_Y = re.compile(r"ый$")


def _word(match: re.Match[str]) -> str:
    word = match.group().lower()
    if word in CUSTOMARY:
        return CUSTOMARY[word]
    word = _CLOSING_Y.sub("ы", word).replace("йы", "иы")
    return "".join(LETTERS[letter] for letter in word).capitalize()


def transliterate(name_kk: str) -> str:
    """`name_kk` in English letters; spaces and hyphens stay. Raises KeyError at a letter of another alphabet."""
    return _WORD.sub(_word, name_kk)
