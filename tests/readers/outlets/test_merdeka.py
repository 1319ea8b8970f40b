from __future__ import annotations

from outlet_pages import BODY, TEXT, page_article
from raw_texts import article, cleaned


def test_dateline() -> None:
    found = article("Merdeka.com - " + TEXT, title="Pasar Sari Dibuka")
    assert found.text == TEXT
    assert found.outlet == "merdeka.com"
    assert found.dateline is None


def test_furniture_goes() -> None:
    line = "Suasana Pasar Sari 2024 merdeka.com/sekar ayu"
    text = f"Pasar Sari dibuka.\n{line}\nRini lalu pulang."
    assert cleaned(text, outlet="merdeka.com") == "Pasar Sari dibuka.\nRini lalu pulang."


def test_page() -> None:
    box = '<div class="mdk-body-paragraph">' + BODY + "</div>"
    found = page_article(
        "<nav>Beranda</nav>" + box + "<p>Terpopuler</p>",
        address="www.merdeka.com/peristiwa/pasar.html",
    )
    assert found.text == TEXT
    assert found.outlet == "merdeka.com"
    assert found.published is None
