"""Editions of events that come again: "Pilpres 2019" is the presidential election of 2019.

In: the name of an event. Out: the event and the year, whatever the name writes for either. Games
are often called by their host too ("SEA Games Vietnam 2021"); elections are not: the place is
what they are about.
"""

from __future__ import annotations

import re

from kg.knowledge.facts import Fact
from kg.knowledge.store import knowledge

_YEAR = re.compile(
    r"(?:\s{0,2}[,/-]?\s{0,2}(?:tahun\s{1,2})?)(?<!\d)((?:19|20)\d\d)(?!\d)", re.IGNORECASE
)
_GAMES = "games"


def edition(form: str) -> tuple[Fact, str] | None:
    """Return the event that a form names, and the year of the edition, if it names both.

    Examples
    --------
    >>> event, year = edition("Pilpres 2019")
    >>> event.name, year
    ('Pemilihan Presiden', '2019')
    >>> edition("Pilkada Jawa Barat 2018") is None
    True
    """
    years = _YEAR.findall(form)
    if len(years) != 1:
        return None
    words = _YEAR.sub("", form, count=1).split()
    for size in range(len(words), 0, -1):
        host = " ".join(words[size:])
        found = knowledge().find(" ".join(words[:size]), "EVT")
        if len(found) == 1 and (not host or _is_host(found[0], host)):
            return found[0], years[0]
    return None


def _is_host(event: Fact, words: str) -> bool:
    return event.category == _GAMES and bool(knowledge().find(words, "LOC"))
