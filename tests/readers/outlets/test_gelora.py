from __future__ import annotations

from outlet_pages import BODY, TEXT, page_article
from raw_texts import article


def test_dateline() -> None:
    found = article("GELORA.CO -\xa0" + TEXT, title="Pasar Sari Dibuka")
    assert found.text == TEXT
    assert found.outlet == "gelora.co"
    assert found.dateline is None


def test_page() -> None:
    box = '<div class="post-body">' + BODY + "</div>"
    found = page_article(
        "<nav>Beranda</nav>" + box + "<p>Terpopuler</p>", address="www.gelora.co/2024/02/pasar.html"
    )
    assert found.text == TEXT
    assert found.outlet == "gelora.co"
    assert found.published is None
