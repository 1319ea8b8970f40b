"""The README is right: its commands and its Python run as printed, and its links lead somewhere."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ARTICLES = "artikel"  # the folder that the README's commands read


def _blocks(language: str) -> list[str]:
    return [body for name, body in _BLOCK.findall(README) if name == language]


def _commands() -> list[list[str]]:
    lines = "\n".join(_blocks("console")).replace("\\\n", " ").split("\n")
    commands = [shlex.split(line[2:], comments=True) for line in lines if line.startswith("$ ")]
    return [words[1:] for words in commands if words and words[0] == "kg"]


def _run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that has the sample articles under the name the README uses."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / _ARTICLES).mkdir()
    for path in (ROOT / "kg" / "data" / "samples").glob("[0-9]*"):
        shutil.copy(path, folder / _ARTICLES)
    shutil.copy(ROOT / "tests" / "gold" / "samples.jsonl", folder / "gold.jsonl")
    return folder


@pytest.mark.model
@pytest.mark.slow
def test_commands_and_python_run_as_printed(folder: Path) -> None:
    commands = _commands()
    assert commands[0][0] == "build"
    for words in commands:
        done = _run("-m", "kg", *words, folder=folder)
        assert done.returncode == 0, f"kg {shlex.join(words)}\n{done.stdout}\n{done.stderr}"
    for name in ("graph.html", "graph.graphml", "annotations.jsonl", "report.json"):
        assert (folder / "output" / name).stat().st_size > 0

    script = "\n".join(_blocks("python"))
    assert "kg.load" in script
    done = _run("-c", script, folder=folder)
    assert done.returncode == 0, done.stderr
    assert "Ratna Kusumaningdyah" in done.stdout


def test_every_command_is_in_a_console_block() -> None:
    for language, body in _BLOCK.findall(README):
        if language != "console":
            assert not re.search(r"^\$? ?(kg|make|pip) ", body, re.MULTILINE)


def test_links_into_the_repository_lead_somewhere() -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_figures_are_marked_until_measured() -> None:
    assert all(mark.startswith("<!-- FIGURE: ") for mark in re.findall(r"<!--[^>]*", README))
