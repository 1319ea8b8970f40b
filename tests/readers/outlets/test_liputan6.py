from __future__ import annotations

from outlet_pages import BODY, TEXT, page_article
from raw_texts import article, cleaned


def test_dateline() -> None:
    found = article("Liputan6.com, Melati - " + TEXT, title="Pasar Sari Dibuka")
    assert found.text == TEXT
    assert found.outlet == "liputan6.com"
    assert found.dateline == "Melati"


def test_furniture_goes() -> None:
    line = "***Ikuti kuis Kabar Melati di sini"
    text = f"Pasar Sari dibuka.\n{line}\nRini lalu pulang."
    assert cleaned(text, outlet="liputan6.com") == "Pasar Sari dibuka.\nRini lalu pulang."


def test_page() -> None:
    box = (
        '<div class="article-content-body__item-content">'
        + BODY
        + '<div class="baca-juga-collections">Yang lain</div></div>'
    )
    found = page_article(
        "<nav>Beranda</nav>" + box + "<p>Terpopuler</p>",
        address="www.liputan6.com/regional/read/1/pasar",
    )
    assert found.text == TEXT
    assert found.outlet == "liputan6.com"
    assert found.published is None
