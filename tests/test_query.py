"""Questions to the graph, on the made-up news of `builders.news`."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import networkx as nx
import pytest
from builders import annotated, entities_of, news

from kg.errors import AmbiguousName, BadOption, NotAnOutput, UnknownEdge, UnknownEntity
from kg.export import get_exporter
from kg.graph import build_graph
from kg.query import KnowledgeGraph, load
from kg.types import Entity


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    return KnowledgeGraph(build_graph(news(), entities_of(news())))


def texts(results: object) -> list[str]:
    return [quotation.text for quotation in results]  # type: ignore[attr-defined]


def test_quotes_of_a_speaker(kg: KnowledgeGraph) -> None:
    found = kg.quotes(speaker="Ratna Dewi")
    assert texts(found) == ["Cabang di Kota Melur dibuka Senin", "modal cukup"]
    assert found[0].speaker == "Ratna Dewi"
    assert found[0].cue == "kata"
    assert found[0].about == ("Kota Melur",)
    assert found[0].content_at[0].of(found[0].sentence) == "Cabang di Kota Melur dibuka Senin"
    assert found[0].cue_at[0].of(found[0].sentence) == "kata"
    assert found[0].source_at[0].of(found[0].sentence) == "Ratna"


@pytest.mark.parametrize("name", ["ratna dewi", "RATNA", "Ratna", " Rat\u00adna  Dewi "])
def test_names_match_without_case_and_by_alias(kg: KnowledgeGraph, name: str) -> None:
    assert len(kg.quotes(speaker=name)) == 2


def test_quotes_about(kg: KnowledgeGraph) -> None:
    assert texts(kg.quotes(about="Bank Semesta")) == [
        "Cabang Bank Semesta itu jauh",
        "Bank Semesta perlu … dan Ratna tahu itu.",
    ]
    assert len(kg.quotes(about="Bank Semesta", speaker="Harun Salim")) == 1


def test_dates_are_half_open_and_count_the_undated(kg: KnowledgeGraph) -> None:
    assert len(kg.quotes(since="2018-10-13", until="2018-11-02")) == 2
    assert len(kg.quotes(since="2018-10-14", until="2018-11-03")) == 1
    assert len(kg.quotes(since="2018", until="2019")) == 3
    assert len(kg.quotes(since=date(2018, 11, 1))) == 1
    assert kg.quotes(since="2018").undated == 1
    assert kg.quotes(since="2018", outlet="Warta Melur").undated == 0
    assert kg.quotes().undated == 0
    assert len(kg.quotes()) == 4


def test_quotes_of_an_outlet_and_a_kind(kg: KnowledgeGraph) -> None:
    assert len(kg.quotes(outlet="kabar pagi")) == 2
    assert texts(kg.quotes(kind="indirect")) == ["Cabang Bank Semesta itu jauh"]


@pytest.mark.parametrize("since", ["2018-1", "13-10-2018", "kemarin", "20181013"])
def test_a_bad_date_is_refused(kg: KnowledgeGraph, since: str) -> None:
    with pytest.raises(BadOption, match="expected a date such as"):
        kg.quotes(since=since)


def test_a_bad_kind_is_refused(kg: KnowledgeGraph) -> None:
    with pytest.raises(BadOption, match="direct, indirect, mixed"):
        kg.quotes(kind="loud")  # type: ignore[arg-type]
    with pytest.raises(BadOption, match="person, organization, place, event"):
        kg.entities("animal")
    with pytest.raises(BadOption, match="quotes, mentions, degree, pagerank"):
        kg.top(by="fame")  # type: ignore[arg-type]


def test_an_unknown_name_lists_similar_ones(kg: KnowledgeGraph) -> None:
    with pytest.raises(UnknownEntity, match="similar: Ratna Dewi"):
        kg.find("Ratna Dewy")
    with pytest.raises(UnknownEntity, match=r"called 'zzz'$"):
        kg.find("zzz")


def test_an_ambiguous_alias_names_the_candidates() -> None:
    doc = annotated("<per:Ratna Dewi>Ratna</per> dan <per:Ratna Sari>Ratna</per> tiba.")
    kg = KnowledgeGraph(build_graph([doc], entities_of([doc])))
    with pytest.raises(AmbiguousName, match=r"Ratna Dewi .* or Ratna Sari"):
        kg.find("Ratna")
    assert kg.find("ratna sari").name == "Ratna Sari"


def test_a_canonical_name_wins_over_an_alias() -> None:
    doc = annotated("<org:Semesta>Semesta</org> dan <org:Bank Semesta>Semesta</org>.")
    kg = KnowledgeGraph(build_graph([doc], entities_of([doc])))
    assert kg.find("semesta").name == "Semesta"


def test_an_id_is_a_name(kg: KnowledgeGraph) -> None:
    assert kg.find(kg.find("Ratna").id).name == "Ratna Dewi"


def test_who_said_names_speakers_without_an_entity(kg: KnowledgeGraph) -> None:
    voices = kg.who_said("Bank Semesta")
    assert [(voice.speaker, len(voice.quotations)) for voice in voices] == [
        ("Harun Salim", 1),
        ("seorang warga", 1),
    ]
    assert voices[1].speaker_id is None


def test_connections_carry_evidence(kg: KnowledgeGraph) -> None:
    path = kg.connections("Kota Melur", "Harun Salim")
    assert [str(hop) for hop in path] == [
        "Kota Melur ←SAID_ABOUT— Ratna Dewi",
        "Ratna Dewi ←SAID_ABOUT— Harun Salim",
    ]
    evidence = path[1].evidence[0]
    assert evidence.relation == "ABOUT"
    assert "Ratna tahu itu" in (evidence.sentence or "")
    assert evidence.title == "Wali Kota Senang"


def test_connections_fall_back_on_the_article(kg: KnowledgeGraph) -> None:
    [hop] = kg.connections("Lukman Hakimi", "Festival Melur")
    assert hop.relation == "SAME_ARTICLE"
    assert len(hop.evidence) == 2
    assert "Festival Melur" in (hop.evidence[0].sentence or "")


def test_connections_end(kg: KnowledgeGraph) -> None:
    assert len(kg.connections("Lukman Hakimi", "Harun Salim", max_hops=1)) == 0
    assert len(kg.connections("Ratna", "Ratna")) == 0


def test_roles_connect(kg: KnowledgeGraph) -> None:
    [hop] = kg.connections("Bank Semesta", "Ratna")
    assert (hop.relation, hop.forward) == ("HAS_ROLE", False)
    assert hop.evidence[0].text == "Direktur Utama"


def test_ego_holds_quotations_topics_roles_and_articles(kg: KnowledgeGraph) -> None:
    small = kg.ego("Harun Salim")
    assert {entity.name for entity in small.entities()} == {
        "Harun Salim",
        "Bank Semesta",
        "Ratna Dewi",
    }
    assert len(small.quotes()) == 1
    assert len(kg.ego("Harun Salim", hops=2).quotes()) == 4
    with pytest.raises(BadOption, match="1 or more"):
        kg.ego("Harun Salim", hops=0)


def test_ego_leaves_the_graph_alone(kg: KnowledgeGraph) -> None:
    before = kg.graph.copy()
    kg.ego("Ratna").graph.clear()
    assert nx.utils.graphs_equal(kg.graph, before)


def test_top(kg: KnowledgeGraph) -> None:
    assert [(row.entity.name, row.score) for row in kg.top()][:2] == [
        ("Ratna Dewi", 2.0),
        ("Harun Salim", 1.0),
    ]
    assert kg.top("organization", by="degree")[0].score == 2.0
    assert kg.top(None, by="mentions", limit=1)[0].entity.name == "Bank Semesta"
    ranks = kg.top(None, by="pagerank", limit=100)
    assert sum(row.score for row in ranks) == pytest.approx(1)


def test_entities_are_sorted_by_quotations(kg: KnowledgeGraph) -> None:
    assert [entity.name for entity in kg.entities("person")] == [
        "Ratna Dewi",
        "Harun Salim",
        "Lukman Hakimi",
    ]


def test_evidence_of_every_edge(kg: KnowledgeGraph) -> None:
    for key in [key for _, _, key in kg.graph.edges(keys=True)]:
        record = kg.evidence(key)
        assert record.sentence
        assert record.text_at[0].of(record.sentence)
    with pytest.raises(UnknownEdge, match="'SAID:none'"):
        kg.evidence("SAID:none")


def test_results_print_and_turn_into_rows(kg: KnowledgeGraph) -> None:
    found = kg.quotes(since="2018-11")
    assert repr(found).splitlines()[0] == "1 result (1 undated left out)"
    row = found.to_rows()[0]
    assert row["about"] == "Bank Semesta | Ratna Dewi"
    assert row["content_at"] == "1-19;51-70"
    assert found[:1] == found
    assert kg.top().to_rows()[0]["entity"] == "Ratna Dewi"


def test_load_reads_a_folder_or_a_file(kg: KnowledgeGraph, tmp_path: Path) -> None:
    get_exporter("graphml").write(kg.graph, tmp_path / "graph.graphml")
    assert load(tmp_path).quotes() == kg.quotes()
    assert load(str(tmp_path / "graph.graphml")).entities() == kg.entities()
    with pytest.raises(NotAnOutput, match="there is no such file"):
        load(tmp_path / "nothing")


def test_an_empty_graph_answers() -> None:
    kg = KnowledgeGraph(build_graph([], []))
    assert len(kg.quotes()) == len(kg.entities()) == len(kg.top(by="pagerank")) == 0
    with pytest.raises(UnknownEntity):
        kg.find("Ratna")


def test_a_separator_in_a_name_does_no_harm() -> None:
    doc = annotated("<per>Ratna | Dewi</per> tiba.")
    entity = Entity("per:1", "PER", "Ratna | Dewi", ("R | D",), (("a1", "c1"),))
    assert KnowledgeGraph(build_graph([doc], [entity])).find("R / D").id == "per:1"


def test_import_loads_no_model_and_no_page() -> None:
    code = (
        "import kg.query, sys; print([m for m in ('torch', 'stanza', 'pyvis') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
