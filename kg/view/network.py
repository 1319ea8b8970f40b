"""The part of the graph that the page shows, as nodes, edges and records.

In: a graph from `kg.graph`. Out: a `Picture`: nodes and edges held by a pyvis network (the
entities, and one edge for all that a speaker said about the same thing), and the records behind
them as plain lists. What is left out for lack of room is counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, sin, sqrt
from typing import Any, Final

import networkx as nx

from kg.context import decode_spans
from kg.graph import (
    ABOUT,
    ARTICLE,
    EVENT,
    HAS_ROLE,
    MENTIONED_IN,
    ORGANIZATION,
    PERSON,
    PLACE,
    QUOTATION,
    SAID,
    STATED_IN,
)
from kg.lookup import Lookup
from kg.view.layout import Tie, layout

# Kinds differ in shape as well as in colour.
SHAPES: Final = {PERSON: "dot", ORGANIZATION: "square", PLACE: "diamond", EVENT: "hexagon"}
_AROUND: Final = (
    "said_on",
    "said_at",
    "occasion",
    "addressee",
    "medium",
    "reported_source",
    "said_carried",
)
_QUOTATIONS_PER_ENTITY: Final = 5
_MOST_SNIPPETS: Final = 12
# What many articles name says little about any of them; it should not pull them together.
_MOST_ANCHORS: Final = 4
# Half the width and height of an article's dot.
_ARTICLE: Final = (10.0, 10.0)
# How many names get room in the layout; the browser shows what fits.
_NAMED: Final = 150
_HALF_LETTER: Final = 4.2
_LINE: Final = 12.0
_LONGEST_NAME: Final = 30
_LARGEST_RADIUS: Final = 44.0
_GOLDEN_ANGLE: Final = 2.399963

Record = dict[str, Any]
Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Picture:
    """What the page shows: nodes and edges for vis-network, and the records they stand for."""

    nodes: list[Record]
    edges: list[Record]
    entities: list[Record]
    quotations: list[Record]
    articles: list[Record]
    roles: list[Record]
    totals: dict[str, int]


def picture(graph: nx.MultiDiGraph[str], *, limit: int) -> Picture:
    """Choose what to show, gather the records, and place them.

    Parameters
    ----------
    graph
        The whole graph.
    limit
        The most entities to show: those most quoted and most spoken about.
    """
    lookup = Lookup(graph)
    shown = _chosen_entities(lookup, limit)
    quotations = _chosen_quotations(lookup, shown, limit * _QUOTATIONS_PER_ENTITY)
    papers = _chosen_articles(lookup, shown, quotations)
    index = {node: position for position, node in enumerate(shown)}
    paper = {node: position for position, node in enumerate(papers)}
    entities = [_entity(lookup, node, paper) for node in shown]
    quoted = [_quotation(lookup, node, index, paper) for node in quotations]
    roles = list(_roles(lookup, index))
    speech = _speech(quoted)
    spots = _spots(entities, len(papers), speech, roles, quoted)
    network = _network(entities, spots, speech, roles)
    return Picture(
        nodes=network.nodes,
        edges=network.edges,
        entities=entities,
        quotations=quoted,
        articles=[
            {**_article(lookup, node), "x": x, "y": y}
            for node, (x, y) in zip(papers, spots[len(shown) :], strict=True)
        ],
        roles=roles,
        totals={
            "entities": len(lookup.entities),
            "quotations": len(lookup.nodes[QUOTATION]),
            "articles": len(lookup.nodes[ARTICLE]),
        },
    )


def _chosen_entities(lookup: Lookup, limit: int) -> list[str]:
    def rank(node: str) -> tuple[int, int, str]:
        data = lookup.data(node)
        spoken = data.get("n_quotes", 0) + data.get("n_quotes_about", 0)
        return -spoken, -data.get("n_mentions", 0), node

    return sorted(lookup.entities, key=rank)[:limit]


def _chosen_quotations(lookup: Lookup, shown: Sequence[str], limit: int) -> list[str]:
    """Return quotations of or about what is shown, or by nobody known; the newest first."""
    known = set(shown)

    def fits(node: str) -> bool:
        speaker = lookup.data(node).get("speaker_id")
        return not speaker or speaker in known or not known.isdisjoint(lookup.step(node, ABOUT))

    def rank(node: str) -> tuple[str, str, int]:
        data = lookup.data(node)
        return data.get("date", ""), data["article"], -data["start"]

    return sorted(filter(fits, lookup.nodes[QUOTATION]), key=rank, reverse=True)[:limit]


def _chosen_articles(lookup: Lookup, shown: Iterable[str], quotations: Iterable[str]) -> list[str]:
    quoted = {article for node in quotations for article in lookup.step(node, STATED_IN)}
    naming = {article for node in shown for article in _papers(lookup, node)[:_MOST_SNIPPETS]}
    return sorted(quoted | naming)


def _papers(lookup: Lookup, node: str) -> list[str]:
    """Return the articles that name the entity, the newest first."""
    found = lookup.step(node, MENTIONED_IN)
    return sorted(found, key=lambda article: (lookup.data(article).get("date", ""), article))[::-1]


def _entity(lookup: Lookup, node: str, paper: dict[str, int]) -> Record:
    record = lookup.entity(node)
    edges = lookup.step(node, MENTIONED_IN)
    named = [
        {"article": paper[article], **_marked(lookup.edges[edges[article][0]][2], "marks")}
        for article in _papers(lookup, node)[:_MOST_SNIPPETS]
    ]
    return {
        "id": node,
        "kind": record.kind,
        "name": record.name,
        "aliases": record.aliases,
        "roles": record.roles,
        "nQuotes": record.n_quotes,
        "nAbout": record.n_quotes_about,
        "nMentions": record.n_mentions,
        "nArticles": record.n_articles,
        "first": record.first_seen,
        "last": record.last_seen,
        "parents": record.parents,
        "heldOn": record.held_on,
        "heldAt": record.held_at,
        "participants": record.participants,
        "named": named,
        "radius": _radius(record.n_quotes, record.n_quotes_about),
    }


def _radius(said: int, about: int) -> float:
    return round(min(7.0 + 4.5 * sqrt(said + 0.7 * about), _LARGEST_RADIUS), 1)


def _marked(data: Record, *fields: str) -> Record:
    spans = {
        field: [[s.start, s.end] for s in decode_spans(data.get(field, ""))] for field in fields
    }
    return {"sentence": data.get("sentence", ""), **spans}


def _quotation(lookup: Lookup, node: str, index: dict[str, int], paper: dict[str, int]) -> Record:
    data = lookup.data(node)
    about = (index[other] for other in lookup.step(node, ABOUT) if other in index)
    return {
        "id": node,
        "kind": data["quotation_kind"],
        "text": data.get("text", ""),
        "speaker": index.get(data.get("speaker_id", ""), -1),
        "speakerText": data.get("speaker") or data.get("speaker_text"),
        "about": sorted(about),
        "article": next(iter(paper[article] for article in lookup.step(node, STATED_IN))),
        "confidence": round(float(data.get("confidence", 1.0)), 2),
        "rule": data.get("rule"),
        "start": data["start"],
        "end": data["end"],
        "around": {name: data[name] for name in _AROUND if name in data},
        **_marked(data, "marks", "cue_marks", "source_marks"),
    }


def _article(lookup: Lookup, node: str) -> Record:
    data = lookup.data(node)
    return {
        "id": node,
        "title": data.get("title") or data.get("label", ""),
        "outlet": data.get("outlet"),
        "date": data.get("date"),
        "url": data.get("url"),
    }


def _roles(lookup: Lookup, index: dict[str, int]) -> Iterable[Record]:
    """Yield one record for each person and organization, with the most frequent words."""
    for node, person in index.items():
        for target, edges in lookup.step(node, HAS_ROLE).items():
            words = Counter(lookup.edges[edge][2].get("text", "") for edge in edges)
            text = min(words, key=lambda word: (-words[word], word))
            if target in index:
                yield {"person": person, "target": index[target], "text": text}


def _speech(quoted: Iterable[Record]) -> dict[tuple[int, int], int]:
    """Count the quotations of each speaker about each other entity."""
    pairs = ((quotation["speaker"], topic) for quotation in quoted for topic in quotation["about"])
    counts = Counter(pair for pair in pairs if pair[0] >= 0 and pair[0] != pair[1])
    return dict(sorted(counts.items()))


def _spots(
    entities: Sequence[Record],
    papers: int,
    speech: Iterable[tuple[int, int]],
    roles: Sequence[Record],
    quoted: Iterable[Record],
) -> list[Spot]:
    """Place the entities, then the articles.

    What speaks, is spoken about or holds a role is placed by its links; articles are placed with
    it as hidden anchors, so that voices of one story lie together. What is only named is put
    around its articles afterwards, because it is shown on demand.
    """
    active = {number for pair in speech for number in pair}
    active |= {role[end] for role in roles for end in ("person", "target")}
    active |= {number for q in quoted for number in (q["speaker"], *q["about"]) if number >= 0}
    order = [*sorted(active), *range(len(entities), len(entities) + papers)]
    place = {number: position for position, number in enumerate(order)}
    ties = [Tie(place[one], place[other]) for one, other in speech]
    ties += [Tie(place[role["person"]], place[role["target"]], 0.9) for role in roles]
    ties += [
        Tie(place[number], place[len(entities) + named["article"]], 1.2)
        for number in sorted(active)
        if len(entities[number]["named"]) <= _MOST_ANCHORS
        for named in entities[number]["named"]
    ]
    named = set(sorted(active, key=lambda number: (-entities[number]["radius"], number))[:_NAMED])
    sizes = [_room(entities[n], n in named) if n < len(entities) else _ARTICLE for n in order]
    found = dict(zip(order, layout(sizes, ties), strict=True))
    _put_around(found, entities)
    return [found[number] for number in range(len(entities) + papers)]


def _room(entity: Record, named: bool) -> tuple[float, float]:  # noqa: FBT001 - private
    """Return half the width and height that an entity takes up, with its name if ``named``."""
    letters = min(len(entity["name"]), _LONGEST_NAME) if named else 0
    half = 1.4 * entity["radius"]
    return max(half, letters * _HALF_LETTER), half + _LINE * bool(named)


def _put_around(found: dict[int, Spot], entities: Sequence[Record]) -> None:
    """Place what is only named in rings around the first article that names it."""
    ranks: dict[int, int] = defaultdict(int)
    for number, entity in enumerate(entities):
        if number in found:
            continue
        anchor = len(entities) + entity["named"][0]["article"]
        ranks[anchor] += 1
        angle, reach = ranks[anchor] * _GOLDEN_ANGLE, 34.0 + 15.0 * sqrt(ranks[anchor])
        x, y = found[anchor]
        found[number] = (round(x + reach * 1.4 * cos(angle)), round(y + reach * sin(angle)))


def _network(
    entities: Sequence[Record],
    spots: Sequence[Spot],
    speech: dict[tuple[int, int], int],
    roles: Iterable[Record],
) -> Any:  # noqa: ANN401 - pyvis has no types
    """Fill a pyvis network; it writes no file and its page is not used."""
    # Here, because it loads IPython and Jinja, which nothing else needs.
    from pyvis.network import Network  # noqa: PLC0415

    network = Network(directed=True, cdn_resources="in_line")
    for entity, (x, y) in zip(entities, spots, strict=False):
        shape, size = SHAPES[entity["kind"]], entity["radius"]
        network.add_node(entity["id"], entity["name"], shape, x=x, y=y, size=size)
    for number, ((speaker, topic), count) in enumerate(speech.items()):
        ends = entities[speaker]["id"], entities[topic]["id"]
        network.add_edge(*ends, id=f"s{number}", kind=SAID, n=count, pair=[speaker, topic])
    for number, role in enumerate(roles):
        ends = entities[role["person"]]["id"], entities[role["target"]]["id"]
        network.add_edge(*ends, id=f"r{number}", kind=HAS_ROLE, title=role["text"])
    return network
