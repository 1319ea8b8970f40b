"""Training reads a text as the tagger does in use."""

from __future__ import annotations

import pytest
from keeper import Keeper

from kg.tagger.session import Tagger
from kg.training.batches import cut_windows
from kg.training.corpora import Passage, example

TEXT = (
    "Gunawan Halimsyah mengatakan pelabuhan itu akan dibuka tahun depan. "
    "“Kami siap,” ujarnya di Baruntala.\n\nWarga menyambut rencana itu.\n"
)


@pytest.mark.parametrize("convention", ["", "idner"])
def test_training_reads_the_windows_that_are_read_in_use(convention: str) -> None:
    passage = Passage(TEXT * 9, {}, convention=convention)
    keeper = Keeper()
    tagger = Tagger(network=keeper)
    ends = [at + 1 for at, char in enumerate(passage.text) if char == "."]
    tagger.tag([passage.text], [ends], convention=convention)
    trained = [window.read for window in cut_windows(example(passage), tagger._cut, limit=256)]
    assert trained == keeper.windows
    assert len(trained) > 1
