"""BeritaSatu."""

from kg.readers.outlets import Outlet

OUTLET = Outlet(
    name="beritasatu.com",
    printed=("Beritasatu.com",),
    domains=("beritasatu.com",),
)
