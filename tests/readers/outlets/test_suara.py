from __future__ import annotations

from outlet_pages import BODY, TEXT, page_article
from raw_texts import article, cleaned


def test_dateline() -> None:
    found = article("Suara.com - " + TEXT, title="Pasar Sari Dibuka")
    assert found.text == TEXT
    assert found.outlet == "suara.com"
    assert found.dateline is None


def test_furniture_goes() -> None:
    line = "Baca_Juga"
    text = f"Pasar Sari dibuka.\n{line}\nRini lalu pulang."
    assert cleaned(text, outlet="suara.com") == "Pasar Sari dibuka.\nRini lalu pulang."


def test_page() -> None:
    box = '<div class="detail-content">' + BODY + "</div>"
    found = page_article(
        "<nav>Beranda</nav>" + box + "<p>Terpopuler</p>",
        address="www.suara.com/news/2024/02/05/1/pasar",
    )
    assert found.text == TEXT
    assert found.outlet == "suara.com"
    assert found.published == "2024-02-05"
