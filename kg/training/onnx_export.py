"""Trained weights to the files that ship: an int8 ONNX graph and the pieces of its vocabulary."""

from __future__ import annotations

import shutil
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file

from kg.training.network import Tagger

_OPSET = 17


def export(weights: Path, *, tokenizer: Path, out: Path, quantized: bool = True) -> Path:
    """Write ``tagger.onnx`` and ``tokenizer.json`` to ``out``; return the graph's path.

    Parameters
    ----------
    weights
        Safetensors of a `network.Tagger`.
    tokenizer
        ``tokenizer.json`` of its encoder.
    out
        Folder to write to.
    quantized
        Turn the weights into int8 with one scale a column (dynamic quantization).
    """
    out.mkdir(parents=True, exist_ok=True)
    network = Tagger()
    network.load_state_dict(load_file(weights))
    network.eval()
    plain = out / "tagger.fp32.onnx"
    _write_graph(network, plain)
    target = out / "tagger.onnx"
    if quantized:
        quantize_dynamic(plain, target, per_channel=True, weight_type=QuantType.QInt8)
        plain.unlink()
    else:
        plain.replace(target)
    onnx.checker.check_model(str(target))
    shutil.copyfile(tokenizer, out / "tokenizer.json")
    return target


def _write_graph(network: Tagger, path: Path) -> None:
    pieces = torch.ones((2, 7), dtype=torch.long)
    example = (pieces, torch.tensor([7, 5]), torch.tensor([1, 2, 8]))
    torch.onnx.export(
        network,
        example,
        str(path),
        input_names=["pieces", "lengths", "rows"],
        output_names=["scores"],
        dynamic_axes={
            "pieces": {0: "batch", 1: "length"},
            "lengths": {0: "batch"},
            "rows": {0: "words"},
            "scores": {0: "words"},
        },
        opset_version=_OPSET,
        dynamo=False,
    )
