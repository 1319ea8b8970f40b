"""One HTML file: our own page around the vis-network script that pyvis bundles.

In: a graph. Out: a page that needs no network: no link, request or script from elsewhere, a
content security policy that allows only its own two scripts and one style by their hashes, and
all data in one JSON block that the script shows as text, never as markup. pyvis's own page is
not used: it links a CDN, writes ids unescaped, and moves the nodes for a minute.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from dataclasses import fields
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

import networkx as nx

from kg.context import tidy
from kg.draft import package_version
from kg.errors import BadOption
from kg.files import write_text
from kg.view.network import picture

_PARTS: Final = ("strings.js", "model.js", "stage.js", "panel.js", "page.js")
_VIS: Final = "templates/lib/vis-9.1.2/vis-network.min.js"
_HOLE: Final = re.compile(r"\{\{(\w+)\}\}")
# Inside a script element, "<" may end it; U+2028 and U+2029 were line ends to older JavaScript.
_ESCAPED: Final = {char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def write_page(
    graph: nx.MultiDiGraph[str], path: Path, *, title: str = "Siapa bicara apa", limit: int = 1000
) -> None:
    """Write the page to ``path``, all of it or nothing.

    Parameters
    ----------
    graph
        A graph from `kg.graph.build_graph`, or read back.
    path
        The HTML file.
    title
        What the page is called.
    limit
        The most entities to show; the page says what it left out.
    """
    write_text(path, render_page(graph, title=title, limit=limit))


def render_page(
    graph: nx.MultiDiGraph[str], *, title: str = "Siapa bicara apa", limit: int = 1000
) -> str:
    """Return the page as text; see `write_page`.

    Examples
    --------
    >>> page = render_page(nx.MultiDiGraph(), title="Kosong & sepi")
    >>> "<title>Kosong &amp; sepi</title>" in page
    True
    """
    if limit < 1:
        raise BadOption("limit", limit, expected="1 or more")
    shown = picture(graph, limit=limit)
    fields_of = {field.name: getattr(shown, field.name) for field in fields(shown)}
    data = {**fields_of, "title": tidy(title), "version": package_version()}
    script, style = _script(), _asset("page.css")
    policy = (
        f"default-src 'none'; script-src {_hash(_vis())} {_hash(script)}; "
        f"style-src {_hash(style)}; img-src data:; base-uri 'none'; form-action 'none'"
    )
    parts = {
        "policy": policy,
        "title": html.escape(tidy(title)),
        "style": style,
        "data": to_json(data),
        "vis": _vis(),
        "script": script,
    }
    # One pass over the template only: what is filled in is not searched for holes.
    return _HOLE.sub(lambda hole: parts[hole[1]], _asset("page.html"))


def to_json(data: Any) -> str:  # noqa: ANN401 - anything JSON can hold
    r"""Return JSON that may stand inside a script element.

    Examples
    --------
    >>> to_json("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for char, escaped in _ESCAPED.items():
        text = text.replace(char, escaped)
    return text


@cache
def _vis() -> str:
    return (resources.files("pyvis") / _VIS).read_text(encoding="utf-8").replace("\r\n", "\n")


@cache
def _asset(name: str) -> str:
    return (resources.files(__package__) / "assets" / name).read_text(encoding="utf-8")


@cache
def _script() -> str:
    return "\n".join(_asset(part) for part in _PARTS)


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
