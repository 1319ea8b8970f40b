"""All facts with their indexes: forms to facts, places to their parents, offices to holders.

In: the facts of `kg.knowledge.facts`. Out: answers, always in the same order. What a form
means in one article is not decided here (see `kg.knowledge.places`): a form that several
things share gives them all.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from threading import Lock

from kg.knowledge.facts import DISTRICT, Fact, Office, read_facts, read_office_names, read_offices
from kg.knowledge.forms import form_key, is_acronym
from kg.types import EntityKind

# What a form says by its first word: "Kabupaten Solok" is no city.
CATEGORY_WORDS: dict[str, tuple[str, ...]] = {
    "provinsi": ("province",),
    "propinsi": ("province",),
    "prov": ("province",),
    "kabupaten": ("regency",),
    "kab": ("regency",),
    "kota": ("city", "foreign city"),
    "kecamatan": ("district",),
    "kec": ("district",),
    "distrik": ("district",),
    "kapanewon": ("district",),
    "kemantren": ("district",),
    "pulau": ("island",),
    "negara": ("country",),
}
# The first of several things of a name is the better known one.
_PROMINENCE = ("continent", "country", "province", "state", "city", "foreign city", "regency")
_STATE_BODIES = frozenset({"ministry", "agency", "legislature", "police", "military", "court"})
_HOME = "Indonesia"
_STATE = " RI"
_KEPT = 20_000  # answers
_READING = Lock()


class Knowledge:
    """The facts that come with the package, looked up by form, id, parent or office."""

    def __init__(
        self,
        facts: Iterable[Fact],
        offices: Iterable[Office] = (),
        office_names: Iterable[tuple[str, str]] = (),
    ) -> None:
        # An article asks two hundred times, mostly for what it or another has asked for.
        self._find = lru_cache(_KEPT)(self._look_up)
        self._facts: dict[str, Fact] = {}
        self._parents: dict[str, tuple[Fact, ...]] = {}
        self._index: dict[tuple[EntityKind, str], list[tuple[Fact, bool]]] = defaultdict(list)
        for fact in facts:
            self._facts[fact.id] = fact
            for form in fact.forms:
                self._index[(fact.kind, form_key(form))].append((fact, is_acronym(form)))
        self._offices: dict[str, list[Office]] = defaultdict(list)
        for office in offices:
            self._offices[office.person].append(office)
        self._office_names = {form_key(short): long for short, long in office_names}

    def __iter__(self) -> Iterator[Fact]:
        return iter(self._facts.values())

    def __len__(self) -> int:
        return len(self._facts)

    def find(self, form: str, kind: EntityKind) -> tuple[Fact, ...]:
        """Return every fact that a form may mean, the better known first.

        Case, accents, hyphens, blanks and apostrophes do not count, except that an acronym has
        to be in capitals: "MA" is a court, "Ma" is not.

        Examples
        --------
        >>> [fact.name for fact in knowledge().find("Solok", "LOC")]
        ['Kota Solok', 'Kabupaten Solok']
        >>> [fact.name for fact in knowledge().find("World Bank", "ORG")]
        ['Bank Dunia']
        """
        return self._find(form, kind)

    def _look_up(self, form: str, kind: EntityKind) -> tuple[Fact, ...]:
        capitals = form.isupper()
        entries = self._entries(form, kind)
        found = {fact.id: fact for fact, acronym in entries if capitals or not acronym}
        if kind == "LOC":
            found.update((fact.id, fact) for fact in self._by_category_word(form))
        return tuple(sorted(found.values(), key=_prominence))

    def fact(self, fact_id: str) -> Fact:
        """Return the fact with an id.

        Raises
        ------
        KeyError
            If no fact has it.

        Examples
        --------
        >>> knowledge().fact("place:51.03").name
        'Badung'
        """
        return self._facts[fact_id]

    def parents(self, fact: Fact) -> tuple[Fact, ...]:
        """Return what a place lies in, or an organization belongs to, nearest first.

        Examples
        --------
        >>> [parent.name for parent in knowledge().parents(knowledge().find("Nusa Dua", "LOC")[0])]
        ['Badung', 'Bali', 'Indonesia']
        """
        above = self._facts.get(fact.parent or "")
        if above is None:
            return ()
        if fact.id not in self._parents:
            self._parents[fact.id] = (above, *self.parents(above))
        return self._parents[fact.id]

    def offices(self, person_id: str) -> tuple[Office, ...]:
        """Return the offices of a person, in the order of the table.

        Examples
        --------
        >>> [office.office for office in knowledge().offices("person:jusuf-kalla")]
        ['Wakil Presiden', 'Wakil Presiden', 'Ketua Umum']
        """
        return tuple(self._offices.get(person_id, ()))

    def holders(self, office: str, on: str | None = None) -> tuple[Fact, ...]:
        """Return who held an office, on a day or ever, the earliest first.

        Parameters
        ----------
        office
            With the organization or area, unless only one has such an office: "Menkeu",
            "Gubernur Jawa Barat", "Presiden Amerika Serikat".
        on
            An ISO date, month or year.

        Examples
        --------
        >>> [fact.name for fact in knowledge().holders("Presiden", "2018-10-12")]
        ['Joko Widodo']
        """
        terms = self._holders.get(self._office_key(office), ())
        held = (term for term in terms if on is None or _covers(term, on))
        ordered = sorted(held, key=lambda term: (term.start or "", term.person))
        return tuple({term.person: self._facts[term.person] for term in ordered}.values())

    def _entries(self, form: str, kind: EntityKind) -> Sequence[tuple[Fact, bool]]:
        # Without its state first: run together, "Kemendag RI" would be "Kemendagri".
        if kind == "ORG" and form.endswith(_STATE):
            bare = self._index.get((kind, form_key(form.removesuffix(_STATE))))
            if bare:
                return bare
        return self._index.get((kind, form_key(form)), ())

    def _by_category_word(self, form: str) -> Iterator[Fact]:
        word, _, rest = form.partition(" ")
        categories = CATEGORY_WORDS.get(word.rstrip(".").casefold(), ())
        for fact, _ in self._index.get(("LOC", form_key(rest)), ()) if categories else ():
            if fact.category in categories:
                yield fact

    def _office_key(self, office: str) -> str:
        first, _, rest = office.partition(" ")
        for short, more in ((office, ""), (first, rest)):
            if long := self._office_names.get(form_key(short)):
                return form_key(f"{long} {more}")
        return form_key(office)

    @cached_property
    def _holders(self) -> dict[str, list[Office]]:
        found: dict[str, list[Office]] = defaultdict(list)
        alone: dict[str, list[Office]] = defaultdict(list)
        for term in (term for terms in self._offices.values() for term in terms):
            alone[form_key(term.office)].append(term)
            for name in self._names_of(term.organization):
                found[form_key(f"{term.office} {name}")].append(term)
        for key, terms in alone.items():
            at_home = [term for term in terms if self._is_at_home(term)]
            if at_home or len({term.organization for term in terms}) == 1:
                found[key] += at_home or terms
        return found

    def _is_at_home(self, term: Office) -> bool:
        """Say whether an office is Indonesia's; a foreign one is held in a country."""
        body = term.organization
        facts = self.find(body, "ORG") if body else ()
        return body in (None, _HOME) or any(fact.category in _STATE_BODIES for fact in facts)

    def _names_of(self, organization: str | None) -> tuple[str, ...]:
        """Return every name of the organization or area of an office."""
        if organization is None:
            return ()
        facts = self.find(organization, "ORG") or self.find(organization, "LOC")
        names = dict.fromkeys((organization, *(facts[0].forms if facts else ())))
        return tuple({form_key(name): name for name in names}.values())


def _prominence(fact: Fact) -> tuple[int, str]:
    known = _PROMINENCE.index(fact.category) if fact.category in _PROMINENCE else len(_PROMINENCE)
    return known + (fact.category == DISTRICT), fact.id


def _covers(term: Office, on: str) -> bool:
    """Say whether a term covers a day; a month or a year counts if any day of it does."""
    start, end = term.start or "", term.end or "9999"
    return start[: len(on)] <= on[: len(start) or None] and on[: len(end)] <= end


@cache
def knowledge() -> Knowledge:
    """Return the knowledge that comes with the package; it is read once.

    Examples
    --------
    >>> len(knowledge()) > 8000
    True
    """
    with _READING:  # a second thread waits, and does not read all of it again
        return _read()


@cache
def _read() -> Knowledge:
    # Nothing read here is garbage; collections in between would take half of the time.
    collects = gc.isenabled()
    gc.disable()
    try:
        return Knowledge(read_facts(), read_offices(), read_office_names())
    finally:
        if collects:
            gc.enable()
