"""The exported graph restored in PyTorch."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from kg.errors import NoDevice
from kg.tagger.labels import LABELS
from kg.tagger.network import OnnxNetwork
from kg.tagger.windows import Window
from kg.training.network import Tagger
from kg.training.onnx_export import export
from kg.training.torch_network import TorchNetwork, restore

WINDOWS = [Window((0, 17, 4711, 39_238, 5), (1, 2, 4)), Window((0, 9), (1,)), Window((0, 8), (1,))]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graph")
    torch.manual_seed(1)
    save_file(Tagger().state_dict(), folder / "weights.safetensors")
    weights = folder / "weights.safetensors"
    return export(weights, tokenizer=weights, out=folder / "out")


def test_scores_are_those_of_onnx_runtime_but_for_int8(graph: Path) -> None:
    found = list(TorchNetwork(graph, device="cpu")(WINDOWS))
    for scores, expected in zip(found, OnnxNetwork(graph)(WINDOWS), strict=True):
        assert scores == pytest.approx(expected, abs=0.1)


def test_windows_come_back_in_order_whatever_their_length(graph: Path) -> None:
    network = TorchNetwork(graph, device="cpu")
    together = list(network(WINDOWS))
    for window, scores in zip(WINDOWS, together, strict=True):
        [alone] = network([window])
        assert scores.shape == (len(window.rows), len(LABELS))
        assert np.allclose(scores, alone, atol=1e-4)


def test_weights_are_those_of_the_graph(graph: Path) -> None:
    torch.manual_seed(1)
    trained = Tagger().state_dict()
    for name, part in restore(graph).state_dict().items():
        step = float(trained[name].abs().max()) / 127
        assert torch.allclose(part, trained[name], atol=step)


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU")
def test_missing_gpu_is_an_error_that_says_what_to_do(graph: Path) -> None:
    with pytest.raises(NoDevice, match="leave the option out"):
        TorchNetwork(graph, device="cuda")
