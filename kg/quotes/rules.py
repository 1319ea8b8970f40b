"""Quotations by rules alone, and rules for the gaps that the tagger leaves.

In: an article with sentences and names. Out: the same kinds of evidence that the tagger gives
(contents, cues, sources), found with the cue words of ``kg/data/cues.tsv``, commas and names
only. What makes quotations of the evidence is the same for both.

The constructions are those of Indonesian newsrooms: "kata X" beside quotation marks; "X meN-V
(bahwa) S"; "Menurut X, S"; "S, kata X, S"; "S dikatakan X"; "harapan X agar S".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.quotes.attribution import sentence_of
from kg.quotes.cues import Cue, has_pronoun, lookup, short_cue_pattern
from kg.quotes.marks import Stretch, find_stretches
from kg.quotes.phrases import (
    FINITE,
    PRONOUN,
    is_connective,
    mention_at,
    source_after,
    subject_before,
    trimmed,
)
from kg.quotes.spans import overlapping
from kg.types import Annotated, LabelledSpan, Span
from kg.wordlists import word_list, word_set

_FEWEST_WORDS = 3
_FEWEST_SPOKEN = 4
_LONGEST_ADDRESS = 90

_WORD = re.compile(r"\w[\w'’-]*")
_COMPLEMENTIZER = "|".join(word_list("complementizers"))
_SENTENCE_END = re.compile(r"(?:^|\n|[.!?:][\"”’]?|,)\s*$")
_SPOKEN_END = re.compile(r"[.!?,…]\s*$")
# "mengatakan, S", "mengatakan bahwa S", "meminta agar S"
_LEAD = re.compile(rf"\s*(?P<comma>[,:]\s+)?(?P<that>(?:{_COMPLEMENTIZER})\s+)?")
# The addressee, the place and the date before a clause: mengatakan kepada wartawan di Bunta, S.
_ADDRESS = r"\s+(?:kepada|di|dalam|pada|saat|usai|ketika|melalui|lewat)\b[^\"“”\n]"
_ADDRESSES = (
    re.compile(rf"{_ADDRESS}{{1,{_LONGEST_ADDRESS}}}?,?\s+(?:bahwa|agar|supaya)\s+"),
    re.compile(rf"{_ADDRESS}{{1,{_LONGEST_ADDRESS}}}?,\s+"),
)
_CUT = re.compile(r",?\s(?:sambil|sembari|seraya)\s|,\s(?:sementara|sedangkan|padahal)\s")
_LEADS_IN = re.compile(r"[^.!?]{0,60}[,:]?\s*")
_BEFORE_INFINITIVE = re.compile(
    r"\b(?:yang|untuk|dengan|agar|guna|saling|tanpa|ikut|dilarang|diminta)\s+$", re.IGNORECASE
)
# After the name, the attribution goes on: "kata Joni, Direktur RSUD, di Bunta, Senin (5/2)".
_STILL_ATTRIBUTION = re.compile(
    r"\s*(?:(?:di|dalam|pada|saat|usai|ketika|melalui|lewat|kepada|seperti|dikutip|dilansir|yang|"
    r"sambil|seraya|sembari|sekaligus|selaku|lalu|setelah|sebelum|dari|"
    r"Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu|\()\b|\()",
)
_CLOSING = re.compile(r"[^,;.\"“”]*(?:,|$)")
_OPENS_SENTENCE = ("berdasarkan", "dikutip", "dilansir", "melansir", "mengutip", "merujuk")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence, or what is left of it beside quoted speech."""

    span: Span
    after_speech: bool = False
    before_speech: bool = False


@dataclass(frozen=True, slots=True)
class _Report:
    cue: Span
    source: Span | None
    contents: tuple[Span, ...] = ()


def rule_evidence(doc: Annotated) -> Annotated:
    """Replace what the tagger saw of quotations with what rules see.

    Parameters
    ----------
    doc
        An article with sentences and mentions; evidence of other kinds is kept.
    """
    kept = [found for found in doc.evidence if found.label in {"ROLE", "BOILERPLATE"}]
    speech = [stretch for stretch in find_stretches(doc.text) if _is_speech(doc.text, stretch)]
    found = [LabelledSpan(stretch.inner, "DIRECT") for stretch in speech]
    for piece in _pieces(doc, speech):
        for report in _reports(doc, piece):
            found += _evidence(report)
    return replace(doc, evidence=tuple(sorted([*kept, *found], key=lambda seen: seen.span)))


def fill_gaps(doc: Annotated) -> Annotated:
    """Add the cues and sources of sentences in which the tagger saw a content and no cue.

    A place or an event is no source: nobody speaks there.

    Parameters
    ----------
    doc
        An article with sentences, mentions and evidence.
    """
    said = {
        sentence_of(doc, at)
        for seen in doc.evidence
        if seen.label in {"DIRECT", "INDIRECT"}
        for at in (seen.span.start, seen.span.end - 1)
    }
    open_cues = said - _sentences_with(doc, "CUE")
    if not open_cues:
        return doc
    lacking = {"CUE": open_cues, "SOURCE": said - _sentences_with(doc, "SOURCE")}
    mute = {mention.span for mention in doc.mentions if mention.kind in {"LOC", "EVT"}}
    added = [
        seen
        for seen in rule_evidence(doc).evidence
        if sentence_of(doc, seen.span.start) in lacking.get(seen.label, ())
        and seen.span not in mute
    ]
    return replace(doc, evidence=tuple(sorted([*doc.evidence, *added], key=lambda s: s.span)))


