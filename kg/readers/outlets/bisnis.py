"""Bisnis Indonesia."""

from kg.readers.outlets import Outlet, with_class

OUTLET = Outlet(
    name="bisnis.com",
    printed=(
        "Bisnis.com",
        "BISNIS.COM",
    ),
    domains=("bisnis.com",),
    aliases=(
        "bisnis",
        "Bisnis Indonesia",
    ),
    junk=(
        "Cek Berita dan Artikel yang lain di .{0,60}",
        "Simak Berita Lainnya .{0,80}",
    ),
    content=(
        with_class("detailsContent"),
        with_class("sub-content"),
        with_class("detailNewsContent"),
    ),
)
