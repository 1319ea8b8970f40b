"""Speed and size of the package against its targets, and against the peer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg import clean, readers
from kg.annotations import to_line
from kg.benchmark.figures import Figure, Sample, make_sample
from kg.benchmark.processes import extract_apart
from kg.circumstances import add_circumstances
from kg.confidence import calibrate
from kg.coref import resolve
from kg.corpus import Report, annotate, write_annotations
from kg.models import open_model, read_manifest, weights_folder
from kg.parse import Parser
from kg.quotes import find_quotations
from kg.tagger.network import OnnxNetwork, cores
from kg.tagger.windows import Network, Scores, Window
from kg.types import Article, RawDocument

_AT_A_TIME = 8  # articles, as in a run
_COLD_STARTS = 3
_ROUNDS = 3
_WINDOWS_OF_PEER = 400


def measure(sample: Sample, folder: Path, *, threads: int, peer_seconds: float) -> Iterator[Figure]:
    """Measure everything, one thing after the other; yield each figure when it is known.

    Parameters
    ----------
    sample
        The articles.
    folder
        Where to write what is thrown away.
    threads
        Threads of the tagger and of the peer; 0 takes one for each core.
    peer_seconds
        How long the peer runs; 0 leaves it out.
    """
    started = time.perf_counter()
    parser = Parser(threads=threads)
    yield Figure("model load", time.perf_counter() - started, "s")
    recorder = _Recorder(OnnxNetwork(open_model("tagger") / "tagger.onnx", threads=threads))
    yield from _shares(sample, Parser(network=recorder))
    runs = _in_turns(
        lambda: _end_to_end(sample, parser, folder / "out.jsonl"),
        lambda: _run(recorder.network, recorder.windows),
    )
    whole, encoder = (min(run.seconds for run in turn) for turn in runs)
    yield Figure("end to end", sample.words / whole, "words/s")
    yield Figure("end to end", sample.articles / whole, "articles/s")
    yield Figure("encoder only", sample.words / encoder, "words/s")
    yield Figure("end to end / encoder only", 100 * encoder / whole, "%", (">=", 60))
    busy, network = (min(run.processor for run in turn) for turn in runs)
    yield Figure("share of the network", 100 * network / busy, "%")
    yield from _apart(sample, folder, threads)
    yield Figure("weights", _weights() / 1e6, "MB", ("<=", 60))
    if peer_seconds:
        from kg.benchmark.peer import pieces_per_second  # noqa: PLC0415  imports torch, slow

        some = recorder.windows[:_WINDOWS_OF_PEER]
        speed = pieces_per_second(some, threads=threads or cores(), seconds=peer_seconds)
        per_piece = sample.words / sum(len(window.pieces) for window in recorder.windows)
        yield Figure("peer (IndoBERT-base, fp32)", speed * per_piece, "words/s")
        yield Figure("encoder only / peer", sample.words / encoder / (speed * per_piece), "x")
        ratio = sample.words / whole / (speed * per_piece)
        yield Figure("end to end / peer", ratio, "x", (">=", 10))


@dataclass(frozen=True, slots=True)
class _Cost:
    """What a run took: seconds, and seconds of all cores together."""

    seconds: float
    processor: float


def _in_turns(*measured: Callable[[], object]) -> list[list[_Cost]]:
    """Run each in turn, several times over: what else the machine does hits them all alike."""
    costs: list[list[_Cost]] = [[] for _ in measured]
    for _ in range(_ROUNDS):
        for call, found in zip(measured, costs, strict=True):
            started, busy = time.perf_counter(), time.process_time()
            call()
            found.append(_Cost(time.perf_counter() - started, time.process_time() - busy))
    return costs


def _end_to_end(sample: Sample, parser: Parser, out: Path) -> None:
    """Do what ``kg extract`` does after its models are loaded."""
    write_annotations(annotate([sample.path], parser=parser, report=Report()), out)


class _Recorder:
    """A network that keeps what it was given."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.windows: list[Window] = []

    def __call__(self, windows: Iterable[Window]) -> Iterator[Scores]:
        """Run the windows, and keep them."""
        given = list(windows)
        self.windows += given
        return self.network(given)


def _run(network: Network, windows: Sequence[Window]) -> None:
    for _ in network(windows):
        pass


def _shares(sample: Sample, parser: Parser) -> Iterator[Figure]:
    """Run one stage after the other; yield the share of each in the processor's time."""
    clock = _Clock()
    with clock.book("read, clean"):
        articles = list(_articles(sample.path))
    for start in range(0, len(articles), _AT_A_TIME):
        with clock.book("segmentation"):
            segmented = parser.segment(articles[start : start + _AT_A_TIME])
        with clock.book("tagger"):
            tagged = parser.tag(segmented)
        with clock.book("quotes"):
            quoted = [find_quotations(doc) for doc in tagged]
        with clock.book("coref"):
            resolved = [calibrate(add_circumstances(resolve(doc))) for doc in quoted]
        with clock.book("write"):
            for doc in resolved:
                to_line(doc)
    total = sum(clock.spent.values())
    for name, seconds in clock.spent.items():
        yield Figure(f"share of {name}", 100 * seconds / total, "%")


class _Clock:
    """The processor's time, all threads together, that each stage took."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    @contextmanager
    def book(self, name: str) -> Iterator[None]:
        """Book the time of the block."""
        started = time.process_time()
        yield
        self.spent[name] = self.spent.get(name, 0.0) + time.process_time() - started


def _articles(path: Path) -> Iterator[Article]:
    for item in readers.read([path]):
        if isinstance(item, RawDocument):
            yield clean.clean(item)


def _apart(sample: Sample, folder: Path, threads: int) -> Iterator[Figure]:
    """Measure in processes of their own what a process has only once."""
    one = make_sample([sample.path], articles=1, folder=folder / "one").path
    out = folder / "apart.jsonl"
    starts = [extract_apart(one, out=out, threads=threads).seconds for _ in range(_COLD_STARTS)]
    yield Figure("cold start, one article (best)", min(starts), "s", ("<=", 4))
    peak = extract_apart(sample.path, out=out, threads=threads).peak
    yield Figure("peak resident memory", peak, "MB", ("<=", 700))


def _weights() -> int:
    """Return the bytes of all models that ship."""
    places = [place for place in weights_folder().iterdir() if place.is_dir()]
    return sum(file.size for place in places for file in read_manifest(place).files)
