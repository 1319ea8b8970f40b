from __future__ import annotations

from outlet_pages import BODY, TEXT, page_article
from raw_texts import article


def test_dateline() -> None:
    found = article("VIVA.co.id - " + TEXT, title="Pasar Sari Dibuka")
    assert found.text == TEXT
    assert found.outlet == "viva.co.id"
    assert found.dateline is None


def test_page() -> None:
    box = (
        '<div class="main-content-detail">'
        + BODY
        + "<blockquote>Cuitan orang lain</blockquote></div>"
    )
    found = page_article(
        "<nav>Beranda</nav>" + box + "<p>Terpopuler</p>", address="www.viva.co.id/berita/1/pasar"
    )
    assert found.text == TEXT
    assert found.outlet == "viva.co.id"
    assert found.published is None
