"""The graph: nodes, edges, provenance, and independence of the order of the input."""

from __future__ import annotations

import random
from typing import Any

import networkx as nx
import pytest
from builders import annotated, entities_of, news

from kg.circumstances import add_circumstances
from kg.dates import iso_day
from kg.events import find_events
from kg.graph import EDGE_KEYS, NODE_KINDS, build_graph
from kg.types import Annotated, Article, Chain, Entity, Quotation, Span

Graph = nx.MultiDiGraph


def graph_of(*docs: Annotated) -> Graph:
    return build_graph(docs, entities_of(docs))


def interview() -> Annotated:
    """Return an article that says where and to whom something was said."""
    return add_circumstances(
        annotated(
            "“<q>Kami siap</q>,” <cue>kata</cue> <src><per>Ratna Dewi</per></src> kepada "
            "<org>Warta Melur</org> di <loc>Kota Melur</loc>, Sabtu (13/10).",
            article="a5",
            published="2018-10-14",
        )
    )


def meeting() -> Annotated:
    """Return an article of an event with a place that everybody knows."""
    return find_events(
        annotated(
            "<per>Ratna Dewi</per> membuka <evt>Rakernas Warga</evt> di <loc>Nusa Dua</loc>, "
            "<loc>Bali</loc>, Sabtu (13/10).",
            article="a6",
            published="2018-10-14",
        )
    )


def nodes(graph: Graph, kind: str) -> list[dict[str, Any]]:
    return [data for _, data in graph.nodes(data=True) if data["kind"] == kind]


def edges(graph: Graph, relation: str) -> list[tuple[str, str]]:
    def label(node: str) -> str:
        return str(graph.nodes[node]["label"])

    return [
        (label(source), label(target))
        for source, target, data in graph.edges(data=True)
        if data["relation"] == relation
    ]


def test_links_speaker_quotation_topic_and_article() -> None:
    graph = graph_of(news()[0])
    content = "Cabang di Kota Melur dibuka Senin"
    assert ("Ratna Dewi", content) in edges(graph, "SAID")
    assert edges(graph, "ABOUT") == [(content, "Kota Melur")]
    assert (content, "Bank Semesta Buka Cabang") in edges(graph, "STATED_IN")
    assert ("Bank Semesta", "Bank Semesta Buka Cabang") in edges(graph, "MENTIONED_IN")
    assert edges(graph, "HAS_ROLE") == [("Ratna Dewi", "Bank Semesta")]


def test_quotation_carries_its_evidence() -> None:
    [quotation] = nodes(graph_of(news()[1]), "quotation")
    assert quotation["text"] == "Bank Semesta perlu … dan Ratna tahu itu."
    assert quotation["speaker"] == "Harun Salim"
    assert quotation["cue"] == "ujar"
    assert quotation["source_words"] == "Wali Kota Harun Salim"
    assert quotation["quotation_kind"] == "direct"
    assert quotation["confidence"] == 0.9
    assert quotation["rule"] == "closed-pair"
    assert quotation["outlet"] == "Kabar Pagi"
    assert quotation["title"] == "Wali Kota Senang"
    assert quotation["date"] == "2018-11-02"
    assert quotation["published"] == "2018-11-02T08:30:00+07:00"
    assert quotation["url"] == "https://kabar.example/senang"
    marked = [tuple(map(int, pair.split("-"))) for pair in quotation["marks"].split(";")]
    shown = [quotation["sentence"][start:end] for start, end in marked]
    assert shown == ["Bank Semesta perlu", "dan Ratna tahu itu."]


def test_offsets_point_into_the_article() -> None:
    doc = news()[0]
    for _, data in graph_of(doc).nodes(data=True):
        if data["kind"] == "quotation":
            assert doc.text[data["start"] : data["end"]] == data["text"]
    for _, _, data in graph_of(doc).edges(data=True):
        assert 0 <= data["start"] < data["end"] <= len(doc.text)


def test_everything_has_provenance() -> None:
    graph = graph_of(*news())
    found = [data for _, data in graph.nodes(data=True)]
    found += [data for _, _, data in graph.edges(data=True)]
    for data in found:
        assert {"article", "start", "end", "stage", "version"} <= data.keys()


def test_attributes_are_plain_and_known() -> None:
    graph = graph_of(*news())
    found = [data for _, data in graph.nodes(data=True)]
    found += [data for _, _, data in graph.edges(data=True)]
    values = [value for data in found for value in data.values()]
    assert {type(value) for value in values} <= {str, int, float, bool}
    assert "" not in values


def test_kinds_and_relations_are_the_declared_ones() -> None:
    graph = graph_of(*news(), interview(), meeting())
    assert {data["kind"] for _, data in graph.nodes(data=True)} == set(NODE_KINDS)
    assert {data["relation"] for _, _, data in graph.edges(data=True)} == set(EDGE_KEYS)


def test_an_event_has_a_day_a_place_and_participants() -> None:
    graph = graph_of(meeting())
    [event] = nodes(graph, "event")
    assert event["held_on"] == "2018-10-13"
    assert event["held_at"] == "Nusa Dua"
    assert event["participants"] == "Ratna Dewi"
    assert edges(graph, "TOOK_PART_IN") == [("Ratna Dewi", "Rakernas Warga")]
    [held] = [data for *_, data in graph.edges(data=True) if data["relation"] == "TOOK_PART_IN"]
    assert held["sentence"].startswith("Ratna Dewi membuka")


