"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

Decorator = Callable[[Callable[..., None]], Callable[..., None]]

cores_option: Decorator = click.option(
    "--cores",
    default=0,
    show_default=True,
    type=click.IntRange(min=0),
    help="Cores to use, each by a process of its own if there are many articles; 0: all.",
)
device_option: Decorator = click.option(
    "--device",
    type=click.Choice(["cpu", "cuda"]),
    default="cpu",
    show_default=True,
    help="Where the tagger runs; cuda is a GPU, by way of PyTorch.",
)


def output_option(default: str | None, *, folder: bool, help: str) -> Decorator:  # noqa: A002  click's own word
    """Return the option ``-o``.

    Parameters
    ----------
    default
        Where to write if nothing is said; None makes the option required.
    folder
        Whether it names a folder or a file.
    help
        What is written there.
    """
    return click.option(
        "-o",
        "--output",
        type=click.Path(file_okay=not folder, dir_okay=folder, path_type=Path),
        default=Path(default) if default else None,
        required=default is None,
        show_default=True,
        help=help,
    )
