from __future__ import annotations

from raw_texts import cleaned


def test_furniture_goes() -> None:
    line = "–Disclosure: DailySocial merupakan media partner Pasar Sari."
    text = f"Pasar Sari dibuka.\n{line}\nRini lalu pulang."
    assert cleaned(text, outlet="dailysocial.id") == "Pasar Sari dibuka.\nRini lalu pulang."
