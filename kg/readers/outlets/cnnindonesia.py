"""CNN Indonesia."""

from kg.readers.outlets import Outlet, with_class

OUTLET = Outlet(
    name="cnnindonesia.com",
    printed=("CNN Indonesia",),
    domains=("cnnindonesia.com",),
    aliases=("cnn indonesia",),
    junk=(r"Add as a preferred\s{0,3}source on Google",),
    content=(
        with_class("detail-text"),
        "//div[@id='detikdetailtext']",
    ),
    not_content=(
        with_class("linksisip"),
        with_class("paradetail"),
        with_class("topiksisip"),
    ),
    date=(with_class("detail-date") + "//text()",),
)
