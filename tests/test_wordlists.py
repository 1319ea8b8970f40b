from __future__ import annotations

import pytest

from kg.wordlists import word_list

LISTS = (
    "boilerplate_lines",
    "trailer_lines",
    "dateline_places",
    "dateline_countries",
    "photo_agencies",
)


@pytest.mark.parametrize("name", LISTS)
def test_word_list_has_entries_and_no_repeats(name: str) -> None:
    entries = word_list(name)
    assert entries
    assert len(entries) == len(set(entries))
    assert all(entry == entry.strip() and not entry.startswith("#") for entry in entries)
