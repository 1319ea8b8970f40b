"""Corpora to training examples: which labels are allowed for each word, and where all are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.tagger.labels import HEADS, LABELS, head
from kg.training.corpora import Corpus, Example, detokenize, example, read

TEXT = (
    "Menteri Air Ratna tiba. “Kami siap,” ujarnya. Menteri lain takut, kata Budi.\n"
    "Baca juga: Banjir"
)


def _at(words: str, nth: int = 0) -> list[int]:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return [start, start + len(words)]


ARTICLE: dict[str, object] = {
    "id": "a1",
    "text": TEXT,
    "boilerplate": [_at("Baca juga: Banjir")],
    "entities": [
        {"id": "e1", "kind": "PER", "name": "Ratna", "mentions": [_at("Ratna")]},
        {"id": "e2", "kind": "PER", "name": "Budi", "mentions": [_at("Budi")]},
    ],
    "quotations": [
        {
            "kind": "direct",
            "content": [_at("Kami siap")],
            "cue": _at("ujarnya"),
            "source": [_at("ujarnya")[1] - 3, _at("ujarnya")[1]],
        },
        {
            "kind": "indirect",
            "content": [_at("Menteri lain takut")],
            "cue": _at("kata"),
            "source": _at("Budi"),
        },
        {"kind": "mixed", "content": [_at("tiba")], "cue": None, "source": None},
    ],
    "roles": [
        {"person": "e1", "role": "Menteri", "organization": None},
        {"person": "e2", "role": "Menteri", "organization": None},
        {"person": "e1", "role": "Direktur", "organization": None},
    ],
}


def _read(path: Path, record: Mapping[str, object]) -> Example:
    path.write_text(json.dumps(record) + "\n\n", encoding="utf-8")
    [passage] = read(Corpus(path))
    return example(passage)


def _read_all(corpus: Corpus) -> list[Example]:
    return [example(passage) for passage in read(corpus)]


def _labels(found: Example, name: str) -> list[str]:
    """Return the label of each word in a head, "*" where several are allowed."""
    task = head(name)
    labels = []
    for row in found.allowed[:, task.columns]:
        allowed = [label for label, ok in zip(task.labels, row, strict=True) if ok]
        labels.append(allowed[0] if len(allowed) == 1 else "*")
    return labels


def _labelled(found: Example, name: str) -> list[tuple[str, str]]:
    words = [word.of(found.text) for word in found.words]
    return [
        (word, label)
        for word, label in zip(words, _labels(found, name), strict=True)
        if label != "O"
    ]


@pytest.mark.parametrize(
    ("name", "labelled"),
    [
        ("entity", [("Ratna", "B-PER"), ("Budi", "B-PER")]),
        (
            "content",
            [
                ("tiba", "B-INDIRECT"),
                ("Kami", "B-DIRECT"),
                ("siap", "I-DIRECT"),
                ("Menteri", "B-INDIRECT"),
                ("lain", "I-INDIRECT"),
                ("takut", "I-INDIRECT"),
            ],
        ),
        ("attribution", [("ujarnya", "B-CUE"), ("kata", "B-CUE"), ("Budi", "B-SOURCE")]),
        ("role", [("Menteri", "B-ROLE"), ("Menteri", "B-ROLE")]),
        (
            "boilerplate",
            [
                ("Baca", "B-BOILERPLATE"),
                ("juga", "I-BOILERPLATE"),
                (":", "I-BOILERPLATE"),
                ("Banjir", "I-BOILERPLATE"),
            ],
        ),
    ],
)
def test_article_is_labelled_in_every_head(
    tmp_path: Path, name: str, labelled: list[tuple[str, str]]
) -> None:
    assert _labelled(_read(tmp_path / "a.jsonl", ARTICLE), name) == labelled


def test_role_is_where_it_stands_nearest_to_its_person(tmp_path: Path) -> None:
    roles = [{"person": "e2", "role": "Menteri", "organization": None}]
    found = _read(tmp_path / "a.jsonl", {**ARTICLE, "roles": roles})
    index = _labels(found, "role").index("B-ROLE")
    assert found.words[index].start == _at("Menteri", 1)[0]


def test_words_of_an_article_are_the_taggers(tmp_path: Path) -> None:
    found = _read(tmp_path / "a.jsonl", ARTICLE)
    assert [word.of(TEXT) for word in found.words][:6] == [
        "Menteri",
        "Air",
        "Ratna",
        "tiba",
        ".",
        "“",
    ]
    assert found.allowed.shape == (len(found.words), len(LABELS))


def test_sentences_end_at_stops_marks_and_lines(tmp_path: Path) -> None:
    found = _read(tmp_path / "a.jsonl", ARTICLE)
    ends = [found.words[index].of(TEXT) for index in sorted(found.sentence_ends)]
    assert ends == [".", ".", "."]
    assert found.words[max(found.sentence_ends)].end == TEXT.index("\n")


def test_longest_of_nested_mentions_is_learned(tmp_path: Path) -> None:
    entities = [
        {"id": "e1", "kind": "LOC", "name": "Air", "mentions": [_at("Air")]},
        {"id": "e2", "kind": "ORG", "name": "Menteri Air", "mentions": [_at("Menteri Air")]},
    ]
    found = _read(tmp_path / "a.jsonl", {**ARTICLE, "entities": entities, "roles": []})
    assert _labelled(found, "entity") == [("Menteri", "B-ORG"), ("Air", "I-ORG")]


SENTENCES = (
    '"\tO\nYa\tO\n,\tO\n"\tO\nkata\tO\nRatna\tB-PER\nDewi\tI-PER\nPT\tB-ORG\nSemesta\tI-ORG\n.\tO\n'
    "\nMelur\tB-LOC\n\n"
)


@pytest.fixture
def sentences(tmp_path: Path) -> Path:
    path = tmp_path / "kalimat.tsv"
    path.write_text(SENTENCES, encoding="utf-8")
    return path


def test_sentences_are_joined_as_printed(sentences: Path) -> None:
    assert [found.text for found in _read_all(Corpus(sentences))] == [
        '"Ya," kata Ratna Dewi PT Semesta.',
        "Melur",
    ]


def test_sentences_are_labelled_with_their_entities(sentences: Path) -> None:
    first, second = _read_all(Corpus(sentences))
    assert _labelled(first, "entity") == [
        ("Ratna", "B-PER"),
        ("Dewi", "I-PER"),
        ("PT", "B-ORG"),
        ("Semesta", "I-ORG"),
    ]
    assert _labelled(second, "entity") == [("Melur", "B-LOC")]


@pytest.mark.parametrize("name", [task.name for task in HEADS if task.name != "entity"])
def test_what_a_corpus_does_not_annotate_is_open(sentences: Path, name: str) -> None:
    for found in _read_all(Corpus(sentences)):
        assert found.allowed[:, head(name).columns].all()


def test_hidden_type_may_stand_behind_nothing_but_not_behind_a_name(sentences: Path) -> None:
    found = _read_all(Corpus(sentences, hidden=("EVT",)))[0]
    entity = head("entity")
    events = [entity.labels.index("B-EVT"), entity.labels.index("I-EVT")]
    words = [word.of(found.text) for word in found.words]
    allowed = found.allowed[:, entity.columns]
    assert allowed[words.index("kata")][[0, *events]].all()
    assert allowed[words.index("kata")].sum() == 3
    assert allowed[words.index("Ratna")].sum() == 1


def test_every_word_has_an_allowed_label_in_every_head(sentences: Path, tmp_path: Path) -> None:
    hidden = Corpus(sentences, hidden=("EVT",))
    examples = [*_read_all(hidden), _read(tmp_path / "a.jsonl", ARTICLE)]
    for task in HEADS:
        for found in examples:
            assert found.allowed[:, task.columns].any(axis=1).all()


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ([], ""),
        (["Ya"], "Ya"),
        (["Ratna", ",", "Budi", "."], "Ratna, Budi."),
        (["(", "BI", ")", "naik", "5", "%"], "(BI) naik 5%"),
        (["“", "Ya", ",", "”", "kata", "Ratna"], "“Ya,” kata Ratna"),
        (['"', "Ya", '"', "dan", '"', "tidak", '"', "."], '"Ya" dan "tidak".'),
        (["Ratna", ":", '"', "Ya", "!", '"'], 'Ratna: "Ya!"'),
    ],
)
def test_tokens_are_joined_as_a_newspaper_prints_them(tokens: list[str], text: str) -> None:
    found, spans = detokenize(tokens)
    assert found == text
    assert [span.of(found) for span in spans] == tokens


@settings(derandomize=True, max_examples=200, deadline=None)
@given(
    st.lists(st.text(alphabet=st.sampled_from('ab"(.,”“%'), min_size=1, max_size=4), max_size=12)
)
def test_tokens_are_found_again_in_the_joined_text(tokens: list[str]) -> None:
    text, spans = detokenize(tokens)
    assert [span.of(text) for span in spans] == tokens
    assert text.replace(" ", "") == "".join(tokens)


def test_a_corpus_says_by_which_convention_it_was_annotated(sentences: Path) -> None:
    assert {e.convention for e in _read_all(Corpus(sentences, convention="idner"))} == {"idner"}
