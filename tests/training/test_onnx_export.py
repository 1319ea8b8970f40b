"""The exported graph computes what the network computes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from kg.tagger.network import OnnxNetwork
from kg.tagger.windows import Window
from kg.training.network import Tagger
from kg.training.onnx_export import export, quantize

WINDOWS = [Window((0, 17, 4711, 39_238, 5), (1, 2, 4)), Window((0, 9), (1,))]


@pytest.fixture(scope="module")
def network() -> Tagger:
    torch.manual_seed(1)
    made = Tagger()
    made.eval()
    return made


@pytest.fixture(scope="module")
def weights(network: Tagger, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("weights") / "weights.safetensors"
    save_file(network.state_dict(), path)
    return path


def _expected(network: Tagger, window: Window) -> np.ndarray:
    with torch.inference_mode():
        pieces = torch.tensor([window.pieces])
        scores = network(pieces, torch.tensor([len(window.pieces)]), torch.tensor(window.rows))
    return scores.numpy()


@pytest.mark.parametrize(("quantized", "tolerance"), [(False, 1e-4), (True, 0.1)])
def test_graph_computes_what_the_network_does(
    network: Tagger, weights: Path, tmp_path: Path, *, quantized: bool, tolerance: float
) -> None:
    tokenizer = tmp_path / "pieces.json"
    tokenizer.write_text("{}", encoding="utf-8")
    graph = export(weights, tokenizer=tokenizer, out=tmp_path / "out", quantized=quantized)
    for window, scores in zip(WINDOWS, OnnxNetwork(graph)(WINDOWS), strict=True):
        assert scores == pytest.approx(_expected(network, window), abs=tolerance)
    assert (tmp_path / "out" / "tokenizer.json").read_text(encoding="utf-8") == "{}"


def test_int8_graph_is_small(weights: Path, tmp_path: Path) -> None:
    graph = export(weights, tokenizer=weights, out=tmp_path)
    assert graph.stat().st_size < 40_000_000


def test_quantized_rows_come_back_within_half_a_step() -> None:
    matrix = np.random.default_rng(0).normal(size=(5, 70)).astype(np.float32)
    matrix[2] = 0
    whole, scales = quantize(matrix, axis=1)
    assert np.abs(whole * scales - matrix).max() <= scales.max() / 2 + 1e-6
    assert whole.min() >= -127
