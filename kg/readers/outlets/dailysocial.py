"""DailySocial."""

from kg.readers.outlets import Outlet

OUTLET = Outlet(
    name="dailysocial.id",
    printed=("DailySocial",),
    domains=(
        "dailysocial.id",
        "dailysocial.net",
    ),
    junk=(
        "[–-] ?Disclosure ?: .{0,300}",
        r"DailySocial\.id adalah portal berita startup .{0,500}",
    ),
)
