from __future__ import annotations

import pytest
from raw_texts import article, cleaned

BODY = "Pasar Sari dibuka kembali pada Senin pagi.\n\n“Silakan masuk,” kata Rini kepada warga."


@pytest.mark.parametrize(
    "tail",
    [
        " (kil/kil)",
        " [ary]",
        " (*)",
        " []",
        "(dtk)",
        "\n(H - RF)",
        "\n(U.B018/T013)",
        " [Kabar Melati]",
        " (Sekar Ayu/abc)",
        " (Antara/Reuters)",
        "\n\nPedagang Pasar Sari Berjualan di Tenda",
        "\n\nEditor: Sekar Ayu",
        "\nPewarta: Dimas Pratama\nEditor: Sekar Ayu\nCOPYRIGHT © ANTARA 2024",
        " Pewarta: Dimas Pratama Editor: Sekar Ayu Copyright © ANTARA 2024 Dilarang mengutip.",
        "\nArtikel ini telah tayang di Kabarmelati.com dengan judul Pasar Sari Dibuka",
        " (Dimas Pratama) Artikel ini telah tayang di Kabarmelati.com dengan judul Pasar,",
        "\nBerita ini telah terbit di Koran Kabar Melati, Senin (5/2/2024)",
        "\n\nBerita Terkait\n\nHarga Cabai Naik\n\nCabai naik lagi di semua pasar.",
        "\n\nLihat Juga\n\nSelengkapnya\nGrafis\n\nLima Pasar\n\nApa saja lima pasar itu?",
        " (abc/def)\n\nSimak Video 'Pasar Sari':\n\n[Gambas:Video 20detik]\n\n\n",
    ],
)
def test_tail_goes(tail: str) -> None:
    assert cleaned(BODY + tail) == BODY


@pytest.mark.parametrize(
    "tail",
    [
        "\n\nSkor akhir 3-1 (2-0).",
        " Nilainya tinggi. (9.2/10)",
        "\n\nSekar Ayu Lestari",
        " Rini lahir di Melati (Jawa).",
        " Rini pulang. (Kami sudah menghubungi Rini)",
        "\n\nBerita Terkait\n\n“Kami siap,” kata Sekar menutup pembicaraan.",
    ],
)
def test_content_at_the_end_stays(tail: str) -> None:
    assert cleaned(BODY + tail).endswith(tail.rpartition("\n")[2])


def test_reporter_below_the_text_is_the_byline() -> None:
    found = article(f"{BODY}\nReporter: Dimas Pratama\nEditor: Sekar Ayu", title="Pasar")
    assert found.byline == "Dimas Pratama"
    assert found.text == BODY


def test_marker_in_the_first_half_ends_nothing() -> None:
    text = "Pasar dibuka.\n\nBerita Terkait\n\n" + "".join(
        f"Pedagang nomor {n} datang ke pasar.\n" for n in range(9)
    )
    assert cleaned(text).count("Pedagang nomor") == 9
