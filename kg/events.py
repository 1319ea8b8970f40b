"""What the text states of an event: when it was held, where, and who took part.

In: an annotated article with chains. Out: the same with an `Event` for each mention at which
something is stated. Only what stands in the sentence of a mention is read, and
only where the words between say that it belongs to the event: "Rakernas digelar di Hotel Melati,
Semarang, Sabtu (3/2/2018)", "Ratna menghadiri Rakernas", "Rakernas yang diikuti Ratna dan
Gunawan". The day of a report on the Olympics is not the day of the Olympics: of an event that
comes again every few years a day counts only if the words say that it is held then.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.coref.discourse import Named
from kg.dates import find_dates, iso_day
from kg.knowledge import knowledge
from kg.types import Annotated, Chain, Event, Span
from kg.wordlists import word_table

_REACH = 110
_TOWNS = frozenset({"country", "province", "state", "city", "regency", "foreign city", "island"})
_WORD = re.compile(r"[^\W\d_][\w-]*")
_BREAK = re.compile(r"[\n;:!?\"“”]|\.\s")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DAYS = re.compile(r"(\d{1,2})(\s?[-–]\s?\d{1,2})(?=\s[A-Z][a-z])")
_AT = re.compile(r"(?:^\s*,|(?<!\w)di|,)\s*(?:[\w-]+\s+){0,3}$")
_ANTARA = re.compile(r"\s*(?:yang\s+\w+\s+)?antara\s+$")
_AND = re.compile(r"\s{0,3}(?:,?\s{0,3}(?:dan|serta)|,|vs\.?|melawan)\s{0,3}")
_WITH_ROLE = re.compile(r"\s*(?:oleh\s+)?(?:[A-Z][\w.-]*\s+){0,6}$")


def find_events(doc: Annotated) -> Annotated:
    """Add what the article states of its events.

    Examples
    --------
    >>> from kg.types import Article, Sentence
    >>> text = "Rakernas digelar di Semarang, 3 Februari 2018."
    >>> chains = (
    ...     Chain("e1", "EVT", "Rakernas", (Span(0, 8),)),
    ...     Chain("e2", "LOC", "Semarang", (Span(20, 28),)),
    ... )
    >>> doc = Annotated(Article("a", text), (Sentence(Span(0, 46), ()),), chains=chains)
    >>> [(event.date, event.place) for event in find_events(doc).events]
    [('2018-02-03', 'e2')]
    """
    reader = _Reader(doc)
    chains = [chain for chain in doc.chains if chain.kind == "EVT"]
    return replace(doc, events=tuple(event for chain in chains for event in reader.read(chain)))


class _Reader:
    """An article with its mentions in text order."""

    def __init__(self, doc: Annotated) -> None:
        self.doc = doc
        named = (Named(span, chain) for chain in doc.chains for span in chain.mentions)
        self.named = sorted(named, key=lambda name: name.span)

    def read(self, chain: Chain) -> Iterator[Event]:
        """Yield what the mentions of an event state, at least the year that it is named by."""
        year = _year(span.of(self.doc.text) for span in chain.mentions)
        dated = False
        for span in chain.mentions:
            event = self._stated(chain.id, span)
            if year and not (event.date or "").startswith(year):  # no day, or one of another year
                event = replace(event, date=None)
                if event.place or event.participants:
                    event = replace(event, date=year)
            dated = dated or bool(event.date)
            if event.date or event.place or event.participants:
                yield event
        if year and not dated:
            yield Event(chain.id, chain.mentions[0], date=year)

    def _stated(self, event: str, span: Span) -> Event:
        sentence = self._sentence(span)
        after = self._after(span, sentence)
        return Event(
            event,
            span,
            date=self._date(span, after),
            place=self._place(span, after),
            participants=tuple(dict.fromkeys(self._participants(span, sentence))),
        )

    def _sentence(self, span: Span) -> Span:
        sentences = self.doc.sentences
        index = bisect_right(sentences, span.start, key=lambda item: item.span.start) - 1
        return sentences[index].span if index >= 0 else Span(0, max(1, len(self.doc.text)))

    def _after(self, span: Span, sentence: Span) -> str:
        """Return the text after a mention as far as it may speak of the event."""
        text = self.doc.text[span.end : max(span.end, min(sentence.end, span.end + _REACH))]
        stop = _BREAK.search(text)
        return text[: stop.start()] if stop else text

    def _date(self, span: Span, after: str) -> str | None:
        ranged = _DAYS.sub(lambda m: f"{'':{len(m[2])}}{m[1]}", after)
        near = iso_day(self.doc.article.published)
        for place, iso in find_dates(ranged, near=near):
            between = after[: place.start]
            if not _belongs(between):
                return None
            plain = not _is_recurring(span.of(self.doc.text))
            return iso[:10] if plain or _words(between) & _used("held") else None
        return None

    def _place(self, span: Span, after: str) -> str | None:
        for name in self._between(span.end, span.end + len(after)):
            between = self.doc.text[span.end : name.span.start]
            if name.chain.kind == "LOC":
                fits = _belongs(between) and self._is_at(span, name, between)
                return name.chain.id if fits else None
        return None

    def _is_at(self, span: Span, name: Named, between: str) -> bool:
        """Say whether a place is where the event was held, by the words before and after it.

        The winners of the Olympics are received at the palace; the Olympics are held in a city.
        """
        if not _AT.search(between):
            return False
        if between.strip() == "," and self.doc.text[name.span.end : name.span.end + 1] not in ",.)":
            return False
        if not _is_recurring(span.of(self.doc.text)) or _words(between) & _used("held"):
            return True
        return any(fact.category in _TOWNS for fact in knowledge().find(name.chain.name, "LOC"))

    def _participants(self, span: Span, sentence: Span) -> Iterator[str]:
        yield from self._subjects(span, sentence)
        following = self._between(span.end, sentence.end)
        people = [name for name in following if name.chain.kind in {"PER", "ORG"}]
        if not people:
            return
        between = self.doc.text[span.end : people[0].span.start]
        if _ANTARA.fullmatch(between) or _is_attended(between):
            yield from self._joined(people)

    def _subjects(self, span: Span, sentence: Span) -> Iterator[str]:
        """Yield who does something at the event: "Ratna dan Gunawan menghadiri Rakernas"."""
        before = list(self._between(sentence.start, span.start))
        people = [name for name in before if name.chain.kind in {"PER", "ORG"}]
        if not people:
            return
        between = self.doc.text[people[-1].span.end : span.start]
        words = _words(between)
        fits = len(between) <= _REACH and not _BREAK.search(between)
        if fits and words & _used("attends") and not words & _used("not"):
            yield from reversed(list(self._joined(people[::-1])))

    def _joined(self, people: Sequence[Named]) -> Iterator[str]:
        """Yield the first and whoever is joined to it by commas and "dan", either direction."""
        last = None
        for name in people:
            if last is not None:
                first, second = sorted((last, name.span))
                between = self.doc.text[first.end : max(first.end, second.start)]
                if not _AND.fullmatch(between):
                    return
            yield name.chain.id
            last = name.span

    def _between(self, start: int, end: int) -> Iterator[Named]:
        first = bisect_right(self.named, start - 1, key=lambda name: name.span.start)
        for name in self.named[first:]:
            if name.span.end > end:
                return
            yield name


def _belongs(between: str) -> bool:
    """Say whether the words between an event and its place or date say only when and where."""
    allowed = _used("held") | _used("between")
    return all(word in allowed for word in _WORD.findall(between) if word.islower())


def _is_attended(between: str) -> bool:
    """Say whether who follows takes part: "yang dihadiri (oleh) Menteri Ratna"."""
    for verb in _WORD.finditer(between):
        if verb.group() in _used("attended"):
            return bool(_WITH_ROLE.fullmatch(between, verb.end())) and _belongs(
                between[: verb.start()]
            )
    return False


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text))


def _year(names: Iterator[str]) -> str | None:
    """Return the year in the names of an event, if they agree on one."""
    years = {year for name in names for year in _YEAR.findall(name)}
    return years.pop() if len(years) == 1 else None


@cache
def _used(use: str) -> frozenset[str]:
    return frozenset(word for word, listed in word_table("event_words", columns=2) if listed == use)


@cache
def _is_recurring(name: str) -> bool:
    """Say whether a name begins as that of an event that lasts long or comes again."""
    words = name.split()
    beginnings = (" ".join(words[:size]) for size in range(len(words), 0, -1))
    facts = (fact for form in beginnings for fact in knowledge().find(form, "EVT"))
    return any(fact.category != "meeting" for fact in facts)
