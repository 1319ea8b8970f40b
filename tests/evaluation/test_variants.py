"""Each variant leaves out one part, or puts a baseline in its place."""

from __future__ import annotations

from builders import annotated, said, speakers, tagged

from kg.annotations import to_record
from kg.evaluation import ablation
from kg.evaluation.scores import figures, score
from kg.evaluation.variants import (
    ORACLES,
    VARIANTS,
    full,
    gold_names,
    gold_quotations,
    last_person,
    named_source,
    names_as_tagged,
    nearest_person,
    no_models,
    tagger_alone,
)
from kg.types import Article, Span

TWO = (
    "[PER Harun Salim] menyambut [PER Ratna Dewi]. “[DIR Kami siap berlayar],” [CUE kata] "
    "[SRC [PER Harun]]. [SRC Ia] [CUE menilai] [IND dermaga itu kuat sekali]."
)


def test_full_resolves_names_and_pronouns() -> None:
    assert speakers(full(tagged(TWO))) == ["Harun Salim", "Harun Salim"]


def test_last_person_is_the_one_named_before_the_quotation() -> None:
    assert speakers(last_person(tagged(TWO))) == ["Ratna Dewi", "Harun Salim"]


def test_nearest_person_may_stand_after_the_cue() -> None:
    assert speakers(nearest_person(tagged(TWO))) == ["Harun Salim", "Harun Salim"]


def test_a_name_inside_what_is_said_is_not_the_nearest_person() -> None:
    doc = tagged("[PER Ratna Dewi] datang. [CUE Katanya], [IND [PER Harun Salim] sudah pulang].")
    assert speakers(nearest_person(doc)) == ["Ratna Dewi"]


def test_named_source_abstains_without_a_name() -> None:
    assert speakers(named_source(tagged(TWO))) == ["Harun Salim", None]


def test_no_models_reads_the_bare_text() -> None:
    doc = tagged("“Kami siap,” kata Dr. [PER Ratna]. Ia menambahkan, dermaga itu retak parah.")
    assert said(no_models(doc)) == [
        ("direct", ["Kami siap"], "kata", "Dr. Ratna"),
        ("indirect", ["dermaga itu retak parah"], "menambahkan", "Ia"),
    ]


def test_tagger_alone_trusts_no_marks_and_no_cue_words() -> None:
    doc = tagged(
        "“Kami siap berlayar,” kata [PER Ratna]. [SRC [PER Ratna]] [CUE berbisik] [IND ya saja]."
    )
    assert said(tagger_alone(doc)) == [("indirect", ["ya saja"], "berbisik", "Ratna")]


def test_names_as_tagged_are_not_made_to_agree() -> None:
    doc = tagged("[PER Ratna] tiba. [ORG Ratna] lega. Ratna pulang dengan [PER Bupati Harun].")
    found = names_as_tagged(doc)
    assert [(chain.kind, chain.name, len(chain.mentions)) for chain in found.chains] == [
        ("PER", "Ratna", 1),
        ("ORG", "Ratna", 1),
        ("PER", "Bupati Harun", 1),
    ]


def test_names_as_tagged_are_scored_as_all_names_are() -> None:
    gold = to_record(annotated("<per>Ratna</per> tiba. <org>Semesta</org> lega."))
    parsed = tagged("[PER Ratna] tiba. [LOC Semesta] lega.")
    found = figures(score([gold], [{**to_record(names_as_tagged(parsed)), "id": gold["id"]}]))
    assert (found["mention.PER"].f1, found["mention.ORG"].f1) == (100, 0)
    assert found["mention.micro"].f1 == 50


def test_tagger_alone_pairs_the_nearest_cue_of_the_sentence() -> None:
    doc = tagged(
        "[IND Dermaga itu], [CUE kata] [SRC [PER Ratna]], [IND akan dibongkar]. "
        "[IND Kapal menunggu lama], [CUE ujarnya]."
    )
    assert said(tagger_alone(doc)) == [
        ("indirect", ["Dermaga itu", "akan dibongkar"], "kata", "Ratna"),
        ("indirect", ["Kapal menunggu lama"], "ujarnya", "nya"),
    ]


def test_gold_quotations_leave_only_the_speakers_to_be_found() -> None:
    gold = annotated(
        "<per>Ratna Dewi</per> datang. “<q>Kami siap</q>,” <cue>ujar</cue><src:1:Ratna Dewi>nya"
        "</src>."
    )
    parsed = tagged("[PER Ratna] Dewi datang. “Kami siap,” ujarnya.")
    own, known = gold_quotations(parsed, to_record(gold)), gold_names(parsed, to_record(gold))
    assert said(own) == said(known) == said(gold)
    assert speakers(own) == ["Ratna"]
    assert speakers(known) == ["Ratna Dewi"]


def test_gold_quotations_carry_what_was_parsed_back_to_the_raw_text() -> None:
    raw = "BUNTA - Ratna Dewi datang. “Kami siap,” ujarnya."
    parsed = tagged("[ROLE Ratna] Dewi datang. “Kami siap,” ujarnya.")
    article = Article(id="a1", text=parsed.text, kept=(Span(8, len(raw)),))
    shifted = type(parsed)(article, parsed.sentences, parsed.mentions, parsed.evidence)
    record = {"id": "a1", "text": raw, "entities": [], "quotations": []}
    found = gold_names(shifted, record)
    assert [seen.span.of(raw) for seen in found.evidence] == ["Ratna"]
    assert found.sentences[0].span.of(raw) == "Ratna Dewi datang."


def test_table_has_a_line_for_each_variant() -> None:
    gold = to_record(full(tagged(TWO)))
    lines = list(ablation.table(ablation.compare([gold], [tagged(TWO)])))
    names = [line.split(" | ")[0].removeprefix("| ") for line in lines[2:]]
    assert names == [*VARIANTS, *ORACLES]
    assert lines[0].startswith("| variant | direct, exact | indirect | all |")
    assert "| full | 100 (100–100) | 100 (100–100) |" in lines[2]
