from __future__ import annotations

import pytest
from outlet_pages import BODY, TEXT, page_article
from raw_texts import article, cleaned


def test_dateline() -> None:
    found = article("Melati, Jateng (ANTARA) - " + TEXT, title="Pasar Sari Dibuka")
    assert found.text == TEXT
    assert found.outlet == "antaranews.com"
    assert found.dateline == "Melati, Jateng"


@pytest.mark.parametrize(
    "line", ["COPYRIGHT © ANTARA 2024", "Dilarang keras mengambil konten untuk AI tanpa izin."]
)
def test_furniture_goes(line: str) -> None:
    text = f"Pasar Sari dibuka.\n{line}\nRini lalu pulang."
    assert cleaned(text, outlet="antaranews.com") == "Pasar Sari dibuka.\nRini lalu pulang."


def test_page() -> None:
    box = (
        '<div class="wrap__article-detail-content">'
        + BODY
        + '<span class="baca-juga">Yang lain</span></div>'
    )
    found = page_article(
        "<nav>Beranda</nav>" + box + "<p>Terpopuler</p>",
        address="www.antaranews.com/berita/1/pasar",
    )
    assert found.text == TEXT
    assert found.outlet == "antaranews.com"
    assert found.published is None
