"""A smaller network from a larger one: its layers, and what it thinks of texts without labels.

The student begins as the teacher with some layers left out, and learns its probabilities beside
the annotations (Hinton et al. 2015; layers kept as in Sajjad et al. 2023, chosen by how little
the teacher's probabilities change without them).
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from kg.files import atomic_write, sha256
from kg.tagger.decode import log_softmax
from kg.tagger.labels import ALL_HEADS, HEADS, LABELS, head
from kg.tagger.network import OnnxNetwork
from kg.tagger.pieces import Cut
from kg.tagger.windows import Network, Scores, Window
from kg.training.batches import cut_windows
from kg.training.corpora import Passage, Soft, example
from kg.training.network import Shape, Tagger
from kg.training.torch_network import restore

_log = logging.getLogger(__name__)

_WINDOW = 256
_RUN = 8  # words in a row that two articles do not share by chance
_SAME = 0.15  # share of such runs in common that makes two articles one


def shrink(folder: Path, keep: Sequence[int]) -> Tagger:
    """Make a network of some of the layers of a finished model.

    Parameters
    ----------
    folder
        The model: the ``tagger.onnx`` that `onnx_export.export` wrote.
    keep
        The layers to keep, counted from 0. A model of that many layers keeps them all.
    """
    teacher = restore(folder / "tagger.onnx")
    if teacher.shape.layers == len(keep):
        keep = range(len(keep))
    student = Tagger(Shape(layers=len(keep)))
    student.load_state_dict(dict(_kept(teacher.state_dict(), keep)))
    return student


def _kept(
    weights: dict[str, torch.Tensor], keep: Sequence[int]
) -> Iterator[tuple[str, torch.Tensor]]:
    places = {str(layer): str(place) for place, layer in enumerate(keep)}
    for name, values in weights.items():
        parts = name.split(".")
        if parts[0] != "layers":
            yield name, _with_conventions(values) if parts[0] == "labels" else values
        elif parts[1] in places:
            yield ".".join(["layers", places[parts[1]], *parts[2:]]), values


def _with_conventions(values: torch.Tensor) -> torch.Tensor:
    """Begin heads that the teacher lacks as copies of its own of that name."""
    if len(values) == len(LABELS):
        return values
    return torch.cat([values[head(task.name).columns] for task in ALL_HEADS])


def teach(passages: Sequence[Passage], folder: Path, *, cut: Cut, kept: Path) -> list[Passage]:
    """Add the probabilities that a finished model gives to every word.

    Parameters
    ----------
    passages
        What it reads.
    folder
        The model.
    cut
        Words to pieces.
    kept
        A file for the probabilities (NumPy's ``.npz``), and for a digest of what they were made
        from: the windows that the teacher read and its own file. One found there is read
        instead, if its digest is the same; otherwise it is made anew.
    """
    readings = [_windows(passage, cut) for passage in passages]
    path = folder / "tagger.onnx"
    digest = _digest(path, readings)
    if not _fits(kept, digest):
        network = OnnxNetwork(path)
        soft = [_opinion(network, reading) for reading in readings]
        with atomic_write(kept) as file:
            np.savez(file, *soft, digest=np.array(digest))
    with np.load(kept) as stored:
        return [replace(p, soft=stored[f"arr_{number}"]) for number, p in enumerate(passages)]


def _windows(passage: Passage, cut: Cut) -> list[Window]:
    return [window.read for window in cut_windows(example(passage), cut, limit=_WINDOW)]


def _digest(teacher: Path, readings: Iterable[Sequence[Window]]) -> str:
    """Identify all that the probabilities depend on: texts, pieces, windows, labels, teacher."""
    known = hashlib.sha256(f"{sha256(teacher)} {LABELS}".encode())
    for reading in readings:
        known.update(repr([(window.pieces, window.rows) for window in reading]).encode())
    return known.hexdigest()


def _fits(kept: Path, digest: str) -> bool:
    if not kept.exists():
        return False
    with np.load(kept) as stored:
        found = str(stored["digest"]) if "digest" in stored else ""
    if found != digest:
        _log.info("%s: made from other passages or by another teacher; asking it again", kept)
    return found == digest


def _opinion(network: Network, reading: Sequence[Window]) -> Soft:
    return _probabilities(np.concatenate(list(network(reading))))


def _probabilities(scores: Scores) -> Soft:
    soft = np.zeros((len(scores), len(LABELS)), dtype=np.float16)
    for task in HEADS:
        soft[:, task.columns] = np.exp(log_softmax(scores[:, task.columns]))
    return soft


def without(passages: Iterable[Passage], known: Iterable[Passage]) -> list[Passage]:
    """Leave out the passages whose text is, in large part, among the known ones.

    Examples
    --------
    >>> one = Passage("satu dua tiga empat lima enam tujuh delapan sembilan", {})
    >>> without([one], [one])
    []
    """
    seen: set[tuple[str, ...]] = set()
    for passage in known:
        seen |= _runs(passage.text)
    return [passage for passage in passages if not _shared(_runs(passage.text), seen)]


def _shared(runs: Collection[tuple[str, ...]], seen: set[tuple[str, ...]]) -> bool:
    return len(seen.intersection(runs)) > _SAME * len(runs)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
