"""Liputan6."""

from kg.readers.outlets import Outlet, with_class

OUTLET = Outlet(
    name="liputan6.com",
    printed=("Liputan6.com",),
    domains=("liputan6.com",),
    aliases=(
        "Liputan 6",
        "liputan6",
    ),
    junk=(
        r"\* ?Fakta atau Hoaks\?.{0,250}",
        r"\*\*\*.{0,3}Ikuti .{0,200}",
    ),
    content=(
        with_class("article-content-body__item-content"),
        with_class("read-page__content-body"),
    ),
    not_content=(
        with_class("baca-juga-collections"),
        with_class("read-page--photo-gallery"),
        with_class("article-ad"),
        with_class("baca-juga"),
    ),
)
