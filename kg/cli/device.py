"""The options ``--cores`` and ``--device``: what annotates articles, and where."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kg.errors import NoDevice

if TYPE_CHECKING:
    from kg.batches import Annotator
    from kg.tagger.windows import Network


def annotator_on(device: str, *, cores: int = 0) -> Annotator:
    """Return what annotates articles; with a GPU all is done in this process.

    Raises
    ------
    NoDevice
        If the device, or what it takes, is not there.
    """
    if network := network_on(device):
        from kg.parse import Parser  # noqa: PLC0415  slow to import, and --help must not wait
        from kg.stages import annotate_here  # noqa: PLC0415  same

        return partial(annotate_here, parser=Parser(threads=cores, network=network))
    from kg.workers import annotate_articles  # noqa: PLC0415  same

    return partial(annotate_articles, count=cores)


def network_on(device: str) -> Network | None:
    """Return the network for a device; None stands for the shipped graph on the processor.

    Raises
    ------
    NoDevice
        If the device, or what it takes, is not there.
    """
    if device == "cpu":
        return None
    try:
        from kg.models import open_model  # noqa: PLC0415  torch is slow to import
        from kg.training.torch_network import TorchNetwork  # noqa: PLC0415  same
    except ImportError as error:
        raise NoDevice(device, fact=f"needs `pip install kg[train]` ({error})") from error
    return TorchNetwork(open_model("tagger") / "tagger.onnx", device=device)
