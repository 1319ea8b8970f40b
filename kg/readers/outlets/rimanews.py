"""Rimanews."""

from kg.readers.outlets import Outlet

OUTLET = Outlet(
    name="rimanews.com",
    printed=("Rimanews",),
    domains=("rimanews.com",),
)
