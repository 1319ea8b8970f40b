from __future__ import annotations

import subprocess
import sys

import pytest

from kg.errors import UnknownFormat
from kg.readers import get_reader, read, readers
from kg.readers.outlets import outlet_for_host, outlet_for_name, outlets


def test_readers_are_found_by_themselves() -> None:
    assert list(readers()) == ["html", "json", "jsonl", "table", "text"]


def test_no_suffix_belongs_to_two_readers() -> None:
    suffixes = [suffix for reader in readers().values() for suffix in reader.suffixes]
    assert len(suffixes) == len(set(suffixes))


def test_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(UnknownFormat, match="html, json, jsonl, table, text"):
        get_reader("docx")
    with pytest.raises(UnknownFormat):
        read(["-"], format="docx")


def test_outlets_are_found_by_themselves() -> None:
    names = [outlet.name for outlet in outlets()]
    assert {"tempo.co", "kompas.com", "detik.com", "antaranews.com"} <= set(names)
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("host", "name"),
    [("tempo.co", "tempo.co"), ("finance.detik.com", "detik.com"), ("bukandetik.com", None)],
)
def test_outlet_for_host(host: str, name: str | None) -> None:
    found = outlet_for_host(host)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("TEMPO.CO", "tempo.co"),
        ("Liputan 6", "liputan6.com"),
        ("antaranews", "antaranews.com"),
        ("Kabar Melati", None),
    ],
)
def test_outlet_for_name(printed: str, name: str | None) -> None:
    found = outlet_for_name(printed)
    assert (found.name if found else None) == name


def test_importing_the_readers_loads_no_heavy_library() -> None:
    heavy = "{'torch', 'stanza', 'trafilatura', 'lxml'}"
    code = f"import sys, kg.readers as r; r.readers(); print(len({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "0\n"
