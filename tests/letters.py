"""Letters that somebody can type, paste or send from a phone, and that a document then has to print."""

from __future__ import annotations

from portal.kernel.folding import typed

#: Hyphens of Word, letters of other keyboards, signs, marks of lists, faces, other scripts, marks over letters.
RARE = (
    "2\u20112\u20102\u2012\u2015 ə Ə ɵ ≥≤≠≈ →← ′″ ●■▪○✓★☎ \uf0b7\uf0a7 \ufeff\ufffd ☺😀👨\u200d👩\u200d👧 🇰🇿 👍🏽 "
    "ар\u0301аби العربية 中文 日本 한국 हिन्दी ქართული Ԥ ﬁ ½ ⅓ ³ ℃ № ™ "
    "\u202eback\u202c a\u0308\u0323 𝐁 \U000f0001 e\ufe0f"
)


def every_letter(last: int = 0x1FFFF) -> str:
    """Everything a form accepts that has a number up to `last`."""
    letters = (chr(code) for code in range(last + 1) if not 0xD800 <= code <= 0xDFFF)
    return "".join(letter for letter in letters if typed(f"a{letter}") != "a")
