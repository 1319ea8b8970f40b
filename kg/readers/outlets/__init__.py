"""What is known of each outlet: one module per outlet, each with an ``OUTLET``.

To add an outlet, write ``kg/readers/outlets/<name>.py`` with an `Outlet` called ``OUTLET``, and
its test. Modules are found by themselves. Regular expressions must be bounded: they run on
whatever a file holds.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from dataclasses import dataclass
from functools import cache

_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Outlet:
    """Data and rules of one outlet.

    ``name`` is its canonical name; ``printed`` its names in datelines; ``domains`` its hosts;
    ``aliases`` names that corpora give it. ``junk`` are regular expressions for a whole line
    that is never article content. ``content`` are XPaths of the element that holds an
    article, newest layout first; ``not_content`` of elements inside it that are not text;
    ``date`` of what shows the date to the reader.
    """

    name: str
    printed: tuple[str, ...]
    domains: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    junk: tuple[str, ...] = ()
    content: tuple[str, ...] = ()
    not_content: tuple[str, ...] = ()
    date: tuple[str, ...] = ()


def with_class(name: str) -> str:
    """Return the XPath of the elements that have a class.

    Examples
    --------
    >>> with_class("isi")
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' isi ')]"
    """
    return f"//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"


@cache
def outlets() -> tuple[Outlet, ...]:
    """Return all outlets, in the order of their modules' names."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__, prefix=f"{__name__}."))
    return tuple(importlib.import_module(name).OUTLET for name in names)


def outlet_for_host(host: str) -> Outlet | None:
    """Return the outlet whose domain ``host`` is or lies in.

    Examples
    --------
    >>> outlet_for_host("bisnis.tempo.co").name
    'tempo.co'
    """
    labels = host.lower().split(".")
    parents = {".".join(labels[n:]) for n in range(len(labels))}
    return next((found for found in outlets() if parents.intersection(found.domains)), None)


def outlet_for_name(name: str) -> Outlet | None:
    """Return the outlet that ``name`` means, whatever its case, blanks and marks.

    Examples
    --------
    >>> outlet_for_name("CNN Indonesia").name
    'cnnindonesia.com'
    """
    return _by_key().get(_key(name))


@cache
def _by_key() -> dict[str, Outlet]:
    return {
        _key(name): outlet
        for outlet in outlets()
        for name in (outlet.name, *outlet.printed, *outlet.domains, *outlet.aliases)
    }


def _key(name: str) -> str:
    return _NO_LETTER.sub("", name.lower())
