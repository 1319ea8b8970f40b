"""Around a quotation: when, where, on what occasion, to whom and through what it was said.

In: quotations with cue, source and speaker. Out: the same with what the words of the
attribution say beside the speaker ("kata Ratna kepada wartawan di Gedung DPR, Jakarta, Sabtu
(13/10)"), and who is reported inside a reported clause. What the attribution does not say is
taken from the nearest quotation of the same speaker in the article that says it, and marked
as carried.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.dates import find_days, iso_day
from kg.quotes.cues import lookup
from kg.quotes.spans import overlapping
from kg.types import Annotated, Circumstances, Mention, Quotation, ReportedInside, Span
from kg.wordlists import word_list, word_set

# A character that stands for the quotations in a sentence: no pattern matches across it.
_SAID = "\x00"
_LONGEST_PHRASE = 120
# The subject of a reported clause stands this near to its beginning, titles included.
_SUBJECT_WITHIN = 30

_OCCASION = (
    r"(?:di sela(?:-sela)?|di tengah|di akhir|di awal|dalam rangka|dalam|pada|usai|seusai|selepas"
    r"|setelah|saat|ketika|sebelum)"
)
_CHANNEL = (
    r"(?:seperti\s)?(?:dikutip|dilansir|dinukil|mengutip|melansir|melalui|lewat|via)"
    r"(?:\sdari|\soleh)?"
)
_TRIGGER = re.compile(
    rf"(?<!\w)(?:(?P<medium>{_CHANNEL})"
    r"|(?P<addressee>kepada|di hadapan|di depan)"
    rf"|(?P<occasion>{_OCCASION})"
    r"|(?P<place>di))\s+(?=\S)",
    re.IGNORECASE,
)
_PLAIN = rf"[^,;:.!?\n{_SAID}\"“”()]"
# A stop inside a word, an acronym in parentheses and a title in marks belong to a phrase.
_PHRASE = re.compile(rf"{_PLAIN}+(?:\.(?=\w){_PLAIN}+|\([A-Z]\w+\){_PLAIN}*|[\"“]{_PLAIN}+[\"”])*")
_GOES_ON = re.compile(rf",\s(?=[A-Z0-9]){_PLAIN}+")
_BUILDING = re.compile(r"(?:kantor|kediaman|rumah|gedung|lokasi|kompleks|markas|istana)")
_CAPITAL = re.compile(r"[A-Z]")
_VAGUE_PLACE = re.compile(
    r"(?:sela|tengah|akhir|awal|hadapan|depan|antara|balik|atas|bawah|dalam|luar|sini|sana|situ"
    r"|mana|tempat|kesempatan|satu sisi|sisi lain|samping)\b"
)
_VAGUE_OCCASION = re.compile(
    r"\d|(?:ini|itu|saja|hadir|hal|kesempatan|dasarnya|hari|tahun|bulan|masa)\b"
    r"|acara(?:\s(?:itu|ini|tersebut))?$"
)
_OPENING = re.compile(r"(?:\W|(?:[Ss]ementara itu|[Ss]ebelumnya|[Tt]erpisah)\b)*")
_RESTATED = re.compile(
    r"(?:\w+\s){0,6}?(?:[Hh]al|[Pp]ernyataan|[Pp]enegasan|[Uu]capan|[Hh]arapan|[Pp]enjelasan"
    r"|[Ii]mbauan|[Kk]omentar)\s(?:itu|ini|tersebut|senada|serupa)\b"
)
_STOPS = frozenset({"bahwa", "yang", "agar", "supaya", "untuk", "soal", "terkait", "karena"})


_Settings = Mapping[str | None, Sequence[int]]


def add_circumstances(doc: Annotated) -> Annotated:
    """Add date, place, occasion, addressee and medium to the quotations of an article.

    Examples
    --------
    >>> from kg.types import Article
    >>> text = "“Kami siap,” kata Ratna kepada wartawan di Melur."
    >>> said = Quotation("direct", (Span(1, 10),), Span(13, 17), Span(18, 23))
    >>> [said] = add_circumstances(Annotated(Article("a", text), quotations=(said,))).quotations
    >>> said.circumstances.addressee.of(text)
    'wartawan'
    """
    reader = _Reader(doc)
    stated = [replace(q, circumstances=reader.stated(q)) for q in doc.quotations]
    settings = _settings(stated)
    settled = [_carried(q, index, stated, settings) for index, q in enumerate(stated)]
    inside = [replace(q, inside=_reported_inside(doc, q)) for q in settled]
    return replace(doc, quotations=tuple(inside))


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase of an attribution: what it is, and where it begins with and without its trigger."""

    kind: str
    begin: int
    span: Span


