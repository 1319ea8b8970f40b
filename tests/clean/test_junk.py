from __future__ import annotations

import pytest
from raw_texts import cleaned


@pytest.mark.parametrize(
    "line",
    [
        "SCROLL TO CONTINUE WITH CONTENT",
        "ADVERTISEMENT",
        "Advertisement\n\nScroll to continue with content",
        "[Gambas:Video 20detik]",
        "Baca juga: Pedagang Pasar Sari Berjualan di Tenda",
        "Baca juga:\xa0Pedagang Pasar Sari Berjualan di Tenda",
        "BACA JUGA : pedagang pasar berjualan di tenda",
        "Baca: Pedagang Pasar Sari Berjualan di Tenda",
        "(Baca: Pedagang Pasar Sari Berjualan di Tenda)",
        "[Baca juga: Pedagang Pasar Sari Berjualan di Tenda]",
        "SIMAK JUGA - Pedagang Pasar Sari Berjualan di Tenda",
        "Lihat juga: Pedagang Pasar Sari Berjualan di Tenda",
        "Lihat juga Video: Detik-detik Pasar Sari Terbakar",
        "Simak juga Video 'Detik-detik Pasar Sari Terbakar':",
        "Simak Video 'Detik-detik Pasar Sari Terbakar':",
        'Tonton juga video "Detik-detik Pasar Sari Terbakar" di sini:',
        "Baca juga:\nPedagang Pasar Sari Berjualan di Tenda\nHarga Cabai di Pasar Sari Naik Lagi",
        "Baca Juga\n\nPedagang Pasar Sari Berjualan di Tenda",
        "Foto: Sekar Ayu/Kabar Melati",
        "  • Bagikan",
        "Selengkapnya",
    ],
)
def test_boilerplate_line_goes(line: str) -> None:
    text = f"Pasar Sari dibuka, kata Rini.\n\n{line}\n\nRini lalu pulang."
    assert cleaned(text) == "Pasar Sari dibuka, kata Rini.\n\nRini lalu pulang."


@pytest.mark.parametrize(
    "piece",
    [
        "SCROLL TO CONTINUE WITH CONTENT",
        "ADVERTISEMENT SCROLL TO CONTINUE WITH CONTENT",
        "[Gambas:Instagram]",
        "(Baca juga: Pedagang Pasar Berjualan di Tenda)",
        "(Foto: Sekar Ayu)",
    ],
)
def test_boilerplate_inside_a_line_goes(piece: str) -> None:
    assert cleaned(f"Pasar dibuka. {piece} Rini pulang.") == "Pasar dibuka. Rini pulang."


def test_link_at_the_end_of_a_paragraph_goes() -> None:
    text = "Pasar dibuka. Baca juga: Pedagang Pasar Sari Berjualan di Tenda\nRini pulang."
    assert cleaned(text) == "Pasar dibuka.\nRini pulang."


@pytest.mark.parametrize(
    "text",
    [
        '"Baca juga aturannya," kata Rini kepada pedagang.',
        "“Baca: jangan cuma dilihat,” ujar Rini.",
        "Baca: “Kami siap,” kata Rini, lalu tutup buku itu.",
        "Baca juga bukunya, kata Rini.",
        "Simak penjelasan Rini berikut ini.",
        "Lihat pasar itu sekarang, kata Rini.",
        "Minat baca warga naik. Baca juga perlu dibiasakan sejak kecil di rumah, kata Rini.",
        "Iklan itu menyesatkan, kata Rini.",
        "Advertisement adalah kata Inggris untuk iklan.",
        "Foto itu diambil Sekar pada Senin pagi.",
        "Rini mengutip data Reuters/Ipsos.",
        "Editor buku itu, Sekar, menolak hadir.",
        "Pasar dibuka. Baca juga: pedagang lama kini berjualan di tenda dan sepi pembeli.",
    ],
)
def test_content_stays(text: str) -> None:
    whole = f"Pasar Sari dibuka.\n\n{text}\n\nRini lalu pulang."
    assert cleaned(whole) == whole


def test_headlines_are_only_dropped_below_a_link_label() -> None:
    text = "Pasar dibuka.\n\nPedagang Pasar Sari Berjualan di Tenda\n\nRini pulang."
    assert cleaned(text) == text


def test_second_copy_of_a_caption_goes() -> None:
    text = "Suasana Pasar Sari di Kota Melati.\nSuasana Pasar Sari di Kota Melati.\nPasar dibuka."
    assert cleaned(text) == "Suasana Pasar Sari di Kota Melati.\nPasar dibuka."


def test_credit_of_a_photo_goes() -> None:
    assert cleaned("Suasana Pasar Sari. REUTERS/Sekar Ayu\nPasar dibuka.") == (
        "Suasana Pasar Sari.\nPasar dibuka."
    )
