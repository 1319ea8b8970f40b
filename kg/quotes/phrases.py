"""The phrases beside a cue by rules alone: who speaks, and where the clause begins.

In: a piece of a sentence and a place in it. Out: the words before a verb that are its subject,
or those after "kata" and "menurut" that say who. No model is asked, only word lists, commas
and the names found in the article.
"""

from __future__ import annotations

import re

from kg.quotes.spans import overlapping
from kg.types import Annotated, Mention, Span
from kg.wordlists import word_list

_LONGEST_SUBJECT = 14
_LONGEST_SOURCE = 9
_AFTER_NAME = 40
_FEW = 2
_LONGEST_CONNECTIVE = 4
_EDGES = " \t\xa0\n,.;:–—-"

_PRONOUNS = "dia|ia|beliau|mereka|pihaknya|dirinya|kami|saya"
PRONOUN = re.compile(rf"\b(?:{_PRONOUNS})\b", re.IGNORECASE)
_PRONOUN_LAST = re.compile(rf"\b(?:{_PRONOUNS})$", re.IGNORECASE)
_ADVERBS_LAST = re.compile(
    rf"(?:\s+(?:{'|'.join(word_list('adverbs'))}|akan|bisa|dapat|harus|ingin|lantas|terus))+$"
)
_CLAUSE_BORDER = re.compile(rf"[;:–—]|,?\s(?:{'|'.join(word_list('clause_breaks'))})\s")
_PREPOSITION_FIRST = re.compile(
    rf"\s{{0,3}}(?:{'|'.join(word_list('prepositions'))}|sementara|namun|selanjutnya|kemudian|"
    r"lebih\slanjut|meski|meskipun|walau|walaupun|karena\situ|dengan\sdemikian|selain\situ|"
    r"sebelumnya|saat\sini|kini|bahkan|jadi|padahal|lalu)\b",
    re.IGNORECASE,
)
# A word by which a clause differs from a thing: "mengatakan hal itu" reports no clause.
FINITE = re.compile(
    r"(?<!\byang\s)(?<!\buntuk\s)(?<!\bdengan\s)"
    r"\b(?:akan|adalah|sudah|telah|tidak|tak|bisa|dapat|harus|belum|ada|masih|sedang|"
    r"perlu|pernah|bukan|ingin|mau|boleh|siap|juga|tetap|baru|sangat|cukup|lebih|"
    r"(?!berbagai|berdasarkan|berikut|berita|bersama|dinas|diri|media|menteri|mereka|meski|"
    r"terakhir|terbaru|terhadap|terkait|tersebut|tertentu|tertinggi|terutama)"
    r"(?:me|ber|di|ter)[a-z]{3,})\b"
)
_SOURCE_END = re.compile(
    rf"[,;:()\"“”\[\n]|\s(?:{'|'.join(word_list('prepositions'))}|adalah|agar|bahwa|lagi|"
    r"sambil|sembari|seraya|yang)\s|[.!?\s]*$"
)
_NOT_A_SUBJECT = re.compile(
    rf"\b(?:yang|untuk|dengan|dan|serta|agar|bahwa|saling|{'|'.join(word_list('negations'))})$"
)
_WORD = re.compile(r"\w[\w'’.-]*")


def source_after(doc: Annotated, start: int, end: int) -> Span | None:
    """Return the words that say who, right after a short cue or "menurut".

    Parameters
    ----------
    doc
        The article.
    start, end
        From the end of the cue to the end of the piece, in code points.
    """
    text = doc.text
    start = skip(text, r"\s*(?:oleh\s+)?", start, end)
    stop = _SOURCE_END.search(text, start, end)
    span = trimmed(text, start, stop.start() if stop else end)
    if span is None:
        return None
    pronoun = PRONOUN.match(text, span.start, span.end)
    if pronoun:
        return Span(*pronoun.span())
    long = len(_WORD.findall(text, span.start, span.end)) > _LONGEST_SOURCE
    names = _names_at(doc, span) if long or FINITE.search(text, span.start, span.end) else None
    if long or names:
        return names
    return _with_appositive(doc, span, end)


def _names_at(doc: Annotated, span: Span) -> Span | None:
    """Return the names a phrase begins with: "Fadli" of "Menurut Fadli permasalahan hukum …"."""
    last = None
    for mention in _mentions(doc, span):
        if mention.span.start > (last.end + 1 if last else span.start + _AFTER_NAME):
            break
        last = Span(span.start, mention.span.end)
    return last