class _Reader:
    """An article whose quotations are blanked out, to read what stands around them."""

    def __init__(self, doc: Annotated) -> None:
        self.doc = doc
        blank = list(doc.text)
        for quotation in doc.quotations:
            for span in quotation.content:
                blank[span.start : span.end] = _SAID * (span.end - span.start)
        self.blank = "".join(blank)

    def stated(self, quotation: Quotation) -> Circumstances:
        """Read the attribution of one quotation."""
        known = lookup(quotation.cue.of(self.doc.text)) if quotation.cue else None
        if quotation.cue is None or (known and known.use == "preposition"):
            return Circumstances()  # what follows "berdasarkan data …" is not when it was said
        found = self._read(list(self._zones(quotation, quotation.cue)))
        if found.has_setting:
            return found
        again = self._read(self._restated(quotation))
        return again if again.has_setting else found

    def _read(self, zones: Sequence[Span]) -> Circumstances:
        found: dict[str, Span] = {}
        date = None
        for zone in zones:
            for phrase in self._phrases(zone):
                found.setdefault(phrase.kind, phrase.span)
            date = date or self._date(zone)
        span, day = date or (None, None)
        return Circumstances(
            date=day,
            date_words=span,
            place=found.get("place"),
            occasion=found.get("occasion"),
            addressee=found.get("addressee"),
            medium=found.get("medium"),
        )

    def _zones(self, quotation: Quotation, cue: Span) -> Iterator[Span]:
        """Yield where circumstances may stand: after the cue, before it, at the beginning."""
        sentence = self._sentence(cue)
        source = quotation.source or cue
        first, last = min(cue, source), max(cue, source)
        after = self._until_said(max(cue.end, source.end), sentence.end)
        if after:
            yield after
        if first.end < last.start:
            yield Span(first.end, last.start)
        opening = _OPENING.match(self.blank, sentence.start, first.start)
        begin = opening.end() if opening else sentence.start
        if begin < first.start and _TRIGGER.match(self.blank, begin):
            yield Span(begin, first.start)

    def _restated(self, quotation: Quotation) -> list[Span]:
        """Find the sentence after a quotation that only says where: "Hal itu dikatakan …"."""
        end = max(span.end for span in (*quotation.content, quotation.cue) if span)
        after = bisect_right(self.doc.sentences, end, key=lambda item: item.span.start)
        for sentence in self.doc.sentences[after : after + 1]:
            span = sentence.span
            match = _RESTATED.match(self.blank, span.start, span.end)
            if match and match.end() < span.end and _SAID not in self.blank[span.start : span.end]:
                return [Span(match.end(), span.end)]
        return []

    def _until_said(self, start: int, end: int) -> Span | None:
        """Return what follows up to the next quotation or relative clause ("kata Budi yang …")."""
        stop = min(at for at in (self.blank.find(_SAID, start, end), end) if at >= 0)
        relative = self.blank.find(" yang ", start, stop)
        if 0 <= relative <= start + 1:
            return None
        return Span(start, stop) if start < stop else None

    def _sentence(self, cue: Span) -> Span:
        sentences = self.doc.sentences
        index = bisect_right(sentences, cue.start, key=lambda item: item.span.start) - 1
        return sentences[index].span if index >= 0 else Span(0, max(1, len(self.doc.text)))

    def _date(self, zone: Span) -> tuple[Span, str] | None:
        text = self.blank[zone.start : zone.end]
        published = iso_day(self.doc.article.published)
        for span, day in find_days(text, near=published):
            if published is None or day <= published:  # nobody is quoted from the future
                return Span(zone.start + span.start, zone.start + span.end), day
        return None

    def _phrases(self, zone: Span) -> Iterator[_Phrase]:
        """Yield the phrases of a zone; each ends where the next begins."""
        days = [
            zone.start + span.start
            for span, _ in find_days(self.blank[zone.start : zone.end], near="2000-01-01")
        ]
        triggers = list(_TRIGGER.finditer(self.blank, zone.start, zone.end))
        for index, trigger in enumerate(triggers):
            following = [item.start() for item in triggers[index + 1 :]]
            stop = min([zone.end, *following, *(d for d in days if d >= trigger.end())])
            phrase = self._phrase(trigger, stop)
            if phrase:
                yield phrase

    def _phrase(self, trigger: re.Match[str], stop: int) -> _Phrase | None:
        found = _PHRASE.match(self.blank, trigger.end(), stop)
        if not found:
            return None
        words = _trimmed(found.group())
        kind = _kind(str(trigger.lastgroup), words) if words else None
        if kind is None:
            return None
        end = found.start() + len(words)
        if kind == "place" and end == found.start() + len(found.group().rstrip()):
            end = self._whole_place(found.end(), stop)
        return _Phrase(kind, trigger.start(), Span(found.start(), end))

    def _whole_place(self, end: int, stop: int) -> int:
        """Go on over "…, Jalan Kalibata, Jakarta Selatan"."""
        while following := _GOES_ON.match(self.blank, end, stop):
            end = following.end()
        while self.blank[end - 1].isspace():
            end -= 1
        return end


