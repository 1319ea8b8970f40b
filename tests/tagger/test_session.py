"""The tagger as it ships: what it finds in a text."""

from __future__ import annotations

import pytest

from kg.tagger.session import Tagger

_TEXTS = [
    "“Kami siap,” kata Ratna Kusumaningdyah di Baruntala, Selasa (3/6/2025).",
    "Gunawan Halimsyah mengatakan pelabuhan itu akan dibuka tahun depan.",
    "GANGGUAN " * 400,
]


@pytest.mark.model
def test_what_is_found_in_a_text_does_not_depend_on_the_others() -> None:
    tagger = Tagger()
    ends = [[len(text)] for text in _TEXTS]
    together = tagger.tag(_TEXTS, ends)
    alone = [tagger.tag([text], [end])[0] for text, end in zip(_TEXTS, ends, strict=True)]
    assert together == alone
    assert {span.label for span in together[0]} >= {"PER", "DIRECT", "CUE"}
