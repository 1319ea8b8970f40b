"""Kontan."""

from kg.readers.outlets import Outlet, with_class

OUTLET = Outlet(
    name="kontan.co.id",
    printed=(
        "KONTAN.CO.ID",
        "KONTAN",
    ),
    domains=("kontan.co.id",),
    aliases=("kontan",),
    junk=("Cek Berita dan Artikel yang lain di Google News",),
    content=(
        with_class("tmpt-desk-kon"),
        "//div[@itemprop='articleBody']",
    ),
)
