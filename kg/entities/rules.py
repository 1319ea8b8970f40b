"""Rules for people and organizations: each finds candidates in an index and says how sure it is.

In: an `Index`. Out: links. A rule never compares all pairs: it looks names up by their parts
(blocking, Fellegi and Sunter 1969), by the office held, or by what is left after one letter is
deleted (Mor and Fraenkel 1982). A first name alone joins nobody.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from rapidfuzz.distance import OSA

from kg.coref.names import core, is_acronym_of, is_company, is_generic_head, key, known_name
from kg.entities.index import Index
from kg.entities.nodes import ALONE, bare, trait
from kg.entities.occurrences import Occurrence, label
from kg.entities.partition import Link, Node, Partition
from kg.knowledge import knowledge

Rule = Callable[[Index, Partition], Iterator[Link]]

# How sure a rule is; the order matters, and that what may err on a common name is below 0.9.
_ACRONYM, _OFFICE, _LONGER, _LONGER_SEEN, _SHORTER, _SPELLING, _COMPANY, _BLANKS, _ON_THE_DAY = (
    0.95, 0.9, 0.85, 0.9, 0.85, 0.85, 0.75, 0.95, 0.9,
)  # fmt: skip
_MOST_WORDS = 6
_MOST_CANDIDATES = 8
_SHORTEST_TYPO = 8
_SHORTEST_TYPO_OF_ORGANIZATION = 14
_SHORTEST_WORD_WITH_TYPO = 5
_FEWEST_SHARED = 2
_AGREE = 0.5
# A head that says no more than what bears the name; "Fraksi Hanura" is not the party.
_APPOSITIONS = frozenset({"partai", "klub", "fc", "bank", "maskapai", "perusahaan", "organisasi"})


def fuller_names(index: Index, partition: Partition) -> Iterator[Link]:
    """Link a person's name to the one longer name that has its words: "Anies Rasyid Baswedan".

    A name at whose beginning the short one stands is enough where no other person has one of
    its words; else the articles have to name somebody or something else in common.
    """
    people = [node for node in index.of_kind("PER") if not trait(node, ALONE)]
    longer, bearers = _by_parts(people), _bearers(index)
    for short in sorted(people, key=lambda node: (-len(bare(node)), node)):
        found = [long for long in longer.get(bare(short)[1:], ()) if bare(long) != bare(short)]
        likely = [long for long in found if not index.meet(short, long)]
        if not likely or len(found) > _MOST_CANDIDATES:
            continue
        seen = [long for long in likely if index.shared(short, long)]
        if seen and _one(partition, seen):
            yield Link(_LONGER_SEEN, "fuller name", short, seen[0], index.shown(short, seen[0]))
        elif _one(partition, likely):
            rare = min(len(bearers[word]) for word in bare(short)[1:]) <= len(found) + 1
            long = next((node for node in likely if rare and _same_ends(short, node)), None)
            if long:
                yield Link(_LONGER, "fuller name", short, long, index.shown(short, long))


def _same_ends(short: Node, long: Node) -> bool:
    """Say whether the short name begins the long one, or is it without what is in the middle."""
    words, others = bare(short)[1:], bare(long)[1:]
    return words[0] == others[0] and words[-1] in {others[len(words) - 1], others[-1]}


def _by_parts(people: Iterable[Node]) -> dict[tuple[str, ...], list[Node]]:
    """Index names by two words or more of theirs, in their order, and with initials for words."""
    found: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    for node in people:
        words = bare(node)[1:]
        if 1 < len(words) <= _MOST_WORDS:
            for part in _parts(words):
                found[part].append(node)
    return found


def _parts(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    shorter = {part for size in range(2, len(words)) for part in combinations(words, size)}
    initials = {
        (*part[:i], part[i][0], *part[i + 1 :])
        for part in (*shorter, words)
        for i in range(len(part))
        if len(part[i]) > 1
    }
    return shorter | initials


def _one(partition: Partition, nodes: Sequence[Node]) -> bool:
    """Say whether all nodes are one entity."""
    return len({partition.root(node) for node in nodes}) == 1


def office_holders(index: Index, _: Partition) -> Iterator[Link]:
    """Link people of one short name, or a short and a full one, by the office they hold.

    "Menteri Keuangan Ratna" and "Menteri Keuangan Ratna Dewi" are one; "Ketua" tells nothing.
    Who is known by one word that is part of nobody's full name is told by the organization.
    """
    bearers = _bearers(index)
    holders: dict[tuple[str, ...], dict[Node, None]] = defaultdict(dict)
    for node in index.of_kind("PER"):
        for seat in _seats(index, node, bearers):
            holders[seat][node] = None
    for found in holders.values():
        alone = [node for node in found if trait(node, ALONE)]
        full = [node for node in found if not trait(node, ALONE)]
        if len({bare(node) for node in full}) <= 1:
            first, *others = [*full[:1], *alone]
            for node in others:
                yield Link(_OFFICE, "same office", node, first, index.shown(node, first))


def _seats(
    index: Index, node: Node, bearers: Mapping[str, Sequence[Node]]
) -> Iterator[tuple[str, ...]]:
    """Yield a word of a person's name with an office, or with its organization, that tells."""
    offices = {office for occurrence in index.nodes[node] for office in occurrence.offices}
    for office in sorted(offices, key=lambda office: office.title):
        if office.is_telling:
            for word in bare(node)[1:]:
                yield (word, office.place or "", *office.words)
        if office.place and trait(node, ALONE) and node[1] not in bearers:
            yield node[1], office.place


