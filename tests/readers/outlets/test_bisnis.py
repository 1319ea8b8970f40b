from __future__ import annotations

import pytest
from outlet_pages import BODY, TEXT, page_article
from raw_texts import article, cleaned


def test_dateline() -> None:
    found = article("Bisnis.com, MELATI — " + TEXT, title="Pasar Sari Dibuka")
    assert found.text == TEXT
    assert found.outlet == "bisnis.com"
    assert found.dateline == "MELATI"


@pytest.mark.parametrize(
    "line",
    [
        "Cek Berita dan Artikel yang lain di Google News dan WA Channel",
        "Simak Berita Lainnya seputar topik artikel ini di sini:",
    ],
)
def test_furniture_goes(line: str) -> None:
    text = f"Pasar Sari dibuka.\n{line}\nRini lalu pulang."
    assert cleaned(text, outlet="bisnis.com") == "Pasar Sari dibuka.\nRini lalu pulang."


def test_page() -> None:
    box = '<article class="detailsContent">' + BODY + "</article>"
    found = page_article(
        "<nav>Beranda</nav>" + box + "<p>Terpopuler</p>",
        address="ekonomi.bisnis.com/read/20240205/pasar",
    )
    assert found.text == TEXT
    assert found.outlet == "bisnis.com"
    assert found.published is None
