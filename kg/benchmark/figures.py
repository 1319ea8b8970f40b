"""What a benchmark measures on, and what it reports."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path

from kg import readers
from kg.files import write_text
from kg.types import RawDocument


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value; ``target`` is at least (">=") or at most ("<=") what it should be."""

    name: str
    value: float
    unit: str = ""
    target: tuple[str, float] | None = None

    @property
    def met(self) -> bool | None:
        """Whether the target is met; nothing where there is none."""
        if self.target is None:
            return None
        sign, bound = self.target
        return self.value >= bound if sign == ">=" else self.value <= bound

    def __str__(self) -> str:
        line = f"{self.name:34}{self.value:>12,.4g} {self.unit:10}"
        if self.target is None:
            return line.rstrip()
        return (
            f"{line} target {self.target[0]} {self.target[1]:g}: {'met' if self.met else 'missed'}"
        )


@dataclass(frozen=True, slots=True)
class Sample:
    """The articles to measure on: JSON Lines, how many there are, and their words."""

    path: Path
    articles: int
    words: int
    about: str


def make_sample(inputs: Sequence[str | Path], *, articles: int, folder: Path) -> Sample:
    """Write ``articles`` articles of ``inputs`` to a file in ``folder``.

    Parameters
    ----------
    inputs
        Files or folders; none stands for the sample articles of the package.
    articles
        How many. Where there are fewer, they are repeated with another last line, so that none
        is a copy of another.
    folder
        Where to write.
    """
    whole = list(_documents(inputs or [Path(str(files("kg") / "data" / "samples"))]))
    chosen = [_copy(whole[number % len(whole)], number // len(whole)) for number in range(articles)]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "articles.jsonl"
    write_text(path, "".join(json.dumps(asdict(doc), ensure_ascii=False) + "\n" for doc in chosen))
    words = sum(len(doc.text.split()) for doc in chosen)
    names = ", ".join(Path(item).name for item in inputs) or "the package's samples"
    times = f", repeated {articles / len(whole):.1f} times" if articles > len(whole) else ""
    return Sample(path, articles, words, f"{articles} articles, {words} words: {names}{times}")


def _documents(inputs: Sequence[str | Path]) -> Iterator[RawDocument]:
    for item in readers.read(inputs):
        if isinstance(item, RawDocument):
            yield item


def _copy(document: RawDocument, number: int) -> RawDocument:
    return RawDocument(
        id=f"{document.id}-{number}",
        text=f"{document.text}\n\nSalinan {number}." if number else document.text,
        source=document.source,
        title=document.title,
        outlet=document.outlet,
        published=document.published,
        byline=document.byline,
    )
