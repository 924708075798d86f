"""Who meets the people, as people write it: a post, a name, or both. Who is not told for certain is asked about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Generic, Protocol, TypeVar

from portal.bodies.choices import Post
from portal.kernel.folding import fold, words

# Folded words. A longer post stands before the one it contains.
_POSTS = (
    (
        Post.DEPUTY.value,
        re.compile(
            r"\b(?:перв\w+ |биринши )?(?:вице ?- ?министр\w*|зам(?:естител\w*|\.)? ?министра)"
            r"|\bминистр(?:дин|инин) (?:биринши )?орынбасар\w*|\bвице ?- ?министр\w*"
            r"|\b(?:first )?(?:deputy|vice)[ -]minister"
        ),
    ),
    (
        Post.COMMITTEE_CHAIR.value,
        re.compile(
            r"\bпредседател(?:ь|я|ем)(?: комитета)?|\b(?:комитет(?:инин)? )?торага(?:сы)?\b|\bchair(?:man|person)?\b"
        ),
    ),
    (
        Post.FIRST_HEAD.value,
        re.compile(
            r"\bперв\w+ руководител\w*|\bбиринши басшы\w*|\bfirst head\b|^(?:руководитель|басшы(?:сы)?)$"
            r"|(?<!-)\b(?:министр(?:ом|и)?|minister)\b(?!-)"
        ),
    ),
)
#: Words that say that somebody else is meant, however many posts stand beside them.
_OTHERS = re.compile(
    r"советник|помощник|премьер|аппарат|заместител|\bзам\b|\bи ?\. ?о\b|исполняющ|\bаким|директор|кенесши|комекши"
    r"|орынбасар|уакытша|атынан|бывш|\bэкс\b|секретар|представител|правлени|маслихат|\bсовет|advis|assistant|acting|prime"
    r"|либо|\bили\b|немесе|\bor\b"
)
#: Words that name nobody: of whose state, and how people are addressed.
_FILLERS = frozenset(
    (
        *("республики", "республика", "республикасы", "республикасынын", "казахстан", "казакстан", "рк", "кр", "г"),
        *("н", "мырза", "господин", "и", "жане", "the", "of", "republic", "kazakhstan"),
    )
)


class Named(Protocol):
    """An official as the database has one."""

    post: str
    title_kk: str
    title_ru: str
    title_en: str
    full_name_kk: str
    full_name_ru: str
    full_name_en: str


Official = TypeVar("Official", bound=Named)


def post_of(who: str) -> str:
    """The one post that a text names, or an empty text: an adviser of a minister is none, nor are two posts."""
    posts, rest = _posts_in(fold(who))
    return posts.pop() if len(posts) == 1 and not _OTHERS.search(rest) else ""


class Officials(Generic[Official]):
    """The officials of one body who may be meant: import and paste ask the same."""

    def __init__(self, officials: Iterable[Official]) -> None:
        self._officials = list(officials)

    def find(self, written: str) -> Official | None:
        """The one official whom a text names: by title or name, or by a post that one person holds.

        Every word must be of the title, the name, or the post: «Министр Неизвестный Н.Н.» is no minister of ours.
        """
        said = fold(written)
        posts, rest = _posts_in(said)
        whole = [official for official in self._officials if said in _whole(official)]
        if len(whole) == 1:
            return whole[0]
        named = []
        for official in self._officials:
            titles, names = _words_of(official, "title"), _words_of(official, "full_name")
            if _OTHERS.search(rest) and not set(words(said)) <= titles | names:
                continue
            left = [word for word in words(rest) if word not in titles and word not in _FILLERS]
            by_name = any(len(word) > 2 and word in names for word in left)
            if all(word in names or _is_initial(word, names) for word in left) and (
                posts == {official.post} or (by_name and not posts)
            ):
                named.append((official, by_name))
        sure = [official for official, by_name in named if by_name] or [official for official, _by_name in named]
        return sure[0] if len(sure) == 1 else None

    def holder(self, post: str) -> Official | None:
        """Who holds the post, when one person does."""
        held = [official for official in self._officials if official.post == post]
        return held[0] if len(held) == 1 else None


def _posts_in(plain: str) -> tuple[set[str], str]:
    """Posts that a folded text names, and what else it says."""
    posts = set()
    for post, pattern in _POSTS:
        plain, count = pattern.subn(" ", plain)
        if count:
            posts.add(post)
    return posts, plain


def _whole(official: Named) -> set[str]:
    texts = set()
    for language in ("kk", "ru", "en"):
        title, name = getattr(official, f"title_{language}"), getattr(official, f"full_name_{language}")
        texts |= {fold(text) for text in (title, name, f"{title}, {name}", f"{title} {name}") if text.strip(" ,")}
    return texts


def _words_of(official: Named, name: str) -> set[str]:
    return {word for language in ("kk", "ru", "en") for word in words(getattr(official, f"{name}_{language}"))}


def _is_initial(word: str, names: set[str]) -> bool:
    return len(word) == 1 and any(name.startswith(word) for name in names)
