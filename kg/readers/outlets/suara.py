"""Suara.com."""

from kg.readers.outlets import Outlet, with_class

OUTLET = Outlet(
    name="suara.com",
    printed=("Suara.com",),
    domains=("suara.com",),
    aliases=("suara",),
    junk=("Baca_Juga",),
    content=(
        with_class("detail-content"),
        with_class("content-article"),
    ),
)
