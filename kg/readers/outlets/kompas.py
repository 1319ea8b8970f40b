"""Kompas.com and its regional sites."""

from kg.readers.outlets import Outlet, with_class

OUTLET = Outlet(
    name="kompas.com",
    printed=(
        "KOMPAS.com",
        "KOMPAS.TV",
        "Kompas",
    ),
    domains=(
        "kompas.com",
        "kompas.tv",
        "kompas.id",
    ),
    aliases=("Kompas Cyber Media",),
    junk=(
        "Dapatkan update berita pilihan .{0,300}",
        "Simak breaking news dan berita pilihan .{0,300}",
        "Kamu bisa menilai kualitas artikel .{0,100}",
    ),
    content=(
        with_class("read__content"),
        with_class("kcm-read-text"),
    ),
    not_content=(
        with_class("inner-link-baca-juga"),
        with_class("ads-on-body"),
    ),
    date=(
        with_class("read__time") + "//text()",
        with_class("kcm-date") + "//text()",
    ),
)
