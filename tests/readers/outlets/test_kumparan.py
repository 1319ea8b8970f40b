from __future__ import annotations

from raw_texts import cleaned


def test_furniture_goes() -> None:
    line = "Simak liputan khususnya mulai besok di kumparan."
    text = f"Pasar Sari dibuka.\n{line}\nRini lalu pulang."
    assert cleaned(text, outlet="kumparan.com") == "Pasar Sari dibuka.\nRini lalu pulang."
