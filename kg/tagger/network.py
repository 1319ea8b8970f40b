"""Run the network that ships: windows in, scores out, on the processor by way of ONNX Runtime.

A run sees one window, never several: the int8 arithmetic scales the values of a run by its
largest, so a window would change with its neighbours; and nothing is padded. Several windows run
side by side instead, each on one thread, which is also faster than several threads inside
matrices this small.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime

from kg.machine import cores
from kg.tagger.windows import Scores, Window

# ONNX Runtime would merge each addition with the normalization after it into an operator that
# takes 2.5 times as long as the two (version 1.31, AVX-512).
_SLOWER_FUSIONS = ["SkipLayerNormFusion"]


class OnnxNetwork:
    """The network in one session, and the threads that run windows through it.

    Parameters
    ----------
    path
        The ONNX graph.
    threads
        Windows at a time; 0 takes one for each core.
    """

    def __init__(self, path: Path, *, threads: int = 0) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(path),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=_SLOWER_FUSIONS,
        )
        threads = threads or cores()
        pool = ThreadPoolExecutor(threads, thread_name_prefix="kg-tagger") if threads > 1 else None
        self._map = pool.map if pool else map

    def __call__(self, windows: Iterable[Window]) -> Iterator[Scores]:
        """Yield the scores of each window, in their order."""
        return self._map(self._run, windows)

    def _run(self, window: Window) -> Scores:
        inputs = {
            "pieces": np.array([window.pieces], dtype=np.int64),
            "rows": np.array(window.rows, dtype=np.int64),
        }
        scores: Scores = self._session.run(["scores"], inputs)[0]
        return scores
