"""A run over many inputs: read, clean, parse, find quotations, resolve; then entities and graph.

In: paths. Out: annotated articles one by one, and a report in which every input ends in exactly
one state. What fails in one article harms no other; see `kg.stages`.
"""

from __future__ import annotations

import json
import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from kg import clean, readers
from kg.annotations import from_record, to_line
from kg.batches import Annotator, cut_batches, failed, in_order, parse_batch
from kg.errors import NotAnOutput, UnwritableOutput
from kg.files import atomic_write, write_text
from kg.knowledge import UserEntities, read_user_entities
from kg.types import Annotated, Article, Entity, RawDocument, Skipped
from kg.workers import annotate_articles

if TYPE_CHECKING:
    from kg.entities import Merged
    from kg.parse import Parser
    from kg.query import KnowledgeGraph

_log = logging.getLogger(__name__)

ANNOTATIONS = "annotations.jsonl"
ENTITIES = "entities.jsonl"
REPORT = "report.json"
GRAPH = "graph.graphml"
PAGE = "graph.html"
USER_ENTITIES = "entities.csv"


@dataclass(slots=True)
class Report:
    """What became of every input, and what was found."""

    articles: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    merged: tuple[Merged, ...] = ()
    started: float = field(default_factory=time.monotonic)

    def add(self, doc: Annotated) -> None:
        """Count an article and what was found in it."""
        self.articles += 1
        self.counts["sentences"] += len(doc.sentences)
        self.counts["mentions"] += sum(len(chain.mentions) for chain in doc.chains)
        for quotation in doc.quotations:
            self.counts[f"quotations.{quotation.kind}"] += 1
            self.counts[f"quotations.speaker_{'known' if quotation.speaker else 'unknown'}"] += 1

    def to_record(self) -> dict[str, Any]:
        """Return the report as plain data."""
        from kg.draft import package_version  # noqa: PLC0415  slow to import

        return {
            "version": package_version(),
            "articles": self.articles,
            "skipped": [
                {"source": item.source, "reason": item.reason, "fact": item.fact}
                for item in self.skipped
            ],
            "reasons": dict(sorted(Counter(item.reason for item in self.skipped).items())),
            "found": dict(sorted(self.counts.items())),
            "merged": [{"kept": item.kept, "gone": item.gone} for item in self.merged],
            "seconds": round(time.monotonic() - self.started, 2),
        }


Progress = Callable[[int], object]


def extract(inputs: Sequence[str | Path], *, workers: int | None = None) -> list[Annotated]:
    """Annotate the articles of ``inputs`` and return them.

    What cannot be read is left out with a warning in the log; `annotate` gives a report too.

    Parameters
    ----------
    inputs
        Files, folders, or "-" for standard input.
    workers
        Processes for many articles, 0 for one on each core; a script must then call this under
        ``if __name__ == "__main__":``. By default all is done in this process.

    Raises
    ------
    NoInput
        If none of the inputs is there.
    WorkerFailed
        If a process cannot be started.

    Examples
    --------
    >>> documents = extract(["article.txt"])  # doctest: +SKIP
    """
    report = Report()
    documents = list(annotate(inputs, annotator=_annotator(workers), report=report))
    for item in report.skipped:
        _log.warning("skipped (%s): %s: %s", item.reason, item.source, item.fact)
    return documents


def build(
    inputs: Sequence[str | Path], out: str | Path = "output", *, workers: int | None = None
) -> KnowledgeGraph:
    """Build the graph of ``inputs``, write the four results to ``out``, and return the graph.

    Parameters
    ----------
    inputs
        Files, folders, or "-" for standard input.
    out
        Folder for ``graph.html``, ``graph.graphml``, ``annotations.jsonl``, ``report.json``.
    workers
        Processes for many articles, 0 for one on each core; a script must then call this under
        ``if __name__ == "__main__":``. By default all is done in this process.

    Examples
    --------
    >>> graph = build(["articles/"], "output")  # doctest: +SKIP
    """
    from kg.query import load  # noqa: PLC0415  slow to import

    folder = Path(out)
    prepare_folder(folder)
    report = Report()
    documents = list(annotate(inputs, annotator=_annotator(workers), report=report))
    write_results(documents, folder, report=report, user=user_entities(folder))
    return load(folder)


def _annotator(workers: int | None) -> Annotator:
    if workers is None:
        from kg.parse import Parser  # noqa: PLC0415  slow to import
        from kg.stages import annotate_here  # noqa: PLC0415  same

        return partial(annotate_here, parser=Parser())
    return partial(annotate_articles, count=workers)


def annotate(
    inputs: Sequence[str | Path],
    *,
    annotator: Annotator,
    report: Report,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
) -> Iterator[Annotated]:
    """Annotate the articles of ``inputs`` one by one, in input order.

    Parameters
    ----------
    inputs
        Files, folders, or "-" for standard input.
    annotator
        What annotates articles: `kg.stages.annotate_here` with a parser, `kg.workers.Workers`,
        or the choice between them, `kg.workers.annotate_articles`.
    report
        Is filled as articles are read, skipped and annotated.
    stdin
        What "-" reads.
    progress
        Is called with the number of inputs finished since the last call.
    """
    for result in annotator(_articles(inputs, report, stdin, progress)):
        if isinstance(result, Skipped):
            report.skipped.append(result)
        else:
            report.add(result)
            yield result
        if progress:
            progress(1)


