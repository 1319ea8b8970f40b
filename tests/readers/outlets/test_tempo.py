from __future__ import annotations

import pytest
from outlet_pages import BODY, TEXT, page_article
from raw_texts import article, cleaned


def test_dateline() -> None:
    found = article("TEMPO.CO, Melati - " + TEXT, title="Pasar Sari Dibuka")
    assert found.text == TEXT
    assert found.outlet == "tempo.co"
    assert found.dateline == "Melati"


@pytest.mark.parametrize(
    "line",
    [
        "  • Ukuran Font: - +",
        "Scroll ke bawah untuk melanjutkan membaca",
        "Pilihan Editor: Harga Cabai Naik",
    ],
)
def test_furniture_goes(line: str) -> None:
    text = f"Pasar Sari dibuka.\n{line}\nRini lalu pulang."
    assert cleaned(text, outlet="tempo.co") == "Pasar Sari dibuka.\nRini lalu pulang."


def test_page() -> None:
    box = (
        '<div class="artikel"><ul><li>home</li></ul>'
        '<div class="block-tanggal">Senin, 05 Februari 2024 | 08:10 WIB</div>' + BODY + "</div>"
    )
    found = page_article(
        "<nav>Beranda</nav>" + box + "<p>Terpopuler</p>", address="bisnis.tempo.co/read/1/pasar"
    )
    assert found.text == TEXT
    assert found.outlet == "tempo.co"
    assert found.published == "2024-02-05T08:10:00+07:00"