def test_a_place_knows_what_it_lies_in() -> None:
    graph = graph_of(meeting())
    places = {data["label"]: data for data in nodes(graph, "place")}
    assert places["Nusa Dua"]["parents"] == "Badung | Bali | Indonesia"
    located = edges(graph, "LOCATED_IN")
    assert ("Nusa Dua", "Bali") in located  # Badung is not in the graph
    assert ("Rakernas Warga", "Nusa Dua") in located
    assert len(located) == 2


def test_edge_keys_are_unique_over_the_graph() -> None:
    keys = [key for _, _, key in graph_of(*news()).edges(keys=True)]
    assert len(set(keys)) == len(keys)
    assert all(isinstance(key, str) for key in keys)


def test_entity_counts_and_dates() -> None:
    [ratna] = [data for data in nodes(graph_of(*news()), "person") if data["name"] == "Ratna Dewi"]
    assert ratna["n_quotes"] == 2
    assert ratna["n_quotes_about"] == 1
    assert ratna["n_articles"] == 2
    assert ratna["n_mentions"] == 3
    assert (ratna["first_seen"], ratna["last_seen"]) == ("2018-10-13", "2018-11-02")
    assert ratna["aliases"] == "Ratna"
    assert ratna["roles"] == "Direktur Utama"


def test_unknown_speaker_keeps_the_quotation() -> None:
    graph = graph_of(news()[2])
    [quotation] = nodes(graph, "quotation")
    assert quotation["speaker_text"] == "seorang warga"
    assert "speaker" not in quotation
    assert edges(graph, "SAID") == []
    assert len(edges(graph, "STATED_IN")) == 1


def test_when_where_and_to_whom() -> None:
    graph = graph_of(interview())
    [quotation] = nodes(graph, "quotation")
    assert quotation["said_on"] == "2018-10-13"
    assert quotation["date"] == "2018-10-14"
    assert quotation["said_at"] == "Kota Melur"
    assert quotation["addressee"] == "Warta Melur"
    assert edges(graph, "ADDRESSED_TO") == [("Kami siap", "Warta Melur")]
    assert edges(graph, "SAID_AT") == [("Kami siap", "Kota Melur")]


def test_speaker_of_another_article_is_not_used() -> None:
    # The same chain id means another thing in another article.
    one = annotated("“<q>Ya</q>,” <cue>kata</cue> <src><per>Ratna</per></src>.", article="a1")
    other = Annotated(
        Article(id="a2", text="“Tidak,” kata dia."),
        quotations=(Quotation("direct", (Span(1, 6),), speaker="c1"),),
    )
    for docs in ([one, other], [other, one]):
        assert edges(build_graph(docs, entities_of([one])), "SAID") == [("Ratna", "Ya")]


def test_entity_without_a_mention_is_left_out() -> None:
    doc = news()[0]
    ghost = Entity("per:ghost", "PER", "Hantu", (), (("a9", "c1"),))
    assert "per:ghost" not in build_graph([doc], [*entities_of([doc]), ghost])


def test_two_chains_of_one_entity_are_one_node() -> None:
    doc = Annotated(
        Article(id="a", text="Ratna dan Dewi."),
        chains=(
            Chain("c1", "PER", "Ratna", (Span(0, 5),)),
            Chain("c2", "PER", "Dewi", (Span(10, 14),)),
        ),
    )
    graph = build_graph(
        [doc], [Entity("per:1", "PER", "Ratna Dewi", (), (("a", "c1"), ("a", "c2")))]
    )
    assert graph.nodes["per:1"]["n_mentions"] == 2
    assert graph.number_of_edges() == 1


def test_list_attributes_cannot_be_split_wrongly() -> None:
    doc = annotated("<per:Ratna>Ratna | Dewi</per> tiba.")
    [person] = nodes(graph_of(doc), "person")
    assert person["aliases"] == "Ratna / Dewi"


def test_order_of_the_input_does_not_matter() -> None:
    docs = news()
    entities = entities_of(docs)
    expected = build_graph(docs, entities)
    for seed in range(4):
        random.Random(seed).shuffle(docs)
        random.Random(seed + 9).shuffle(entities)
        again = build_graph(docs, entities)
        assert list(again.nodes(data=True)) == list(expected.nodes(data=True))
        assert list(again.edges(keys=True, data=True)) == list(expected.edges(keys=True, data=True))


def test_the_same_article_twice_changes_nothing() -> None:
    docs = news()
    entities = entities_of(docs)
    once, twice = build_graph(docs, entities), build_graph([*docs, *docs], entities)
    assert nx.utils.graphs_equal(once, twice)


def test_empty_input_gives_an_empty_graph() -> None:
    assert len(build_graph([], [])) == 0


def test_empty_article_gives_its_node() -> None:
    [article] = nodes(build_graph([Annotated(Article(id="a", text=""))], []), "article")
    assert article["label"] == "a"


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2018-10-13", "2018-10-13"),
        ("2018-10-13T09:00:00+07:00", "2018-10-13"),
        ("2018-02-31", None),
        ("kemarin", None),
        ("", None),
        (None, None),
    ],
)
def test_day(published: str | None, expected: str | None) -> None:
    assert iso_day(published) == expected
