"""How newsrooms attribute what is said: the construction of a quotation, the form of its source.

In: a record of the annotations format and one of its quotations. Out: the name of its
construction, judged from the cue, what stands between it and the content, and how many
stretches there are; and the name of its source's form. Both work on gold records and on a
system's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.coref.sources import noun_kind
from kg.evaluation.scores import Record
from kg.quotes.cues import lookup
from kg.wordlists import word_list

# As `construction` and `source_form` name them, in the order of the tables.
CONSTRUCTIONS = (
    "direct: “Q,” kata X",
    "direct: X mengatakan, “Q”",
    "direct: colon",
    "direct: split by its cue",
    "direct: no cue",
    "mixed: a quoted fragment inside",
    "S, kata X, S",
    "S, kata X",
    "X mengatakan bahwa S",
    "X mengatakan, S",
    "X mengatakan S",
    "attitude: X yakin S",
    "menurut X, S",
    "berdasarkan or dikutip dari X, S",
    "passive or noun",
    "verb after its clause",
    "indirect: no cue",
)
SOURCE_FORMS = (
    "full name",
    "short name",
    "pronoun",
    "-nya",
    "role description",
    "none",
    "organization",
    "document",
    "group",
    "unnamed",
)

_WORD = re.compile(r"\w+")
_COMPLEMENTIZER = re.compile(rf"\b(?:{'|'.join(word_list('complementizers'))})\s*$", re.IGNORECASE)
_PRONOUNS = frozenset(
    {"dia", "ia", "beliau", "dirinya", "pihaknya", "saya", "mereka", "keduanya", "kami"}
)

_DIRECT_AFTER, _DIRECT_BEFORE, _COLON, _SPLIT, _DIRECT_ALONE, _MIXED, _INSERTED = CONSTRUCTIONS[:7]
_SHORT, _THAT, _COMMA, _BARE, _ATTITUDE, _MENURUT, _DOCUMENT = CONSTRUCTIONS[7:14]
_PASSIVE, _VERB_AFTER, _INDIRECT_ALONE = CONSTRUCTIONS[14:]


def construction(record: Record, quotation: Record) -> str:
    """Return which of `CONSTRUCTIONS` a quotation is.

    Examples
    --------
    >>> record = {"text": "Ratna menegaskan bahwa dermaga siap dipakai"}
    >>> said = {"kind": "indirect", "content": [[23, 43]], "cue": [6, 16], "source": [0, 5]}
    >>> construction(record, said)
    'X mengatakan bahwa S'
    """
    text, content, cue = record["text"], quotation["content"], quotation["cue"]
    if quotation["kind"] == "direct":
        return _direct(text, content, cue)
    if cue is None:
        return _INDIRECT_ALONE
    if quotation["kind"] == "mixed":
        return _MIXED
    return _indirect(text, content, cue)


def _direct(text: str, content: Sequence[Sequence[int]], cue: Sequence[int] | None) -> str:
    if len(content) > 1:
        return _SPLIT
    start = content[0][0]
    if text[:start].rstrip(" \n\"“”„«»'‘’").endswith(":"):
        return _COLON
    if cue is None:
        return _DIRECT_ALONE
    return _DIRECT_BEFORE if cue[1] <= start else _DIRECT_AFTER


def _indirect(text: str, content: Sequence[Sequence[int]], cue: Sequence[int]) -> str:
    start = content[0][0]
    use = _use(text[slice(*cue)])
    if use in {"passive", "noun"}:
        return _PASSIVE
    if use == "preposition":
        return _MENURUT if text[slice(*cue)].lower().startswith("menurut") else _DOCUMENT
    if use == "attitude":
        return _ATTITUDE
    if cue[0] >= start:
        between = len(content) > 1 and cue[1] <= content[-1][0]
        return _INSERTED if between else _SHORT if use != "verb" else _VERB_AFTER
    if use == "short":
        return _INSERTED
    return _told(text[cue[1] : start])


def _told(between: str) -> str:
    """Judge "X mengatakan … S" by what stands between the verb and the clause."""
    if _COMPLEMENTIZER.search(between):
        return _THAT
    return _COMMA if between.rstrip().endswith((",", ":")) else _BARE


def _use(cue: str) -> str | None:
    """Return how a cue is used; of several words ("memberi penjelasan", "dikutip dari") any."""
    known = [found.use for word in (cue, *cue.split()) if (found := lookup(word))]
    return known[0] if known else None


def source_form(record: Record, quotation: Record) -> str:
    """Return which of `SOURCE_FORMS` the source of a quotation has.

    Where the source has no name, the speaker decides: a person is a role description, an
    organization speaks itself or through a document.

    Examples
    --------
    >>> source_form({"text": "ujarnya", "entities": []}, {"source": [4, 7], "speaker": None})
    '-nya'
    """
    if quotation["source"] is None:
        return "none"
    words = record["text"][slice(*quotation["source"])].lower()
    if words == "nya":
        return "-nya"
    if words in _PRONOUNS:
        return "pronoun"
    entities = {entity["id"]: entity for entity in record["entities"]}
    speaker = entities.get(quotation["speaker"])
    if speaker is None:
        kind = noun_kind(words)
        return kind if kind in {"document", "group"} else "unnamed"
    if speaker["kind"] != "PER":
        return "document" if noun_kind(words) == "document" else "organization"
    return _name_form(record, quotation["source"], speaker)


def _name_form(record: Record, source: Sequence[int], person: Record) -> str:
    """Compare the person's name in a source with the longest one of the article."""
    lengths = {
        (start, end): len(_WORD.findall(record["text"], start, end))
        for start, end in person["mentions"]
    }
    inside = [
        words for (start, end), words in lengths.items() if source[0] <= start and end <= source[1]
    ]
    if not inside:
        return "role description"
    return "full name" if max(inside) == max(lengths.values()) else "short name"
