"""Speed and size of the package against its targets, and against the peer."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from kg import clean, readers
from kg.annotations import to_line
from kg.batches import BATCH_ARTICLES, Annotator
from kg.benchmark.figures import Figure, Sample, make_sample
from kg.benchmark.processes import extract_apart
from kg.corpus import Report, annotate, write_annotations
from kg.knowledge import knowledge
from kg.machine import cores as all_cores
from kg.models import open_model, read_manifest, weights_folder
from kg.parse import Parser
from kg.stages import STAGES, annotate_here
from kg.tagger.network import OnnxNetwork
from kg.tagger.windows import Scores, Window
from kg.types import Article, RawDocument
from kg.workers import Workers

_COLD_STARTS = 3
_ROUNDS = 9
_WINDOWS_OF_PEER = 400


def measure(sample: Sample, folder: Path, *, cores: int, peer_seconds: float) -> Iterator[Figure]:
    """Measure everything, one thing after the other; yield each figure when it is known.

    Parameters
    ----------
    sample
        The articles.
    folder
        Where to write what is thrown away.
    cores
        Cores for the package and for the peer; 0 takes all.
    peer_seconds
        How long the peer runs; 0 leaves it out.
    """
    cores = cores or all_cores()
    started = time.perf_counter()
    Parser(threads=1)
    yield Figure("model load", time.perf_counter() - started, "s")
    recorder = _Recorder()
    yield from _shares(sample, recorder)
    yield from _apart(sample, folder, cores)
    yield from _speeds(sample, list(_rounds(sample, recorder.windows, folder, cores, peer_seconds)))
    yield Figure("weights", _weights() / 1e6, "MB", ("<=", 60))


@dataclass(frozen=True, slots=True)
class _Round:
    """What was measured one after the other: seconds; ``peer`` in words a second, 0 if left out."""

    whole: float
    network: float
    peer: float = 0.0


def _rounds(
    sample: Sample, windows: Sequence[Window], folder: Path, cores: int, peer_seconds: float
) -> Iterator[_Round]:
    """Run each in turn, several times over: what else the machine does hits them all alike."""
    per_piece = sample.words / sum(len(window.pieces) for window in windows)
    network = OnnxNetwork(open_model("tagger") / "tagger.onnx", threads=cores)
    with _annotator(cores) as annotator:
        whole = partial(_end_to_end, sample, annotator, folder / "out.jsonl")
        whole()  # loads the models
        for _ in range(_ROUNDS):
            seconds = _seconds(whole)
            alone = _seconds(lambda: deque(network(windows), maxlen=0))
            peer = _peer(windows, cores, peer_seconds / _ROUNDS) if peer_seconds else 0.0
            yield _Round(seconds, alone, peer * per_piece)


@contextmanager
def _annotator(cores: int) -> Iterator[Annotator]:
    """Yield what ``kg extract`` takes for many articles."""
    if cores == 1:
        yield partial(annotate_here, parser=Parser(threads=1))
    else:
        with Workers(cores) as workers:
            yield workers


def _peer(windows: Sequence[Window], cores: int, seconds: float) -> float:
    from kg.benchmark.peer import pieces_per_second  # noqa: PLC0415  imports torch, slow

    some = windows[:_WINDOWS_OF_PEER]
    return pieces_per_second(some, threads=cores, seconds=seconds)


def _speeds(sample: Sample, rounds: Sequence[_Round]) -> Iterator[Figure]:
    """Yield speeds and ratios: the median of the rounds, each compared within itself."""
    whole = [sample.words / turn.whole for turn in rounds]
    network = [sample.words / turn.network for turn in rounds]
    shares = [end / alone for end, alone in zip(whole, network, strict=True)]
    yield Figure("end to end", median(whole), "words/s")
    yield Figure("end to end", median(whole) * sample.articles / sample.words, "articles/s")
    yield Figure("encoder only", median(network), "words/s")
    yield Figure("end to end / encoder only", 100 * median(shares), "%", (">=", 60))
    if all(turn.peer for turn in rounds):
        peer = [turn.peer for turn in rounds]
        yield Figure("peer (IndoBERT-base, fp32)", median(peer), "words/s")
        alone = [speed / other for speed, other in zip(network, peer, strict=True)]
        yield Figure("encoder only / peer", median(alone), "x")
        ratios = [speed / other for speed, other in zip(whole, peer, strict=True)]
        yield Figure("end to end / peer", median(ratios), "x", (">=", 10))


def _seconds(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def _end_to_end(sample: Sample, annotator: Annotator, out: Path) -> None:
    """Do what ``kg extract`` does after its models are loaded."""
    write_annotations(annotate([sample.path], annotator=annotator, report=Report()), out)


class _Recorder:
    """The network on one thread; keeps what it was given, and the processor's time it took."""

    def __init__(self) -> None:
        self._network = OnnxNetwork(open_model("tagger") / "tagger.onnx", threads=1)
        self.windows: list[Window] = []
        self.spent = 0.0

    def __call__(self, windows: Iterable[Window]) -> Iterator[Scores]:
        """Run the windows, and keep them."""
        for window in windows:
            self.windows.append(window)
            started = time.process_time()
            [scores] = self._network([window])
            self.spent += time.process_time() - started
            yield scores


def _shares(sample: Sample, recorder: _Recorder) -> Iterator[Figure]:
    """Run one stage after the other on one thread; yield the share of each in its time."""
    parser = Parser(network=recorder)
    knowledge()  # loaded once, whatever the number of articles
    clock = _Clock()
    with clock.book("read, clean"):
        articles = list(_articles(sample.path))
    for start in range(0, len(articles), BATCH_ARTICLES):
        with clock.book("segmentation"):
            segmented = parser.segment(articles[start : start + BATCH_ARTICLES])
        with clock.book("tagger"):
            docs = parser.tag(segmented)
        for stage in STAGES:
            with clock.book(stage.__module__.split(".")[1]):
                docs = [stage(doc) for doc in docs]
        with clock.book("write"):
            for doc in docs:
                to_line(doc)
    total = sum(clock.spent.values())
    for name, seconds in clock.spent.items():
        yield Figure(f"share of {name}", 100 * seconds / total, "%")
    yield Figure("share of the network alone", 100 * recorder.spent / total, "%")


class _Clock:
    """The processor's time that each stage took."""

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


def _apart(sample: Sample, folder: Path, cores: int) -> Iterator[Figure]:
    """Measure in processes of their own what a process has only once."""
    one = make_sample([sample.path], articles=1, folder=folder / "one").path
    out = folder / "apart.jsonl"
    starts = [extract_apart(one, out=out, cores=cores).seconds for _ in range(_COLD_STARTS)]
    yield Figure("cold start, one article (best)", min(starts), "s", ("<=", 4))
    peak = extract_apart(sample.path, out=out, cores=cores, watched=True).peak
    yield Figure("peak resident memory", peak, "MB", ("<=", 700))


def _weights() -> int:
    """Return the bytes of all models that ship."""
    places = [place for place in weights_folder().iterdir() if place.is_dir()]
    return sum(file.size for place in places for file in read_manifest(place).files)
