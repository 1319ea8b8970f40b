from __future__ import annotations

from outlet_pages import TEXT
from raw_texts import article


def test_dateline() -> None:
    found = article("GOAL - " + TEXT, title="Pasar Sari Dibuka")
    assert found.text == TEXT
    assert found.outlet == "goal.com"
    assert found.dateline is None
