"""Kumparan."""

from kg.readers.outlets import Outlet

OUTLET = Outlet(
    name="kumparan.com",
    printed=(
        "kumparan",
        "kumparanNEWS",
        "kumparanBISNIS",
    ),
    domains=("kumparan.com",),
    junk=(r"Simak liputan .{0,120} di kumparan\.?",),
)
