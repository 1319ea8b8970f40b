from __future__ import annotations

from outlet_pages import BODY, TEXT, page_article
from raw_texts import article, cleaned


def test_dateline() -> None:
    found = article("REPUBLIKA.CO.ID, MELATI -- " + TEXT, title="Pasar Sari Dibuka")
    assert found.text == TEXT
    assert found.outlet == "republika.co.id"
    assert found.dateline == "MELATI"


def test_furniture_goes() -> None:
    line = "Red: Sekar Ayu"
    text = f"Pasar Sari dibuka.\n{line}\nRini lalu pulang."
    assert cleaned(text, outlet="republika.co.id") == "Pasar Sari dibuka.\nRini lalu pulang."


def test_page() -> None:
    box = (
        '<div class="date-detail">Senin, 05 Februari 2024, 08:10 WIB</div>'
        '<div class="article-content">' + BODY + "</div>"
    )
    found = page_article(
        "<nav>Beranda</nav>" + box + "<p>Terpopuler</p>",
        address="nasional.republika.co.id/berita/1/pasar",
    )
    assert found.text == TEXT
    assert found.outlet == "republika.co.id"
    assert found.published == "2024-02-05T08:10:00+07:00"
