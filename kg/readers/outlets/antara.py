"""The news agency ANTARA."""

from kg.readers.outlets import Outlet, with_class

OUTLET = Outlet(
    name="antaranews.com",
    printed=(
        "ANTARA News",
        "ANTARA",
        "ANTARA Bews",
        "ANTARA/JACX",
    ),
    domains=(
        "antaranews.com",
        "antara.net.id",
    ),
    aliases=(
        "antaranews",
        "Antara News",
        "Antara News Agency",
    ),
    junk=(
        "COPYRIGHT © ANTARA.{0,250}",
        "Dilarang keras mengambil konten.{0,250}",
    ),
    content=(
        "//div[@id='content_news']",
        with_class("wrap__article-detail-content"),
        with_class("post-content"),
    ),
    not_content=(
        with_class("baca-juga"),
        "//p[contains(@class, 'text-muted')]",
    ),
)
