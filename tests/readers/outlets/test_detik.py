from __future__ import annotations

import pytest
from outlet_pages import BODY, TEXT, page_article
from raw_texts import article, cleaned


def test_dateline() -> None:
    found = article("Melati, detikNews - " + TEXT, title="Pasar Sari Dibuka")
    assert found.text == TEXT
    assert found.outlet == "detik.com"
    assert found.dateline == "Melati"


@pytest.mark.parametrize("line", ["Halaman 1 2 3 Selanjutnya", "Load more..."])
def test_furniture_goes(line: str) -> None:
    text = f"Pasar Sari dibuka.\n{line}\nRini lalu pulang."
    assert cleaned(text, outlet="detik.com") == "Pasar Sari dibuka.\nRini lalu pulang."


def test_page() -> None:
    box = (
        '<div class="detail__date">Senin, 05 Feb 2024 08:10 WIB</div>'
        '<div class="detail__body-text">'
        + BODY
        + '<table class="linksisip"><tr><td>Yang lain</td></tr></table></div>'
    )
    found = page_article(
        "<nav>Beranda</nav>" + box + "<p>Terpopuler</p>", address="news.detik.com/berita/d-1/pasar"
    )
    assert found.text == TEXT
    assert found.outlet == "detik.com"
    assert found.published == "2024-02-05T08:10:00+07:00"
