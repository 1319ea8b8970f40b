"""The ONNX graph of the segmenter is made of Stanza's file, and of nothing else."""

from __future__ import annotations

from pathlib import Path

import onnx
import pytest
import torch
from onnx import numpy_helper

from kg.models import open_model
from kg.segmentation import GRAPH
from kg.training.segmenter_onnx import export


def _contents(path: Path) -> tuple[dict[str, bytes], dict[str, str]]:
    model = onnx.load(path)
    weights = {part.name: numpy_helper.to_array(part).tobytes() for part in model.graph.initializer}
    return weights, {entry.key: entry.value for entry in model.metadata_props}


@pytest.mark.model
def test_what_ships_was_made_of_stanzas_file(tmp_path: Path) -> None:
    place = open_model("segmenter")
    made = export(place / "segmenter.pt", out=tmp_path)
    assert _contents(made) == _contents(place / GRAPH)


@pytest.mark.model
def test_units_are_those_of_stanza() -> None:
    _, about = _contents(open_model("segmenter") / GRAPH)
    state = torch.load(open_model("segmenter") / "segmenter.pt", weights_only=True)
    units = state["vocab"]["_unit2id"]
    assert {char: number for number, char in enumerate(about["units"], start=2)} == {
        unit: number for unit, number in units.items() if number > 1
    }
    assert len(state["model"]["embeddings.weight"]) == len(units)


@pytest.mark.model
def test_other_options_are_refused(tmp_path: Path) -> None:
    state = torch.load(open_model("segmenter") / "segmenter.pt", weights_only=True)
    state["config"]["rnn_layers"] = 2
    torch.save(state, tmp_path / "other.pt")
    with pytest.raises(ValueError, match="rnn_layers"):
        export(tmp_path / "other.pt", out=tmp_path)
    assert not (tmp_path / GRAPH).exists()
