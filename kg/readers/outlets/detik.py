"""Detik and its channels."""

from kg.readers.outlets import Outlet, with_class

OUTLET = Outlet(
    name="detik.com",
    printed=(
        "detikNews",
        "detikcom",
        "detikFinance",
        "detikINET",
        "detik.com",
        "detikSport",
        "detikHot",
    ),
    domains=("detik.com",),
    aliases=("detik",),
    junk=(
        r"Halaman (?:\d{1,2} ){1,30}Selanjutnya",
        r"\(?Halaman \d{1,2}\)?",
        r"Load more\.{0,3}",
    ),
    content=(
        with_class("detail__body-text"),
        with_class("itp_bodycontent"),
        with_class("detail_text"),
        with_class("text_detail"),
        with_class("content_detail"),
    ),
    not_content=(
        with_class("linksisip"),
        with_class("parallaxindetail"),
        with_class("staticdetail_container"),
        with_class("sisip_artikel"),
        with_class("noncontent"),
        with_class("detail_tag"),
        with_class("pic_artikel_sisip_table"),
    ),
    date=(
        with_class("detail__date") + "//text()",
        "//div[@class='date']/text()",
    ),
)