def _bearers(index: Index) -> dict[str, list[Node]]:
    """Return the full names that each word is part of."""
    found: dict[str, list[Node]] = defaultdict(list)
    for node in index.of_kind("PER"):
        for word in set(bare(node)[1:]) if not trait(node, ALONE) else ():
            found[word].append(node)
    return dict(found)


def office_on_the_day(index: Index, _: Partition) -> Iterator[Link]:
    """Link a person known by one word to whoever held the office then: "Presiden Prabowo"."""
    holders: dict[Node, list[Node]] = defaultdict(list)
    for node in index.of_kind("PER"):
        found = _holders(index, node) if trait(node, ALONE) else set()
        if len(found) == 1:
            holders[("PER", *key(found.pop(), "PER"))].append(node)
    for holder, nodes in sorted(holders.items()):
        chained = [holder, *nodes] if holder in index.nodes else nodes
        for one, other in pairwise(chained):
            yield Link(_ON_THE_DAY, "office on the day", other, one, index.shown(other, one))


def _holders(index: Index, node: Node) -> set[str]:
    return {
        holder.name
        for occurrence in index.nodes[node]
        for office in occurrence.offices
        for holder in knowledge().holders(office.title, (occurrence.published or "")[:10] or None)
        if node[1] in key(holder.name, "PER")
    }


def known_company(index: Index, partition: Partition) -> Iterator[Link]:
    """Link a person known by one word to the one full name it is part of, by what is named beside.

    One common acquaintance may be chance; two make a link.
    """
    bearers = _bearers(index)
    for node in index.of_kind("PER"):
        found = bearers.get(node[1], []) if trait(node, ALONE) else []
        if not 0 < len(found) <= _MOST_CANDIDATES or not _one(partition, found):
            continue
        best = max(found, key=lambda full: (len(index.shared(node, full)), full))
        if len(index.shared(node, best)) >= _FEWEST_SHARED:
            yield Link(_COMPANY, "named with the same", node, best, index.shown(node, best))


def short_forms(index: Index, partition: Partition) -> Iterator[Link]:
    """Link a short form to what articles that have the full name too say it stands for.

    Most of these articles have to agree. An acronym needs no more; of other forms ("Dortmund")
    the articles have to name something else in common.
    """
    for short, named in sorted(_votes(index).items()):
        written = index.nodes.get(short, [])
        company = any(is_company(form) for o in written for form, _count in o.forms)
        stands_for = [long for long in named if not company or _is_company(index, long)]
        counts = Counter(partition.root(long) for long in stands_for)
        best = min(counts, key=lambda root: (-counts[root], root), default=None)
        if not written or not best or counts[best] <= _AGREE * counts.total():
            continue
        agreed = sorted({long for long in stands_for if partition.root(long) == best})
        long = next((n for n in agreed if _are_acronyms(written, index.nodes[n])), None)
        if long:
            yield Link(_ACRONYM, "acronym", short, long, index.shown(long, short))
        elif short[0] == "ORG" and not _is_generic(short):
            long = agreed[0]
            if index.shared(short, long) and not index.meet(short, long):
                yield Link(_SHORTER, "short form", short, long, index.shown(long, short))


def _votes(index: Index) -> dict[Node, list[Node]]:
    """Return for each short form the full names that it stands for, once for each article."""
    votes: dict[Node, list[Node]] = defaultdict(list)
    for long, found in index.nodes.items():
        for occurrence in found if long[0] != "PER" else ():
            for short in {_short(form, occurrence) for form, _count in occurrence.forms}:
                if short != bare(long):
                    votes[short].append(long)
    return votes


