"""Okezone."""

from kg.readers.outlets import Outlet, with_class

OUTLET = Outlet(
    name="okezone.com",
    printed=(
        "Okezone",
        "OKEZONE.COM",
    ),
    domains=("okezone.com",),
    junk=(
        r"© \d{4} ?- ?\d{4} okezone\.com.{0,60}",
        "Follow Berita Okezone .{0,100}",
        "Dapatkan berita up to date .{0,250}",
    ),
    content=(
        "//div[@id='contentx']",
        "//div[@id='article-box']",
    ),
    not_content=(
        with_class("detads"),
        with_class("box-bacajuga"),
    ),
    date=(
        with_class("tgl") + "//text()",
        with_class("namerep") + "//text()",
    ),
)
