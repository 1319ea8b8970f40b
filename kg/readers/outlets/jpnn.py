"""JPNN."""

from kg.readers.outlets import Outlet

OUTLET = Outlet(
    name="jpnn.com",
    printed=(
        "jpnn.com",
        "JPNN",
    ),
    domains=("jpnn.com",),
)
