"""Annotated articles and entities to one graph; node kinds and edge keys are defined here only.

In: articles with quotations, chains and roles, and the entities that join the chains across
articles. Out: a `networkx.MultiDiGraph` whose attributes are only str, int, float and bool, so
that every export is total; what is unknown is absent, never None. Every node and edge says
where it comes from: ``article``, ``start`` and ``end`` (code points of `Article.text`),
``stage``, ``rule`` where one applies, and ``version``. Nothing is guessed here: a quotation
without a known speaker stays without a ``SAID`` edge.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import networkx as nx

from kg.circumstances import circumstance_words
from kg.context import context_of, encode_spans, tidy
from kg.dates import iso_day
from kg.draft import ID_LENGTH, SEPARATOR, Attribute, Attributes, Draft, Where, listable, shortened
from kg.files import digest
from kg.locations import Locations
from kg.types import Annotated, Entity, EntityKind, Event, Quotation, Role, Span

PERSON: Final = "person"
ORGANIZATION: Final = "organization"
PLACE: Final = "place"
EVENT: Final = "event"
QUOTATION: Final = "quotation"
ARTICLE: Final = "article"
ENTITY_NODES: Final = (PERSON, ORGANIZATION, PLACE, EVENT)
NODE_KINDS: Final = (*ENTITY_NODES, QUOTATION, ARTICLE)

SAID: Final = "SAID"  # entity -> quotation
ABOUT: Final = "ABOUT"  # quotation -> entity named in its content
STATED_IN: Final = "STATED_IN"  # quotation -> article
ADDRESSED_TO: Final = "ADDRESSED_TO"  # quotation -> entity it was said to
SAID_AT: Final = "SAID_AT"  # quotation -> place where it was said
MENTIONED_IN: Final = "MENTIONED_IN"  # entity -> article
HAS_ROLE: Final = "HAS_ROLE"  # person -> organization or place
LOCATED_IN: Final = "LOCATED_IN"  # place -> what it lies in; event -> place where it was held
TOOK_PART_IN: Final = "TOOK_PART_IN"  # person or organization -> event
EDGE_KEYS: Final = (
    SAID,
    ABOUT,
    ADDRESSED_TO,
    SAID_AT,
    STATED_IN,
    MENTIONED_IN,
    HAS_ROLE,
    LOCATED_IN,
    TOOK_PART_IN,
)

_NODE_OF_KIND: Final[dict[EntityKind, str]] = {
    "PER": PERSON,
    "ORG": ORGANIZATION,
    "LOC": PLACE,
    "EVT": EVENT,
}
_SNIPPET_LENGTH: Final = 400
_MOST_SPANS: Final = 50


def build_graph(documents: Iterable[Annotated], entities: Sequence[Entity]) -> nx.MultiDiGraph[str]:
    """Build the graph of who said what about whom, and where it was stated.

    The result does not depend on the order of the arguments: nodes and edges are sorted. An
    entity that no document mentions is left out. Edge keys are unique over the whole graph.

    Parameters
    ----------
    documents
        Annotated articles; they are read once and not kept.
    entities
        Entities whose ``chains`` point into the documents.

    Examples
    --------
    >>> from kg.types import Article, Chain
    >>> doc = Annotated(
    ...     Article(id="a1", text="“Kami siap,” kata Ma."),
    ...     quotations=(Quotation("direct", (Span(1, 10),), Span(13, 17), Span(18, 20), "c1"),),
    ...     chains=(Chain("c1", "PER", "Ma", (Span(18, 20),)),),
    ... )
    >>> graph = build_graph([doc], [Entity("per:1", "PER", "Jack Ma", ("Ma",), (("a1", "c1"),))])
    >>> sorted(data["relation"] for _, _, data in graph.edges(data=True))
    ['MENTIONED_IN', 'SAID', 'STATED_IN']
    >>> graph.nodes["per:1"]["label"], graph.nodes["per:1"]["n_quotes"]
    ('Jack Ma', 1)
    """
    entity_of = {pair: entity for entity in entities for pair in entity.chains}
    draft = _Draft()
    for doc in documents:
        local = _Local.of(doc, entity_of)
        draft.seen.update({entity.id: entity for entity in local.entities.values()})
        _add_article(draft, doc)
        _add_mentions(draft, local)
        _add_quotations(draft, local)
        for role in doc.roles:
            _add_role(draft, local, role)
        for event in doc.events:
            _add_event(draft, local, event)
        draft.locations.add(doc, {chain: entity.id for chain, entity in local.entities.items()})
    _add_entities(draft)
    _add_parents(draft)
    return draft.to_graph()


@dataclass
class _Draft(Draft):
    """A graph under construction, and what is put together over all articles."""

    seen: dict[str, Entity] = field(default_factory=dict)
    roles: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    days: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    locations: Locations = field(default_factory=Locations)


@dataclass(frozen=True, slots=True)
class _Local:
    """An article with the entities of its chains; several chains may be one entity."""

    doc: Annotated
    entities: dict[str, Entity]

    @classmethod
    def of(cls, doc: Annotated, entity_of: dict[tuple[str, str], Entity]) -> _Local:
        pairs = ((chain, entity_of.get((doc.article.id, chain.id))) for chain in doc.chains)
        return cls(doc, {c.id: entity for c, entity in pairs if entity and c.mentions})

    def entity(self, chain: str | None) -> Entity | None:
        return self.entities.get(chain or "")

    def mentions(self) -> dict[str, list[Span]]:
        """Return the sorted mentions of each entity id."""
        found: dict[str, set[Span]] = defaultdict(set)
        for chain in self.doc.chains:
            if entity := self.entity(chain.id):
                found[entity.id].update(chain.mentions)
        return {entity_id: sorted(spans) for entity_id, spans in sorted(found.items())}


def _article_node(article: str) -> str:
    return f"art:{digest(article, length=ID_LENGTH)}"


def _add_article(draft: _Draft, doc: Annotated) -> None:
    article = doc.article
    whole = Where(article.id, Span(0, max(len(doc.text), 1)), "readers")
    title = tidy(article.title or "")
    draft.add_node(
        _article_node(article.id),
        kind=ARTICLE,
        label=shortened(title or tidy(article.id)),
        title=title,
        outlet=tidy(article.outlet or ""),
        byline=tidy(article.byline or ""),
        dateline=tidy(article.dateline or ""),
        published=tidy(article.published or ""),
        date=iso_day(article.published),
        url=tidy(article.url or ""),
        source=tidy(article.source or ""),
        n_quotes=len(doc.quotations),
        **whole.attributes(),
    )


def _add_mentions(draft: _Draft, local: _Local) -> None:
    doc = local.doc
    for entity, spans in local.mentions().items():
        first = spans[0]
        context = context_of(doc, [first], cap=_SNIPPET_LENGTH)
        draft.add_edge(
            MENTIONED_IN,
            entity,
            _article_node(doc.article.id),
            where=Where(doc.article.id, first, "coref"),
            weight=float(len(spans)),
            n_mentions=len(spans),
            mentions=encode_spans(spans[:_MOST_SPANS]),
            text=tidy(first.of(doc.text)),
            sentence=context.text,
            marks=encode_spans(context.locate([first])),
        )


def _add_quotations(draft: _Draft, local: _Local) -> None:
    mentions = local.mentions()
    located = sorted((span, entity) for entity, spans in mentions.items() for span in spans)
    for quotation in local.doc.quotations:
        node = _add_quotation(draft, local, quotation)
        _link_quotation(draft, local, quotation, node)
        for relation, rule, places in _named_around(quotation):
            for entity, spans in _named_in(places, located).items():
                if relation != SAID_AT or draft.seen[entity].kind == "LOC":
                    where = Where(local.doc.article.id, spans[0], "graph", rule)
                    draft.add_edge(relation, node, entity, where=where, weight=float(len(spans)))


def _named_around(quotation: Quotation) -> Iterator[tuple[str, str, Sequence[Span]]]:
    """Yield where a quotation names entities, with the relation this makes and its rule."""
    yield ABOUT, "named-in-content", quotation.content
    if addressee := quotation.circumstances.addressee:
        yield ADDRESSED_TO, "named-as-addressee", [addressee]
    if place := quotation.circumstances.place:
        yield SAID_AT, "named-as-place", [place]


def _link_quotation(draft: _Draft, local: _Local, quotation: Quotation, node: str) -> None:
    article, rule = local.doc.article.id, quotation.rule
    score = float(quotation.score)
    stated = Where(article, quotation.content[0], "quotes", rule)
    draft.add_edge(STATED_IN, node, _article_node(article), where=stated, confidence=score)
    if speaker := local.entity(quotation.speaker):
        words = quotation.source or quotation.cue or quotation.content[0]
        said = Where(article, words, "quotes", rule)
        draft.add_edge(SAID, speaker.id, node, where=said, confidence=score)


def _named_in(places: Iterable[Span], located: list[tuple[Span, str]]) -> dict[str, list[Span]]:
    """Return the entities named inside some spans, with the mentions."""
    found: dict[str, list[Span]] = defaultdict(list)
    for place in places:
        start = bisect_left(located, place.start, key=lambda pair: pair[0].start)
        end = bisect_left(located, place.end, key=lambda pair: pair[0].start)
        for span, entity in located[start:end]:
            if place.contains(span):
                found[entity].append(span)
    return found


def _add_quotation(draft: _Draft, local: _Local, quotation: Quotation) -> str:
    doc = local.doc
    offsets = encode_spans(quotation.content)
    node = f"quo:{digest(doc.article.id, offsets, length=ID_LENGTH)}"
    extra = [span for span in (quotation.cue, quotation.source) if span]
    context = context_of(doc, [*quotation.content, *extra])
    text = " … ".join(tidy(span.of(doc.text)) for span in quotation.content)
    speaker = local.entity(quotation.speaker)
    reported = local.entity(quotation.inside.speaker) if quotation.inside else None
    where = Where(doc.article.id, quotation.content[0], "quotes", quotation.rule)
    article = doc.article
    draft.add_node(
        node,
        kind=QUOTATION,
        label=shortened(text),
        text=text,
        quotation_kind=quotation.kind,
        confidence=float(quotation.score),
        content=offsets,
        speaker=tidy(speaker.name) if speaker else None,
        speaker_id=speaker.id if speaker else None,
        speaker_text=tidy(quotation.speaker_text or ""),
        cue=_words(doc, quotation.cue),
        source_words=_words(doc, quotation.source),
        said_carried=quotation.circumstances.carried or None,
        **{name: tidy(words) for name, words in circumstance_words(doc, quotation).items()},
        reported_speaker=tidy(reported.name) if reported else None,
        reported_speaker_id=reported.id if reported else None,
        sentence=context.text,
        marks=encode_spans(context.locate(quotation.content)),
        cue_marks=encode_spans(context.locate([quotation.cue] if quotation.cue else ())),
        source_marks=encode_spans(context.locate([quotation.source] if quotation.source else ())),
        title=tidy(article.title or ""),
        outlet=tidy(article.outlet or ""),
        published=tidy(article.published or ""),
        date=iso_day(article.published),
        url=tidy(article.url or ""),
        **where.attributes(),
    )
    return node


def _words(doc: Annotated, span: Span | None) -> str | None:
    return tidy(span.of(doc.text)) if span else None


def _add_role(draft: _Draft, local: _Local, role: Role) -> None:
    doc = local.doc
    person = local.entity(role.person)
    if person is None:
        return
    words = listable(role.role.of(doc.text))
    draft.roles[person.id][words] += 1
    target = local.entity(role.organization)
    if target is None:
        return
    context = context_of(doc, [role.role], cap=_SNIPPET_LENGTH)
    draft.add_edge(
        HAS_ROLE,
        person.id,
        target.id,
        where=Where(doc.article.id, role.role, "roles"),
        text=words,
        sentence=context.text,
        marks=encode_spans(context.locate([role.role])),
    )


def _add_event(draft: _Draft, local: _Local, event: Event) -> None:
    """Add where an event was held and who took part; its days are counted."""
    doc = local.doc
    target = local.entity(event.event)
    if target is None:
        return
    if event.date:
        draft.days[target.id][event.date] += 1
    context = context_of(doc, [event.span], cap=_SNIPPET_LENGTH)
    stated = {"sentence": context.text, "marks": encode_spans(context.locate([event.span]))}
    where = Where(doc.article.id, event.span, "events")
    if place := local.entity(event.place):
        draft.add_edge(LOCATED_IN, target.id, place.id, where=where, **stated)
    for chain in event.participants:
        if who := local.entity(chain):
            draft.add_edge(TOOK_PART_IN, who.id, target.id, where=where, **stated)


def _add_parents(draft: _Draft) -> None:
    """Link each place with the nearest of its parents that is in the graph."""
    places = [node for node, entity in draft.seen.items() if entity.kind == "LOC"]
    node_of = draft.locations.named(places)
    for node in places:
        inside = [p for p in draft.locations.of(node).parents if node_of.get(p.id, node) != node]
        if inside:
            first = draft.nodes[node]
            span = Span(int(first["start"]), int(first["end"]))
            where = Where(str(first["article"]), span, "knowledge", inside[0].source)
            draft.add_edge(LOCATED_IN, node, node_of[inside[0].id], where=where)


def _add_entities(draft: _Draft) -> None:
    """Add the entities last: their counts are read off the edges."""
    said = Counter(s for s, _, data in draft.edges.values() if data["relation"] == SAID)
    about = Counter(t for _, t, data in draft.edges.values() if data["relation"] == ABOUT)
    mentioned: dict[str, list[tuple[str, Attributes]]] = defaultdict(list)
    for source, target, data in draft.edges.values():
        if data["relation"] == MENTIONED_IN:
            mentioned[source].append((str(draft.nodes[target].get("date", "")), data))
    around = _around(draft)
    for node, entity in draft.seen.items():
        more = {"n_quotes": said[node], "n_quotes_about": about[node], **around[node]}
        _add_entity(draft, entity, mentioned[node], **more)


def _around(draft: _Draft) -> dict[str, Attributes]:
    """Return what places lie in, and when, where and with whom events were held."""
    found: dict[str, Attributes] = defaultdict(dict)
    for node, entity in draft.seen.items():
        if parents := draft.locations.of(node).parents if entity.kind == "LOC" else ():
            found[node]["parents"] = SEPARATOR.join(listable(parent.name) for parent in parents)
        if days := draft.days.get(node):
            # A day says more than a year; of several the one stated most, then the earliest.
            found[node]["held_on"] = min(days, key=lambda day: (-len(day), -days[day], day))
    ends: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for source, target, data in draft.edges.values():
        if data["relation"] == LOCATED_IN:
            ends[source, "held_at"][listable(draft.seen[target].name)] += 1
        elif data["relation"] == TOOK_PART_IN:
            ends[target, "participants"][listable(draft.seen[source].name)] += 1
    for (node, attribute), names in ends.items():
        ranked = sorted(names, key=lambda name: (-names[name], name))
        found[node][attribute] = (
            ranked[0] if attribute == "held_at" else SEPARATOR.join(sorted(ranked))
        )
    return found


def _add_entity(
    draft: _Draft,
    entity: Entity,
    mentions: list[tuple[str, Attributes]],
    **more: Attribute,
) -> None:
    dates = sorted(published for published, _ in mentions if published)
    # The earliest mention stands for the entity; undated articles come last.
    _, first = min(mentions, key=lambda pair: (pair[0] or "9999", str(pair[1]["article"])))
    aliases = sorted({listable(alias) for alias in entity.aliases} - {listable(entity.name)})
    roles = draft.roles[entity.id]
    where = Where(str(first["article"]), Span(int(first["start"]), int(first["end"])), "aliases")
    draft.add_node(
        entity.id,
        kind=_NODE_OF_KIND[entity.kind],
        label=shortened(tidy(entity.name)),
        name=tidy(entity.name),
        aliases=SEPARATOR.join(aliases),
        roles=SEPARATOR.join(sorted(roles, key=lambda role: (-roles[role], role))),
        n_mentions=sum(int(data["n_mentions"]) for _, data in mentions),
        n_articles=len(mentions),
        first_seen=dates[0] if dates else None,
        last_seen=dates[-1] if dates else None,
        **more,
        **where.attributes(),
    )
