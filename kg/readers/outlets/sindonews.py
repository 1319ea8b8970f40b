"""SINDOnews."""

from kg.readers.outlets import Outlet

OUTLET = Outlet(
    name="sindonews.com",
    printed=(
        "SINDOnews",
        "SINDONEWS.COM",
    ),
    domains=("sindonews.com",),
)