def _sentences_with(doc: Annotated, label: str) -> set[int]:
    return {sentence_of(doc, seen.span.start) for seen in doc.evidence if seen.label == label}


def _evidence(report: _Report) -> Iterator[LabelledSpan]:
    yield LabelledSpan(report.cue, "CUE")
    if report.source:
        yield LabelledSpan(report.source, "SOURCE")
    for content in report.contents:
        yield LabelledSpan(content, "INDIRECT")


def _is_speech(text: str, stretch: Stretch) -> bool:
    """Say whether marks hold speech: whole sentences, or words that a comma and a cue follow."""
    words = stretch.inner.of(text)
    before = text[max(0, stretch.outer.start - 4) : stretch.outer.start]
    after = re.compile(r"[\s,.]*").match(text, stretch.outer.end)
    cued = short_cue_pattern().match(text, after.end() if after else stretch.outer.end)
    if cued and len(_WORD.findall(words)) > 1:
        return True
    ended = _SPOKEN_END.search(words) or text[stretch.outer.end : stretch.outer.end + 1] in ",.\n"
    enough = len(_WORD.findall(words)) >= _FEWEST_SPOKEN
    return enough and bool(ended) and bool(_SENTENCE_END.search(before))


def _pieces(doc: Annotated, speech: Sequence[Stretch]) -> Iterator[_Piece]:
    """Yield the sentences without the quoted speech in them."""
    for sentence in doc.sentences:
        start, after = sentence.span.start, False
        for stretch in overlapping(speech, sentence.span, by=lambda item: item.outer):
            if start < stretch.outer.start:
                yield _Piece(Span(start, stretch.outer.start), after, before_speech=True)
            start, after = stretch.outer.end, True
        if start < sentence.span.end:
            yield _Piece(Span(start, sentence.span.end), after)


def _reports(doc: Annotated, piece: _Piece) -> list[_Report]:
    """Return the reports of a piece: the first kind of construction that is found there."""
    cues = [
        (Span(*match.span()), known)
        for match in _WORD.finditer(doc.text, piece.span.start, piece.span.end)
        if (known := lookup(match.group()))
    ]
    for read in (_beside_speech, _opened, _inserted, _told):
        for cue, known in cues:
            if report := read(doc, piece, cue, known):
                return [report]
    return []


def _beside_speech(doc: Annotated, piece: _Piece, cue: Span, known: Cue) -> _Report | None:
    """Read ``"Q," kata X`` and ``X mengatakan, "Q"``; the marks are the content."""
    text, span = doc.text, piece.span
    if piece.after_speech and known.use in {"short", "passive"}:
        if text[span.start : cue.start].strip(" \t\xa0,.-–"):
            return None
        return _Report(cue, _own_source(doc, cue, span.end))
    if not piece.before_speech or not re.fullmatch(
        r"[^.!?]{0,60}[,:]?\s*", text[cue.end : span.end]
    ):
        return None
    if known.use in {"short", "preposition", "passive"}:
        return _Report(cue, _own_source(doc, cue, span.end))
    return _Report(cue, subject_before(doc, span.start, cue.start))


def _own_source(doc: Annotated, cue: Span, end: int) -> Span | None:
    """Return the source after a cue; the -nya of the cue itself is found later."""
    return None if has_pronoun(cue.of(doc.text)) else source_after(doc, cue.end, end)


def _opened(doc: Annotated, piece: _Piece, cue: Span, known: Cue) -> _Report | None:
    """Read what begins with its attribution: "Menurut X, S", "Kata dia, S", "Dikatakan X, S"."""
    word = cue.of(doc.text)
    lead = doc.text[piece.span.start : cue.start].strip(" \t\xa0,")
    if known.use in {"verb", "attitude"} or piece.after_speech:
        return None
    if lead and not (is_connective(lead) and known.use in {"preposition", "short"}):
        return None
    if known.word in _OPENS_SENTENCE:
        source = _document(doc, cue, piece.span.end)
    else:
        source = _own_source(doc, cue, piece.span.end)
    after = source.end if source else cue.end
    if source is None and not has_pronoun(word):
        return None
    content = _clause(doc, _after_attribution(doc.text, after, piece.span.end), piece.span.end)
    return _Report(cue, source, (content,)) if content else None


def _document(doc: Annotated, cue: Span, end: int) -> Span | None:
    """Return the named source of "Berdasarkan data yang diterima BPBD, S": all up to the comma."""
    comma = doc.text.find(",", cue.end, min(end, cue.end + _LONGEST_ADDRESS))
    named = comma > 0 and mention_at(doc, cue.end, comma)
    return trimmed(doc.text, cue.end, comma) if named else None


