"""Tribunnews and its regional papers."""

from kg.readers.outlets import Outlet, with_class

OUTLET = Outlet(
    name="tribunnews.com",
    printed=(
        "TRIBUNNEWS.COM",
        "TRIBUN",
    ),
    domains=("tribunnews.com",),
    aliases=("Tribun News",),
    junk=(
        "Laporan (?:Reporter|Wartawan) .{0,120}",
        "Penulis: .{0,60}",
        "Simak berita lainnya .{0,200}",
    ),
    content=(with_class("txt-article"),),
    not_content=(
        with_class("baca"),
        with_class("ads-placeholder"),
    ),
)
