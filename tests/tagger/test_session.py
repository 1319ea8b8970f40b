"""The tagger as it ships: what it finds in a text."""

from __future__ import annotations

import pytest
from keeper import Keeper

from kg.tagger.pieces import START
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


@pytest.mark.model
def test_what_is_found_does_not_depend_on_how_many_windows_run_at_a_time() -> None:
    ends = [[len(text)] for text in _TEXTS]
    assert Tagger(threads=1).tag(_TEXTS, ends) == Tagger(threads=3).tag(_TEXTS, ends)


def test_window_of_another_convention_begins_with_its_name() -> None:
    keeper = Keeper()
    tagger = Tagger(network=keeper)
    assert tagger.tag(_TEXTS[:2], [[len(text)] for text in _TEXTS[:2]]) == [(), ()]
    plain = keeper.windows
    tagger.tag(_TEXTS[:2], [[len(text)] for text in _TEXTS[:2]], convention="idner")
    for own, other in zip(plain, keeper.windows, strict=True):
        added = len(other.pieces) - len(own.pieces)
        assert added > 0
        assert other.pieces[:1] == own.pieces[:1] == (START,)
        assert other.pieces[1 + added :] == own.pieces[1:]
        assert other.rows == tuple(row + added for row in own.rows)


def test_no_window_is_too_long() -> None:
    keeper = Keeper()
    Tagger(network=keeper).tag([_TEXTS[2]], [[len(_TEXTS[2])]], convention="nergrit")
    assert len(keeper.windows) > 1
    assert all(len(window.pieces) <= 256 for window in keeper.windows)
