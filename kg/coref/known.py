"""Names that everybody knows, found without the tagger: the longer forms of `kg.knowledge`.

In: text. Out: mentions of forms of two words or more that mean one thing only ("Kabinet Kerja",
"Bank Dunia"), of user names ("@jokowi") and of names that newspapers made of two ("Jokowi"). Other
one-word forms mean too many things to be found by their spelling alone; so do the names of
districts and of listed companies, which are made of common words ("Sumber Jaya", "Bersama Mencapai
Puncak").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from kg.knowledge import DISTRICT, LISTED, Fact, knowledge
from kg.types import ENTITY_KINDS, EntityKind, Mention, Span
from kg.wordlists import word_set

_WORD = re.compile(r"@?\w+")
_NAME_WORD = re.compile(r"[A-Z0-9@]|dan\b|of\b|the\b|bin\b|al\b|untuk\b|di\b")
# "Piala Dunia 2018" is one event; "Sri Mulyani Sastro" is somebody else.
_YEAR = re.compile(r"\s(?:19|20)\d\d(?!\w)")
_GOES_ON = re.compile(r"[ -][A-Z]")
_SCORE = 0.9
_SHORTEST_PART = 2


def known_mentions(text: str) -> Iterator[Mention]:
    """Yield a mention for every known form that stands in the text as it is written.

    Examples
    --------
    >>> [mention.kind for mention in known_mentions("menteri Kabinet Kerja")]
    ['ORG']
    """
    for match in _WORD.finditer(text):
        for form, kind in _by_first_word().get(match.group(), ()):
            end = match.start() + len(form)
            if text.startswith(form, match.start()) and not text[end : end + 1].isalnum():
                if kind == "EVT" and (year := _YEAR.match(text, end)):
                    end = year.end()
                one_word = form.isalpha()  # "Jokowi Tiba", in a headline
                if kind not in {"PER", "EVT"} or one_word or not _GOES_ON.match(text, end):
                    yield Mention(Span(match.start(), end), kind, _SCORE)


@cache
def _by_first_word() -> dict[str, list[tuple[str, EntityKind]]]:
    found: dict[str, list[tuple[str, EntityKind]]] = defaultdict(list)
    for fact in knowledge():
        for form in fact.forms:
            words = _WORD.findall(form)
            telling = len(words) > 1 or form.startswith("@") or _is_blend(form, fact)
            if telling and _is_telling(form, words, fact):
                found[words[0]].append((form, fact.kind))
    return found


def _is_blend(form: str, fact: Fact) -> bool:
    """Say whether a person's name in one word is made of the beginnings of two words of it."""
    first, *others = fact.name.lower().split()
    cuts = range(_SHORTEST_PART, len(form) - _SHORTEST_PART + 1)
    return fact.kind == "PER" and any(
        first.startswith(form[:cut].lower()) and other.startswith(form[cut:].lower())
        for cut in cuts
        for other in others
    )


def _is_telling(form: str, words: list[str], fact: Fact) -> bool:
    """Say whether a form can only mean this fact, and is written as names are."""
    if fact.category in {DISTRICT, LISTED} or not all(map(_NAME_WORD.match, words)):
        return False
    if fact.kind == "PER" and words[0].lower() in word_set("titles"):
        return False
    return sum(len(knowledge().find(form, kind)) for kind in ENTITY_KINDS) == 1
