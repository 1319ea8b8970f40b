"""Speed and size of the package against its targets, and against the peer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

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
_ROUNDS = 9
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
    # Before the peer: Linux counts the memory of the starting process as the started one's peak.
    yield from _apart(sample, folder, threads)
    out = folder / "out.jsonl"
    rounds = list(
        _rounds(sample, parser, recorder, out=out, threads=threads, peer_seconds=peer_seconds)
    )
    yield from _speeds(sample, rounds)
    yield Figure("weights", _weights() / 1e6, "MB", ("<=", 60))


@dataclass(frozen=True, slots=True)
class _Cost:
    """What a run took: seconds, and seconds of all cores together."""

    seconds: float
    processor: float


@dataclass(frozen=True, slots=True)
class _Round:
    """What was measured one after the other; ``peer`` is in words a second, 0 if left out."""

    whole: _Cost
    network: _Cost
    peer: float = 0.0


def _rounds(
    sample: Sample,
    parser: Parser,
    recorder: _Recorder,
    *,
    out: Path,
    threads: int,
    peer_seconds: float,
) -> Iterator[_Round]:
    """Run each in turn, several times over: what else the machine does hits them all alike."""
    windows = recorder.windows
    per_piece = sample.words / sum(len(window.pieces) for window in windows)
    for _ in range(_ROUNDS):
        whole = _cost(lambda: _end_to_end(sample, parser, out))
        network = _cost(lambda: _run(recorder.network, windows))
        peer = _peer(windows, threads, peer_seconds / _ROUNDS) if peer_seconds else 0.0
        yield _Round(whole, network, peer * per_piece)


def _peer(windows: Sequence[Window], threads: int, seconds: float) -> float:
    from kg.benchmark.peer import pieces_per_second  # noqa: PLC0415  imports torch, slow

    some = windows[:_WINDOWS_OF_PEER]
    return pieces_per_second(some, threads=threads or cores(), seconds=seconds)


def _speeds(sample: Sample, rounds: Sequence[_Round]) -> Iterator[Figure]:
    """Yield speeds and ratios: the median of the rounds, each compared within itself."""
    whole = [sample.words / turn.whole.seconds for turn in rounds]
    network = [sample.words / turn.network.seconds for turn in rounds]
    busy = [turn.network.processor / turn.whole.processor for turn in rounds]
    shares = [end / alone for end, alone in zip(whole, network, strict=True)]
    yield Figure("end to end", median(whole), "words/s")
    yield Figure("end to end", median(whole) * sample.articles / sample.words, "articles/s")
    yield Figure("encoder only", median(network), "words/s")
    yield Figure("end to end / encoder only", 100 * median(shares), "%", (">=", 60))
    yield Figure("share of the network", 100 * median(busy), "%")
    if all(turn.peer for turn in rounds):
        peer = [turn.peer for turn in rounds]
        yield Figure("peer (IndoBERT-base, fp32)", median(peer), "words/s")
        alone = [speed / other for speed, other in zip(network, peer, strict=True)]
        yield Figure("encoder only / peer", median(alone), "x")
        ratios = [speed / other for speed, other in zip(whole, peer, strict=True)]
        yield Figure("end to end / peer", median(ratios), "x", (">=", 10))


def _cost(call: Callable[[], object]) -> _Cost:
    started, busy = time.perf_counter(), time.process_time()
    call()
    return _Cost(time.perf_counter() - started, time.process_time() - busy)


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
