from __future__ import annotations

from outlet_pages import TEXT
from raw_texts import article


def test_dateline() -> None:
    found = article("SINDONEWS.COM - " + TEXT, title="Pasar Sari Dibuka")
    assert found.text == TEXT
    assert found.outlet == "sindonews.com"
    assert found.dateline is None
