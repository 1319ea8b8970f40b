from __future__ import annotations

import pytest
from raw_texts import article


@pytest.mark.parametrize(
    ("printed", "outlet", "place"),
    [
        ("Jakarta, CNN Indonesia -- ", "cnnindonesia.com", "Jakarta"),
        ("Jakarta, CNN Indonesia - - ", "cnnindonesia.com", "Jakarta"),
        ("JAKARTA, KOMPAS.com - ", "kompas.com", "JAKARTA"),
        ("KOTA MELATI, KOMPAS.com — ", "kompas.com", "KOTA MELATI"),
        ("KOMPAS.com - ", "kompas.com", None),
        ("GELORA.CO -\xa0", "gelora.co", None),
        ("Liputan6.com, Jakarta - ", "liputan6.com", "Jakarta"),
        ("Liputan6.com, Jakarta ", "liputan6.com", "Jakarta"),
        ("Jakarta (ANTARA) - ", "antaranews.com", "Jakarta"),
        ("Mataram, NTB (ANTARA News) - ", "antaranews.com", "Mataram, NTB"),
        ("TEMPO.CO, NUSA DUA -\xa0 ", "tempo.co", "NUSA DUA"),
        ("KONTAN.CO.ID -\xa0JAKARTA. ", "kontan.co.id", "JAKARTA"),
        ("Bisnis.com, JAKARTA - ", "bisnis.com", "JAKARTA"),
        ("Bisnis.com, JAKARTA—", "bisnis.com", "JAKARTA"),
        ("Merdeka.com - ", "merdeka.com", None),
        ("Suara.com - ", "suara.com", None),
        ("REPUBLIKA.CO.ID, JAKARTA -- ", "republika.co.id", "JAKARTA"),
        ("VIVA.co.id - ", "viva.co.id", None),
        ("TRIBUNNEWS.COM, MELATI - ", "tribunnews.com", "MELATI"),
        ("KabarMelati.com, Kota Melati – ", "kabarmelati.com", "Kota Melati"),
        ("BANDUNG, kabarmelati.co.id - ", "kabarmelati.co.id", "BANDUNG"),
        ("JAKARTA (Pos Kota) – ", "poskotanews.com", "JAKARTA"),
        ("Jakarta - ", None, "Jakarta"),
        ("JAKARTA – ", None, "JAKARTA"),
        ("SPANYOL– ", None, "SPANYOL"),
        ("Jakarta -\n", None, "Jakarta"),
    ],
)
def test_dateline_is_recognised_and_dropped(
    printed: str, outlet: str | None, place: str | None
) -> None:
    found = article(f"{printed}Pasar Sari dibuka kembali.", title="Pasar Dibuka")
    assert found.text == "Pasar Sari dibuka kembali."
    assert (found.outlet, found.dateline) == (outlet, place)


@pytest.mark.parametrize(
    "text",
    [
        "Jakarta - Bandung kini ditempuh dalam satu jam.",
        "Sari Dewi (Melati) - Rini Anggraeni (Mawar) menang dalam pemilihan.",
        "KPK – lembaga itu – menahan dua orang.",
        "Indonesia - Malaysia bertemu di final.",
        "Pasar Sari, kata Rini, dibuka kembali.",
        "Jakarta Selatan menjadi tuan rumah.",
        "Spanyol – yang dua kali juara – kalah.",
        "Menurut Kompas.com - yang mengutip polisi - dua orang ditahan.",
    ],
)
def test_sentence_that_looks_a_little_like_a_dateline_stays(text: str) -> None:
    found = article(text, title="Pasar Dibuka")
    assert found.text == text
    assert found.dateline is None


def test_only_the_first_dateline_counts() -> None:
    text = "JAKARTA, KOMPAS.com - Pasar dibuka.\nBANDUNG, KOMPAS.com - Begitu bunyi berita itu."
    assert article(text, title="Pasar").text.endswith(
        "BANDUNG, KOMPAS.com - Begitu bunyi berita itu."
    )
