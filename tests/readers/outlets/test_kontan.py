from __future__ import annotations

from outlet_pages import BODY, TEXT, page_article
from raw_texts import article, cleaned


def test_dateline() -> None:
    found = article("KONTAN.CO.ID -\xa0MELATI. " + TEXT, title="Pasar Sari Dibuka")
    assert found.text == TEXT
    assert found.outlet == "kontan.co.id"
    assert found.dateline == "MELATI"


def test_furniture_goes() -> None:
    line = "Cek Berita dan Artikel yang lain di Google News"
    text = f"Pasar Sari dibuka.\n{line}\nRini lalu pulang."
    assert cleaned(text, outlet="kontan.co.id") == "Pasar Sari dibuka.\nRini lalu pulang."


def test_page() -> None:
    box = '<div class="tmpt-desk-kon">' + BODY + "</div>"
    found = page_article(
        "<nav>Beranda</nav>" + box + "<p>Terpopuler</p>", address="nasional.kontan.co.id/news/pasar"
    )
    assert found.text == TEXT
    assert found.outlet == "kontan.co.id"
    assert found.published is None