def _with_appositive(doc: Annotated, span: Span, end: int) -> Span:
    """Extend "Direktur RSUD" over the name after its comma: "Direktur RSUD, Joni"."""
    if any(mention.kind == "PER" for mention in _mentions(doc, span)):
        return span
    after = skip(doc.text, r",\s*", span.end, end)
    for mention in _mentions(doc, Span(span.start, max(end, span.end))):
        if mention.kind == "PER" and mention.span.start == after:
            return Span(span.start, mention.span.end)
    return span


def subject_before(doc: Annotated, start: int, end: int) -> Span | None:
    """Return the subject that ends right before a verb, None if there is none.

    Parameters
    ----------
    doc
        The article.
    start, end
        From the beginning of the piece to the verb, in code points.
    """
    text = doc.text
    region = _without_adverbs(text, _clause_start(text, start, end), end)
    if region is None or _NOT_A_SUBJECT.search(region.of(text).lower()):
        return None
    pronoun = _PRONOUN_LAST.search(text, region.start, region.end)
    if pronoun:
        return Span(*pronoun.span())
    names = [mention for mention in _mentions(doc, region) if mention.kind != "EVT"]
    return _around(text, region, names[-1].span) if names else _plain(text, region)


def is_connective(words: str) -> bool:
    """Say whether words only lead in: "Namun", "Oleh karena itu"; "Dermaga itu" is said, too."""
    count = len(words.split())
    return count <= _FEW or (count <= _LONGEST_CONNECTIVE and bool(_PREPOSITION_FIRST.match(words)))


def _clause_start(text: str, start: int, end: int) -> int:
    borders = [match.end() for match in _CLAUSE_BORDER.finditer(text, start, end)]
    return borders[-1] if borders else start


def _around(text: str, region: Span, name: Span) -> Span | None:
    """Return the noun phrase around a name: the parts between commas before it that belong to it.

    "Namun, Ketua KPU, Hasyim, …": "Ketua KPU, Hasyim". A name in a part that begins with a
    preposition is no subject, but the part before it may be one.
    """
    parts = _parts(text, region)
    if region.end - name.end > _LONGEST_SUBJECT * _AFTER_NAME:
        return None
    subject = [part for part in parts if not _PREPOSITION_FIRST.match(part.of(text))]
    return Span(subject[0].start, subject[-1].end) if subject else None


def _plain(text: str, region: Span) -> Span | None:
    """Return a subject without a name ("Warga", "Pemerintah pusat"), if it is short enough."""
    last = _parts(text, region)[-1]
    words = _WORD.findall(text, last.start, last.end)
    if len(words) > _LONGEST_SUBJECT or _PREPOSITION_FIRST.match(last.of(text)):
        return None
    return last


def _parts(text: str, region: Span) -> list[Span]:
    """Split a phrase at its commas."""
    found = [
        part
        for match in re.finditer(r"[^,]+", region.of(text))
        if (part := trimmed(text, region.start + match.start(), region.start + match.end()))
    ]
    return found or [region]


def trimmed(text: str, start: int, end: int) -> Span | None:
    """Return a range without blanks and punctuation at its ends, None if nothing is left."""
    words = text[start:end]
    start += len(words) - len(words.lstrip(_EDGES))
    end = start + len(text[start:end].rstrip(_EDGES))
    return Span(start, end) if start < end else None


def _without_adverbs(text: str, start: int, end: int) -> Span | None:
    """Return the range before a verb without "juga", "telah", "akan"."""
    before = _ADVERBS_LAST.search(text[start:end].rstrip(_EDGES))
    return trimmed(text, start, start + before.start() if before else end)


def skip(text: str, pattern: str, start: int, end: int) -> int:
    """Return the end of a pattern at ``start``, or ``start``."""
    found = re.compile(pattern).match(text, start, end)
    return found.end() if found else start


def mention_at(doc: Annotated, start: int, end: int) -> Mention | None:
    """Return the first name in a range."""
    found = _mentions(doc, Span(start, end)) if start < end else []
    return found[0] if found else None


def _mentions(doc: Annotated, span: Span) -> list[Mention]:
    return list(overlapping(doc.mentions, span, by=_span))


def _span(mention: Mention) -> Span:
    return mention.span
