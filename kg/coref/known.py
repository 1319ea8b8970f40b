"""Names that everybody knows, found without the tagger: the longer forms of the alias table.

In: text. Out: mentions of forms of two words or more ("Kabinet Kerja", "Bank Dunia") and of
user names ("@jokowi"). One-word forms mean too many things to be found by their spelling alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from kg.coref.names import known_forms
from kg.types import EntityKind, Mention, Span

_WORD = re.compile(r"@?\w+")
_SCORE = 0.9


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
                yield Mention(Span(match.start(), end), kind, _SCORE)


@cache
def _by_first_word() -> dict[str, list[tuple[str, EntityKind]]]:
    found: dict[str, list[tuple[str, EntityKind]]] = defaultdict(list)
    for form, kind in known_forms():
        words = _WORD.findall(form)
        if len(words) > 1 or form.startswith("@"):
            found[words[0]].append((form, kind))
    return found
