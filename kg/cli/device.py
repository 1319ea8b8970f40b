"""The option ``--device``: where the tagger's network runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import NoDevice

if TYPE_CHECKING:
    from kg.tagger.windows import Network


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
