"""VIVA."""

from kg.readers.outlets import Outlet, with_class

OUTLET = Outlet(
    name="viva.co.id",
    printed=(
        "VIVA.co.id",
        "VIVA",
        "VIVAnews",
    ),
    domains=("viva.co.id",),
    aliases=("vivanews",),
    junk=("VIVA ?(?:–|-) ?",),
    content=(
        with_class("main-content-detail"),
        "//*[@id='article-content']/span",
    ),
    not_content=(
        "//blockquote",
        with_class("wp-caption-text"),
    ),
)
