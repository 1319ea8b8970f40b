from __future__ import annotations

from outlet_pages import BODY, TEXT, page_article
from raw_texts import article, cleaned


def test_dateline() -> None:
    found = article("Melati, CNN Indonesia -- " + TEXT, title="Pasar Sari Dibuka")
    assert found.text == TEXT
    assert found.outlet == "cnnindonesia.com"
    assert found.dateline == "Melati"


def test_furniture_goes() -> None:
    line = "Add as a preferred source on Google"
    text = f"Pasar Sari dibuka.\n{line}\nRini lalu pulang."
    assert cleaned(text, outlet="cnnindonesia.com") == "Pasar Sari dibuka.\nRini lalu pulang."


def test_page() -> None:
    box = (
        '<div class="detail-date">Senin, 05 Feb 2024 08:10 WIB</div><div class="detail-text">'
        + BODY
        + '<div class="linksisip">Yang lain</div></div>'
    )
    found = page_article(
        "<nav>Beranda</nav>" + box + "<p>Terpopuler</p>",
        address="www.cnnindonesia.com/nasional/20240205/pasar",
    )
    assert found.text == TEXT
    assert found.outlet == "cnnindonesia.com"
    assert found.published == "2024-02-05T08:10:00+07:00"