def _inserted(doc: Annotated, piece: _Piece, cue: Span, known: Cue) -> _Report | None:
    """Read "S, kata X", "S, lanjut X, S" and "S dikatakan X S"."""
    if known.use not in {"short", "preposition", "passive"} or known.word in _OPENS_SENTENCE:
        return None
    text, span = doc.text, piece.span
    word = cue.of(text)
    comma = text[span.start : cue.start].rstrip().endswith(",")
    if known.use == "short" and not comma:
        return None
    source = _own_source(doc, cue, span.end)
    if not has_pronoun(word) and not _is_somebody(doc, cue.end, source):
        return None
    after = source.end if source else cue.end
    first = _clause(doc, span.start, cue.start)
    goes_on = after if known.use == "passive" else _after_attribution(text, after, span.end)
    second = _clause(doc, goes_on, span.end)
    if known.use == "passive" and not _is_predicate(text, second):
        return None
    contents = tuple(content for content in (first, second) if content)
    return _Report(cue, source, contents) if contents else None


def _is_predicate(text: str, span: Span | None) -> bool:
    """Say whether a clause goes on: "dikatakan Agus mulai buka", not "dikatakan Agus di Bunta"."""
    return bool(
        span and FINITE.search(span.of(text)) and not _STILL_ATTRIBUTION.match(span.of(text))
    )


def _is_somebody(doc: Annotated, cue_end: int, source: Span | None) -> bool:
    """Say whether a source names or describes somebody: a pronoun, a name, a title."""
    if source is None or source.start > cue_end + len(" oleh "):
        return False
    words = source.of(doc.text)
    first = words.split()[0].lower().rstrip(".")
    return bool(
        PRONOUN.match(words)
        or mention_at(doc, source.start, source.end)
        or first in word_set("titles")
    )


def _told(doc: Annotated, piece: _Piece, cue: Span, known: Cue) -> _Report | None:
    """Read "X mengatakan (bahwa) S", "X yakin S", "S, X menambahkan" and "harapan X agar S"."""
    text, span = doc.text, piece.span
    if known.use == "noun":
        return _named(doc, piece, cue)
    if known.use not in {"verb", "attitude"} or _BEFORE_INFINITIVE.search(
        text, span.start, cue.start
    ):
        return None
    subject = subject_before(doc, span.start, cue.start)
    content = _told_clause(doc, cue, known, span.end)
    if content and (subject or _has_conjunction(text, cue)):
        return _Report(cue, subject, (content,))
    return None


def _has_conjunction(text: str, cue: Span) -> bool:
    """Say whether the verb shares its subject with one before it: "… dan meminta S"."""
    return bool(re.search(r"\b(?:dan|serta|sambil|seraya|sembari)\s+$", text[: cue.start][-10:]))


def _told_clause(doc: Annotated, cue: Span, known: Cue, end: int) -> Span | None:
    text = doc.text
    lead = _LEAD.match(text, cue.end, end)
    start = lead.end() if lead else cue.end
    sure = bool(lead and (lead["comma"] or lead["that"]))
    address = next((found for it in _ADDRESSES if (found := it.match(text, cue.end, end))), None)
    if address and not sure:
        start, sure = address.end(), True
    content = _clause(doc, start, end)
    if content is None or sure or known.use == "attitude":
        return content
    if known.word in word_set("object_verbs"):
        return None
    if known.stance == "demand" or FINITE.search(content.of(text)):
        return content
    return None


def _named(doc: Annotated, piece: _Piece, cue: Span) -> _Report | None:
    """Read a noun that says what kind of words follow: "harapan X agar S", "pernyataan bahwa S"."""
    text = doc.text
    that = re.compile(rf"(?P<who>[^,.;\"“”\n]{{0,60}}?)\s(?:{_COMPLEMENTIZER})\s").match(
        text, cue.end, piece.span.end
    )
    content = _clause(doc, that.end(), piece.span.end) if that else None
    if that is None or content is None:
        return None
    who = trimmed(text, *that.span("who"))
    return _Report(cue, who or subject_before(doc, piece.span.start, cue.start), (content,))


def _after_attribution(text: str, start: int, end: int) -> int:
    """Return where the clause goes on after "kata Joni, Direktur RSUD, di Bunta, Senin (5/2),"."""
    while start < end:
        closing = _CLOSING.match(text, start, end)
        here = closing.end() if closing else end
        rest = text[start:here].strip(" ,")
        if rest and not _belongs_to_attribution(rest):
            return start
        start = max(here, start + 1)
    return end


def _belongs_to_attribution(words: str) -> bool:
    first = words.split(maxsplit=1)[0].lower().strip("(.,")
    named = first in word_set("titles") and words[0].isupper() and not FINITE.search(words)
    return bool(_STILL_ATTRIBUTION.match(words)) or named


def _clause(doc: Annotated, start: int, end: int) -> Span | None:
    """Return the clause in a range, up to a second report or side remark; None if too short."""
    if start >= end:
        return None
    cut = _CUT.search(doc.text, start, end)
    span = trimmed(doc.text, start, cut.start() if cut else end)
    if span and len(_WORD.findall(doc.text, span.start, span.end)) >= _FEWEST_WORDS:
        return span
    return None
