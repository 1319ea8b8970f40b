"""Run the shipped network in PyTorch, on a GPU: its int8 weights back to numbers, windows batched.

Only activations are computed more finely than in the int8 graph, so scores differ from those of
ONNX Runtime in the second decimal or so, and what is found may differ where the network is
undecided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper

from kg.errors import NoDevice
from kg.tagger.pieces import PAD
from kg.tagger.windows import Scores, Window
from kg.training.network import Shape, Tagger, count_layers

_BATCH_PIECES = 16_384


class TorchNetwork:
    """The network on a device of PyTorch.

    Parameters
    ----------
    graph
        The ONNX graph that `onnx_export.export` wrote.
    device
        PyTorch's name of the device.

    Raises
    ------
    NoDevice
        If PyTorch cannot use it.
    """

    def __init__(self, graph: Path, *, device: str) -> None:
        if device == "cuda" and not torch.cuda.is_available():
            raise NoDevice(device, fact="PyTorch finds no GPU here that it can use")
        self._device = torch.device(device)
        self._network = restore(graph).to(self._device).eval()

    def __call__(self, windows: Iterable[Window]) -> Iterator[Scores]:
        """Yield the scores of each window, in their order."""
        given = list(windows)
        found: dict[int, Scores] = {}
        for batch in _batches(given):
            found |= zip(batch, self._run([given[index] for index in batch]), strict=True)
        return (found[index] for index in range(len(given)))

    def _run(self, windows: list[Window]) -> Iterator[Scores]:
        lengths = [len(window.pieces) for window in windows]
        longest = max(lengths)
        pieces = [(*window.pieces, *[PAD] * (longest - len(window.pieces))) for window in windows]
        rows = [number * longest + row for number, w in enumerate(windows) for row in w.rows]
        inputs = [torch.tensor(values, device=self._device) for values in (pieces, lengths, rows)]
        with torch.inference_mode():
            scores = self._network(*inputs).cpu().numpy()
        ends = np.cumsum([len(window.rows) for window in windows])
        yield from np.split(scores, ends[:-1])


def _batches(windows: list[Window]) -> Iterator[list[int]]:
    """Group the indexes of windows of like length."""
    batch: list[int] = []
    for index in sorted(range(len(windows)), key=lambda index: len(windows[index].pieces)):
        if batch and (len(batch) + 1) * len(windows[index].pieces) > _BATCH_PIECES:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def restore(graph: Path) -> Tagger:
    """Make the network from the weights of an exported graph."""
    stored = {part.name: numpy_helper.to_array(part) for part in onnx.load(graph).graph.initializer}
    network = Tagger(Shape(layers=count_layers(stored), labels=len(stored["labels.bias"])))
    state = {name: torch.from_numpy(_weight(name, stored).copy()) for name in network.state_dict()}
    network.load_state_dict(state)
    return network


def _weight(name: str, stored: dict[str, npt.NDArray[np.generic]]) -> npt.NDArray[np.float32]:
    values = stored[name].astype(np.float32)
    if stored[name].dtype == np.int8:
        values *= stored[f"{name.removesuffix('weight')}scales"].astype(np.float32)
    is_matrix = values.ndim == 2 and not name.endswith("embeddings.weight")  # noqa: PLR2004
    return values.T if is_matrix else values
