"""Annotations by offset: they come back as written, and only for the text they were made on."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import WrongText
from kg.tagger.labels import head
from kg.training.standoff import Standoff, digest_of, read_standoff, write_standoff
from kg.training.tagger import ANNOTATIONS
from kg.types import Span

TEXT = "Ratna berbicara di Melur."


def annotated(text: str = TEXT) -> Standoff:
    people = ((Span(0, 5), "PER"), (Span(19, 24), "LOC"))
    return Standoff("a1", digest_of(text), {"entity": people, "role": ()})


def test_file_gives_back_what_was_written(tmp_path: Path) -> None:
    silent = Standoff("a0", digest_of(""), {})
    path = tmp_path / "annotations.tsv"
    write_standoff([annotated(), silent], path, header="Ours.\nLicence: MIT")
    assert read_standoff(path) == {"a0": silent, "a1": annotated()}
    assert path.read_text(encoding="utf-8").startswith("# Ours.\n# Licence: MIT\na0\t")


@given(st.text(max_size=20))
def test_another_text_is_refused(other: str) -> None:
    assert annotated().of(TEXT) == annotated().spans
    if other != TEXT:
        with pytest.raises(WrongText, match="a1"):
            annotated().of(other)


def test_shipped_annotations_are_in_order_and_do_not_overlap() -> None:
    known = read_standoff(ANNOTATIONS)
    assert len(known) > 500
    for article in known.values():
        for name, labelled in article.spans.items():
            spans = [span for span, _ in labelled]
            assert all(before.end <= after.start for before, after in pairwise(spans)), article.id
            assert {label for _, label in labelled} <= set(head(name).types)
