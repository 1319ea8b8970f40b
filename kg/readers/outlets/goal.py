"""Goal Indonesia."""

from kg.readers.outlets import Outlet

OUTLET = Outlet(
    name="goal.com",
    printed=(
        "GOAL",
        "Goal.com",
    ),
    domains=("goal.com",),
    aliases=("goal indonesia",),
)
