from __future__ import annotations

import pytest
from outlet_pages import BODY, TEXT, page_article
from raw_texts import article, cleaned


def test_dateline() -> None:
    found = article("MELATI, OKEZONE.COM - " + TEXT, title="Pasar Sari Dibuka")
    assert found.text == TEXT
    assert found.outlet == "okezone.com"
    assert found.dateline == "MELATI"


@pytest.mark.parametrize(
    "line",
    ["Follow Berita Okezone di Google News", "© 2007 - 2024 okezone.com, All Rights Reserved"],
)
def test_furniture_goes(line: str) -> None:
    text = f"Pasar Sari dibuka.\n{line}\nRini lalu pulang."
    assert cleaned(text, outlet="okezone.com") == "Pasar Sari dibuka.\nRini lalu pulang."


def test_page() -> None:
    box = '<div id="contentx">' + BODY + '<div class="detads">Iklan</div></div>'
    found = page_article(
        "<nav>Beranda</nav>" + box + "<p>Terpopuler</p>",
        address="news.okezone.com/read/2024/02/05/1/pasar",
    )
    assert found.text == TEXT
    assert found.outlet == "okezone.com"
    assert found.published == "2024-02-05"
