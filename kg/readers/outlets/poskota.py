"""Pos Kota."""

from kg.readers.outlets import Outlet

OUTLET = Outlet(
    name="poskotanews.com",
    printed=(
        "Pos Kota",
        "Poskota",
        "POSKOTA.CO.ID",
    ),
    domains=(
        "poskotanews.com",
        "poskota.co.id",
    ),
    aliases=("poskotanews",),
)
