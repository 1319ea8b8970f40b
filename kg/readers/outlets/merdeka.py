"""Merdeka.com."""

from kg.readers.outlets import Outlet, with_class

OUTLET = Outlet(
    name="merdeka.com",
    printed=("Merdeka.com",),
    domains=("merdeka.com",),
    aliases=("merdeka",),
    junk=(r".{0,120}\bmerdeka\.com/[\w .]{3,40}",),
    content=(
        with_class("article-text"),
        with_class("mdk-body-paragraph"),
        with_class("article-body"),
    ),
)