def circumstance_words(doc: Annotated, quotation: Quotation) -> dict[str, str]:
    """Return what is known around a quotation as words, under the names that outputs use.

    Examples
    --------
    >>> from kg.types import Article
    >>> doc = Annotated(Article(id="a", text="“Ya,” kata Ma di Bali."))
    >>> there = Circumstances(date="2018-10-13", place=Span(17, 21))
    >>> circumstance_words(doc, Quotation("direct", (Span(1, 3),), circumstances=there))
    {'said_on': '2018-10-13', 'said_at': 'Bali'}
    """
    known = quotation.circumstances
    spans = {
        "said_at": known.place,
        "occasion": known.occasion,
        "addressee": known.addressee,
        "medium": known.medium,
        "reported_source": quotation.inside.source if quotation.inside else None,
    }
    dated = {"said_on": known.date} if known.date else {}
    return dated | {name: span.of(doc.text) for name, span in spans.items() if span}


def _trimmed(words: str) -> str:
    """Cut a phrase before a conjunction; a participle goes on to the end of the phrase."""
    kept: list[str] = []
    for word in re.findall(r"\S+\s*", words[:_LONGEST_PHRASE]):
        if word.strip().lower() in _STOPS:
            break
        kept.append(word)
    return "".join(kept).rstrip()


def _kind(stated: str, words: str) -> str | None:
    """Say what a phrase states, None if it is none of the circumstances."""
    low = words.lower()
    if stated == "medium" or _is_medium(low):
        return "medium"
    if stated == "occasion" and (_is_contact(low) or _VAGUE_OCCASION.match(low)):
        return None
    if stated == "place" and not _is_place(words, low):
        return None
    return stated


def _is_place(words: str, low: str) -> bool:
    named = _CAPITAL.search(words) or _BUILDING.match(low)
    return bool(named) and not _VAGUE_PLACE.match(low)


def _is_medium(low: str) -> bool:
    return bool(_media().match(low))


@cache
def _media() -> re.Pattern[str]:
    nouns = "|".join(re.escape(noun) for noun in word_list("media_nouns"))
    return re.compile(rf"(?:sebuah\s|suatu\s)?(?:{nouns})\b")


def _is_contact(low: str) -> bool:
    return low.split(maxsplit=1)[0] in word_set("contact_verbs")


def _carried(
    quotation: Quotation, index: int, stated: Sequence[Quotation], settings: _Settings
) -> Quotation:
    """Take what is not stated from the same speaker's nearest quotation, an earlier one first."""
    same = settings.get(_speaker(quotation), ())
    if quotation.circumstances.has_setting or not same:
        return quotation
    after = bisect_right(same, index)
    near = [*same[max(0, after - 1) : after], *same[after : after + 1]]
    setting = stated[min(near, key=lambda other: abs(other - index))].circumstances
    own = quotation.circumstances
    found = replace(setting, addressee=own.addressee, medium=own.medium, carried=True)
    return replace(quotation, circumstances=found)


def _settings(stated: Sequence[Quotation]) -> _Settings:
    """Return for each speaker which quotations state when, where or on what occasion."""
    found: dict[str | None, list[int]] = defaultdict(list)
    for index, quotation in enumerate(stated):
        if _speaker(quotation) and quotation.circumstances.has_setting:
            found[_speaker(quotation)].append(index)
    return found


def _speaker(quotation: Quotation) -> str | None:
    return quotation.speaker or quotation.speaker_text


def _reported_inside(doc: Annotated, quotation: Quotation) -> ReportedInside | None:
    """Find who is reported inside a reported clause: "Darmin mengatakan Jack Ma yakin S"."""
    outer = lookup(quotation.cue.of(doc.text)) if quotation.cue else None
    if quotation.kind == "direct" or (outer and outer.stance == "demand"):
        return None
    for content in quotation.content:
        opening = Span(content.start, min(content.end, content.start + _SUBJECT_WITHIN))
        for mention in overlapping(doc.mentions, opening, by=_span_of):
            if mention.kind in {"PER", "ORG"} and content.start <= mention.span.start:
                cue = _cue_after(doc.text, mention.span, content.end)
                chain = _chain_at(doc, mention.span)
                return ReportedInside(cue, mention.span, chain) if cue else None
    return None


def _span_of(mention: Mention) -> Span:
    return mention.span


_VERB_AFTER = re.compile(r"\s+(?:(?:juga|telah|sudah|pernah|sangat|pun)\s+)*(?P<cue>\w+)(?=\s+\w)")


def _cue_after(text: str, subject: Span, end: int) -> Span | None:
    match = _VERB_AFTER.match(text, subject.end, end)
    known = lookup(match["cue"]) if match else None
    if match and known and known.use in {"verb", "attitude"}:
        return Span(*match.span("cue"))
    return None


def _chain_at(doc: Annotated, span: Span) -> str | None:
    return next((chain.id for chain in doc.chains if span in chain.mentions), None)