def parse(inputs: Sequence[str | Path], *, parser: Parser, report: Report) -> Iterator[Annotated]:
    """Parse the articles of ``inputs`` and go no further: mentions and evidence, no quotations.

    Parameters
    ----------
    inputs
        Files, folders, or "-" for standard input.
    parser
        The models, loaded.
    report
        What could not be read or parsed is added to it.
    """
    batches = cut_batches(_articles(inputs, report, None, None))
    for result in in_order(batches, partial(parse_batch, parser=parser)):
        if isinstance(result, Skipped):
            report.skipped.append(result)
        else:
            yield result


def _articles(
    inputs: Sequence[str | Path],
    report: Report,
    stdin: BinaryIO | None,
    progress: Progress | None,
) -> Iterator[Article]:
    for item in readers.read(inputs, stdin=stdin):
        made = item if isinstance(item, Skipped) else _clean(item)
        if isinstance(made, Skipped):
            report.skipped.append(made)
            if progress:
                progress(1)
        else:
            yield made


def _clean(document: RawDocument) -> Article | Skipped:
    try:
        article = clean.clean(document)
    except Exception as error:  # noqa: BLE001  the boundary: one article's fault is reported
        return failed(document.source or document.id, "clean", error)
    if not article.text.strip():
        return Skipped(document.source or document.id, "empty", "nothing is left after cleaning")
    return article


def write_annotations(
    documents: Iterable[Annotated], path: Path, *, entities: Sequence[Entity] = ()
) -> None:
    """Write the annotations of articles to ``path``, all of them or nothing."""
    links: dict[str, dict[str, str]] = {}
    for entity in entities:
        for article, chain in entity.chains:
            links.setdefault(article, {})[chain] = entity.id
    with atomic_write(path) as out:
        for doc in documents:
            line = to_line(doc, entities=links.get(doc.article.id))
            out.write(line.encode("utf-8") + b"\n")


def read_annotations(path: Path) -> list[Annotated]:
    """Read articles back from what `write_annotations` wrote.

    Raises
    ------
    NotAnOutput
        If there is no such file, or it is not one that this package wrote.
    """
    try:
        with path.open(encoding="utf-8") as lines:
            return [from_record(json.loads(line)) for line in lines if line.strip()]
    except FileNotFoundError as error:
        raise NotAnOutput(path.parent, fact=f"no {path.name} here") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NotAnOutput(path, fact="not annotations that kg wrote") from error


def write_results(
    documents: Sequence[Annotated],
    out: Path,
    *,
    report: Report,
    known: Sequence[Entity] = (),
    user: UserEntities | None = None,
) -> None:
    """Resolve entities, build the graph, and write the results to the folder ``out``.

    Parameters
    ----------
    documents
        All articles, those of earlier runs included.
    out
        The folder.
    report
        What became of the inputs; entities are counted in it.
    known
        The entities of an earlier run; they keep their ids.
    user
        What the user says about names; it wins over what the articles say.
    """
    from kg.entities import Resolver, write_entities  # noqa: PLC0415  imports networkx, slow
    from kg.export import get_exporter  # noqa: PLC0415  same
    from kg.graph import build_graph  # noqa: PLC0415  same
    from kg.view.page import write_page  # noqa: PLC0415  same

    resolver = Resolver(known, user or UserEntities())
    report.merged = resolver.add(documents)
    entities = resolver.entities
    graph = build_graph(documents, entities)
    for entity in entities:
        report.counts[f"entities.{entity.kind}"] += 1
    write_annotations(documents, out / ANNOTATIONS, entities=entities)
    write_entities(entities, out / ENTITIES)
    get_exporter("graphml").write(graph, out / GRAPH)
    write_page(graph, out / PAGE)
    write_report(report, out / REPORT)


def user_entities(out: Path, path: Path | None = None) -> UserEntities:
    """Return what the user says about names: in the file given, else in ``out``, else nothing.

    Raises
    ------
    BadEntitiesFile
        If the file is not what its format says.
    """
    path = path or out / USER_ENTITIES
    return read_user_entities(path) if path.exists() else UserEntities()


def update_results(
    documents: Sequence[Annotated],
    out: Path,
    *,
    report: Report,
    user: UserEntities | None = None,
) -> None:
    """Add articles to the results in ``out``, or only resolve anew if there are none to add.

    An article of an id that is there replaces the earlier one. Entities keep their ids; where
    two turn out to be one, ``report.merged`` says so.

    Raises
    ------
    NotAnOutput
        If ``out`` holds no results.
    """
    from kg.entities import read_entities  # noqa: PLC0415  imports networkx, slow

    known = read_entities(out / ENTITIES)
    every = {doc.article.id: doc for doc in (*read_annotations(out / ANNOTATIONS), *documents)}
    write_results(list(every.values()), out, report=report, known=known, user=user)


def write_report(report: Report, path: Path) -> None:
    """Write the report as JSON."""
    write_text(path, json.dumps(report.to_record(), ensure_ascii=False, indent=1) + "\n")


def prepare_folder(out: Path) -> None:
    """Make the folder ``out`` and see that it can be written to, before any work is done.

    Raises
    ------
    UnwritableOutput
        If it cannot.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        with atomic_write(out / ".kg-check"):
            pass
        (out / ".kg-check").unlink()
    except OSError as error:
        raise UnwritableOutput(out, fact=error.strerror or str(error)) from error
