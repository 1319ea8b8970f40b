"""Juara and BolaSport."""

from kg.readers.outlets import Outlet

OUTLET = Outlet(
    name="juara.net",
    printed=(
        "JUARA.net",
        "BOLASPORT.COM",
    ),
    domains=(
        "juara.net",
        "bolasport.com",
    ),
    junk=("Berita ini telah terbit di .{0,120}",),
)
