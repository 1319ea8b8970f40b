from __future__ import annotations

from outlet_pages import TEXT
from raw_texts import article, cleaned


def test_dateline() -> None:
    found = article("MELATI, JUARA.net \xa0 - " + TEXT, title="Pasar Sari Dibuka")
    assert found.text == TEXT
    assert found.outlet == "juara.net"
    assert found.dateline == "MELATI"


def test_furniture_goes() -> None:
    line = "Berita ini telah terbit di Koran Kabar Melati, Senin (5/2/2024)"
    text = f"Pasar Sari dibuka.\n{line}\nRini lalu pulang."
    assert cleaned(text, outlet="juara.net") == "Pasar Sari dibuka.\nRini lalu pulang."
