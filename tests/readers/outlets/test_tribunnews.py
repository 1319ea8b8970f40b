from __future__ import annotations

from outlet_pages import BODY, TEXT, page_article
from raw_texts import article, cleaned


def test_dateline() -> None:
    found = article("TRIBUNNEWS.COM, MELATI - " + TEXT, title="Pasar Sari Dibuka")
    assert found.text == TEXT
    assert found.outlet == "tribunnews.com"
    assert found.dateline == "MELATI"


def test_furniture_goes() -> None:
    line = "Laporan Wartawan Tribun Melati, Dimas Pratama"
    text = f"Pasar Sari dibuka.\n{line}\nRini lalu pulang."
    assert cleaned(text, outlet="tribunnews.com") == "Pasar Sari dibuka.\nRini lalu pulang."


def test_page() -> None:
    box = '<div class="side-article txt-article">' + BODY + '<p class="baca">Yang lain</p></div>'
    found = page_article(
        "<nav>Beranda</nav>" + box + "<p>Terpopuler</p>",
        address="www.tribunnews.com/regional/2024/02/05/pasar",
    )
    assert found.text == TEXT
    assert found.outlet == "tribunnews.com"
    assert found.published == "2024-02-05"
