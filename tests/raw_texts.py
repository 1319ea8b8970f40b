"""Raw texts as scraped, written for the tests: invented people, places and events."""

from __future__ import annotations

from kg.clean import clean
from kg.types import Article, RawDocument

TEMPO = """Selasa, 13 Februari 2024

Wali Kota Rini Resmikan Pasar Sari yang Baru

Reporter:
Editor:

Bagas Wicaksono Putra

  • Font:
  • Ukuran Font: - +
  • Wali Kota Melati Rini Anggraeni meninjau Pasar Sari, Senin 12 Februari 2024. ANTARA FOTO/Sekar

    Wali Kota Melati Rini Anggraeni meninjau Pasar Sari, Senin 12 Februari 2024. ANTARA FOTO/Sekar

    TEMPO.CO, KOTA MELATI -\xa0 Wali Kota Rini Anggraeni meresmikan Pasar Sari pada Senin. Pasar \
itu terbakar dua tahun lalu.“Para pedagang sudah boleh masuk,” kata Rini.

    Baca:\xa0Dua Tahun Pedagang Pasar Sari Berjualan di Tenda

    Rini meminta pedagang menjaga kebersihan. “Baca aturan di pintu masuk,” ujar Rini.


    \xa0

    \xa0

    Lihat Juga



    Selengkapnya
    Grafis

    Lima Pasar Rakyat dengan Atap Tenaga Surya

    Pasar rakyat di lima kota memakai tenaga surya. Apa saja untungnya?"""


def article(
    text: str, *, title: str | None = None, outlet: str | None = None, published: str | None = None
) -> Article:
    """Return the cleaned article of a raw text."""
    raw = RawDocument(
        id="a", text=text, source="a.txt", title=title, outlet=outlet, published=published
    )
    return clean(raw)


def cleaned(text: str, *, outlet: str | None = None) -> str:
    """Return the text that is left of a raw text whose title is known."""
    return article(text, title="Pasar Sari Dibuka", outlet=outlet).text
