from __future__ import annotations

from outlet_pages import BODY, TEXT, page_article
from raw_texts import article, cleaned


def test_dateline() -> None:
    found = article("KOTA MELATI, KOMPAS.com - " + TEXT, title="Pasar Sari Dibuka")
    assert found.text == TEXT
    assert found.outlet == "kompas.com"
    assert found.dateline == "KOTA MELATI"


def test_furniture_goes() -> None:
    line = "Dapatkan update berita pilihan dan breaking news setiap hari dari Kompas.com."
    text = f"Pasar Sari dibuka.\n{line}\nRini lalu pulang."
    assert cleaned(text, outlet="kompas.com") == "Pasar Sari dibuka.\nRini lalu pulang."


def test_page() -> None:
    box = (
        '<div class="read__time">Kompas.com - 05/02/2024, 08:10 WIB</div>'
        '<div class="read__content">'
        + BODY
        + '<div class="inner-link-baca-juga">Baca yang lain</div></div>'
    )
    found = page_article(
        "<nav>Beranda</nav>" + box + "<p>Terpopuler</p>",
        address="regional.kompas.com/read/2024/02/05/1/pasar",
    )
    assert found.text == TEXT
    assert found.outlet == "kompas.com"
    assert found.published == "2024-02-05T08:10:00+07:00"
