"""Gelora News."""

from kg.readers.outlets import Outlet, with_class

OUTLET = Outlet(
    name="gelora.co",
    printed=("GELORA.CO",),
    domains=("gelora.co",),
    content=(
        "//div[@id='post-body']",
        with_class("post-body"),
    ),
)