def _is_company(index: Index, node: Node) -> bool:
    return any(is_company(form) for o in index.nodes[node] for form, _count in o.forms)


def _short(form: str, occurrence: Occurrence) -> Node:
    return (occurrence.kind, *key(form, occurrence.kind))


def _are_acronyms(written: Sequence[Occurrence], full: Sequence[Occurrence]) -> bool:
    """Say whether all forms are an acronym of the full name."""
    long = core(full[0].name, full[0].kind)
    short = [form for occurrence in written for form, _count in occurrence.forms]
    return all(is_acronym_of(core(form, full[0].kind), long) for form in short)


def _is_generic(node: Node) -> bool:
    return all(is_generic_head(word) for word in node[1:])


def shortened_names(index: Index, partition: Partition) -> Iterator[Link]:
    """Link an organization to the one longer name that begins or ends with its own.

    What is left has to say only what it is ("Partai Hanura"), or the articles with the short
    name have to name the rest: "Komisi VII" beside "DPR".
    """
    longer: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    for node in index.of_kind("ORG"):
        words = node[1:]
        for size in range(1, len(words)):
            longer[words[:size]].append(node)
            longer[words[-size:]].append(node)
    for short in sorted(index.of_kind("ORG"), key=lambda node: (-len(node), node)):
        found = longer.get(short[1:], [])
        if 0 < len(found) <= _MOST_CANDIDATES and not _is_generic(short):
            seen = [long for long in found if _adds_nothing(index, short, long)]
            if seen and _one(partition, seen) and not index.meet(short, seen[0]):
                yield Link(_SHORTER, "shortened name", short, seen[0], index.shown(short, seen[0]))


def _adds_nothing(index: Index, short: Node, long: Node) -> bool:
    words = short[1:]
    if long[-len(words) :] == words:
        return _APPOSITIONS.issuperset(long[1 : -len(words)])
    rest = " ".join(long[1 + len(words) :])
    named = {label("ORG", rest), label("ORG", known_name(rest.upper(), "ORG") or rest)}
    return all(not named.isdisjoint(occurrence.company) for occurrence in index.nodes[short])


def blanks(index: Index, _: Partition) -> Iterator[Link]:
    """Link names that differ in blanks only: "Bulutangkis", "Bulu Tangkis"."""
    blocks: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    for node in index.nodes:
        special = node[len(bare(node)) :]
        blocks[(node[0], "".join(bare(node)[1:]), *special)].append(node)
    for nodes in blocks.values():
        for other in nodes[1:]:
            yield Link(_BLANKS, "spelling", nodes[0], other, index.shown(nodes[0], other))


def misspellings(index: Index, _: Partition) -> Iterator[Link]:
    """Link names that differ by one letter, if their articles share more than the usual."""
    for kind, least in (("PER", _SHORTEST_TYPO), ("ORG", _SHORTEST_TYPO_OF_ORGANIZATION)):
        blocks: dict[str, list[Node]] = defaultdict(list)
        for node in index.of_kind("PER" if kind == "PER" else "ORG"):
            spelled = " ".join(bare(node)[1:])
            if len(bare(node)) > 2 and len(spelled) >= least:  # noqa: PLR2004  kind and two words
                for form in _deletions(spelled):
                    blocks[form].append(node)
        for one, other in sorted(_pairs(blocks)):
            if (
                _one_letter_apart(one, other)
                and not index.meet(one, other)
                and index.shared(one, other)
            ):
                yield Link(_SPELLING, "spelling", one, other, index.shown(one, other))


def _deletions(word: str) -> set[str]:
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def _pairs(blocks: dict[str, list[Node]]) -> set[tuple[Node, Node]]:
    return {
        (one, other) if one < other else (other, one)
        for nodes in blocks.values()
        if len(nodes) <= _MOST_CANDIDATES
        for one, other in combinations(nodes, 2)
        if bare(one) != bare(other)
    }


def _one_letter_apart(one: Node, other: Node) -> bool:
    words, others = bare(one)[1:], bare(other)[1:]
    if len(words) != len(others):
        return False
    differing = [(a, b) for a, b in zip(words, others, strict=True) if a != b]
    return len(differing) == 1 and all(
        min(len(a), len(b)) >= _SHORTEST_WORD_WITH_TYPO
        and (a + b).isalpha()
        and a[0] == b[0]
        and OSA.distance(a, b, score_cutoff=1) <= 1
        for a, b in differing
    )


RULES: tuple[Rule, ...] = (
    blanks,
    short_forms,
    fuller_names,
    office_holders,
    office_on_the_day,
    misspellings,
    shortened_names,
    known_company,
)
