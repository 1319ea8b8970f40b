"""Republika."""

from kg.readers.outlets import Outlet, with_class

OUTLET = Outlet(
    name="republika.co.id",
    printed=(
        "REPUBLIKA.CO.ID",
        "REPUBLIKA",
    ),
    domains=(
        "republika.co.id",
        "republika.id",
    ),
    aliases=("republika online",),
    junk=("(?:Oleh|Red|Rep):.{0,80}",),
    content=(
        with_class("article-content"),
        with_class("artikel"),
        with_class("content-detail"),
    ),
    date=(
        with_class("date-detail") + "//text()",
        with_class("date-article") + "//text()",
    ),
)
