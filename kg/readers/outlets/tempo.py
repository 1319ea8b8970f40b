"""Tempo and its sites."""

from kg.readers.outlets import Outlet, with_class

OUTLET = Outlet(
    name="tempo.co",
    printed=(
        "TEMPO.CO",
        "TEMPO Interaktif",
        "Tempo.co",
    ),
    domains=(
        "tempo.co",
        "tempointeraktif.com",
    ),
    aliases=("Tempo",),
    junk=(
        "(?:Ukuran )?Font:.{0,20}",
        "Pilihan Editor:.{0,200}",
        "Disclaimer : Komentar .{0,300}",
        "Scroll ke bawah untuk melanjutkan membaca",
    ),
    content=(
        "//div[@id='isi']",
        with_class("detail-konten"),
        with_class("detail-in"),
        "//div[@class='artikel']/p",
    ),
    date=(
        with_class("block-tanggal") + "//text()",
        with_class("detail-date") + "//text()",
    ),
)
