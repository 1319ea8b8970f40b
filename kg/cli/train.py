"""The commands ``kg train …``: rebuild the models and the counts that ship."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path
from typing import Any

import click

from kg.cli.options import output_option

_TAGGER_VERSION, _SEGMENTER_VERSION = "0.4.0", "0.1.0"
_SHARED = click.option(
    "--shared",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("../shared"),
    show_default=True,
    help="The project's data folder.",
)
_WORK = click.option(
    "--work",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Folder for checkpoints and logs; a stopped run found here is continued.",
)
_OUT = output_option(
    None, folder=True, help="Folder for the finished model, such as kg/weights/tagger."
)


@click.group("train")
def command() -> None:
    r"""Train the models that ship with the package (needs `pip install kg[train]`).

    \b
    Examples:
      kg train tagger --work runs/teacher -o runs/teacher/model --epochs 6
      kg train tagger --work runs/student --teacher runs/teacher/model -o runs/student/model
      kg train segmenter --work runs/segmenter -o kg/weights/segmenter
      kg train confidence -o kg/data/confidence.tsv
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")


@command.command("tagger")
@_SHARED
@_WORK
@_OUT
@click.option(
    "--teacher",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of a finished model to begin with and to learn from.",
)
@click.option("--epochs", default=3, show_default=True, help="Epochs of the schedule.")
@click.option(
    "--frozen", default=0, show_default=True, help="Layers, from the lowest, that do not learn."
)
@click.option("--seed", default=1, show_default=True, help="Seed of order and dropout.")
def tagger(
    *,
    shared: Path,
    work: Path,
    output: Path,
    teacher: Path | None,
    **recipe: Any,  # noqa: ANN401  click checked them
) -> None:
    r"""Train the tagger: entities, quotations, roles and boilerplate in one network.

    Without --teacher the network has all layers of the pretrained encoder; with it, eight of the
    teacher's twelve, or the eight of a student that is taught on.

    \b
    Examples:
      kg train tagger --work runs/teacher -o runs/teacher/model --epochs 6
      kg train tagger --work runs/student --teacher runs/teacher/model -o runs/student/model
      kg train tagger --work runs/tagger --teacher runs/student/model -o runs/tagger/model \
          --epochs 2 --frozen 3 --seed 2
    """
    from kg.training import tagger as training  # noqa: PLC0415  torch is slow to import

    training.train(
        training.shared_corpora(shared),
        encoder=shared / "encoder",
        out=work,
        teacher=teacher,
        development=training.shared_development(shared),
        recipe=training.Recipe(**recipe),
    )
    _export_tagger(work / "weights.safetensors", shared=shared, output=output)


def _export_tagger(weights: Path, *, shared: Path, output: Path) -> None:
    from kg.models import write_manifest  # noqa: PLC0415  onnx and torch are slow to import
    from kg.tagger.labels import LABELS  # noqa: PLC0415  same
    from kg.training.onnx_export import export  # noqa: PLC0415  same
    from kg.training.tagger import shared_corpora  # noqa: PLC0415  same

    export(weights, tokenizer=shared / "encoder" / "tokenizer.json", out=output)
    names = [str(corpus.path.relative_to(shared)) for corpus in shared_corpora(shared)]
    write_manifest(output, version=_TAGGER_VERSION, labels=LABELS, licence="MIT", data=names)


@command.command("merge")
@_SHARED
@click.argument(
    "weights",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@_OUT
def merge(weights: tuple[Path, ...], *, shared: Path, output: Path) -> None:
    r"""Make a tagger of the mean of WEIGHTS, files that `kg train tagger` wrote (safetensors).

    The mean of what a run began with and what it ended with forgets less (Wortsman et al. 2022).

    \b
    Example:
      kg train merge runs/student/weights.safetensors runs/tagger/epoch-2.safetensors \
          -o kg/weights/tagger
    """
    from kg.training.tagger import merge as mean  # noqa: PLC0415  torch is slow to import

    with tempfile.TemporaryDirectory() as folder:
        merged = Path(folder) / "weights.safetensors"
        mean(weights, merged)
        _export_tagger(merged, shared=shared, output=output)


@command.command("segmenter")
@_SHARED
@_WORK
@_OUT
@click.option("--steps", default=2400, show_default=True, help="Batches to train for at most.")
@click.option("--seed", default=1, show_default=True, help="Seed of preparation and training.")
def segmenter(*, shared: Path, work: Path, output: Path, steps: int, seed: int) -> None:
    r"""Train the sentence and word segmenter with Stanza's trainer.

    \b
    Examples:
      kg train segmenter --work runs/segmenter -o kg/weights/segmenter
    """
    from kg.models import write_manifest  # noqa: PLC0415  stanza is slow to import
    from kg.training import segmenter as training  # noqa: PLC0415  same

    treebank = training.shared_treebank(shared)
    model = training.train(treebank, out=work, steps=steps, seed=seed)
    for test in treebank.test:
        click.echo(f"{test.name}  {training.evaluate(model, test, out=work / 'test')}")
    training.pack(model, out=output)
    names = [path.name for path in (*treebank.train, *treebank.develop)]
    write_manifest(
        output,
        version=_SEGMENTER_VERSION,
        labels=(),
        licence="CC BY-SA 4.0 (treebanks), MIT (code)",
        data=names,
    )


@command.command("confidence")
@_SHARED
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="File for the counts, such as kg/data/confidence.tsv.",
)
def confidence(*, shared: Path, output: Path) -> None:
    r"""Count how often each way of finding a quotation is right; after the tagger is trained.

    \b
    Examples:
      kg train confidence -o kg/data/confidence.tsv
    """
    from datetime import UTC, datetime  # noqa: PLC0415  beside its use

    from kg.parse import Parser  # noqa: PLC0415  slow to import
    from kg.training.confidence import count_ways, write_ways  # noqa: PLC0415  same

    ways = count_ways(shared / "gold" / "train.jsonl", parser=Parser())
    write_ways(ways, output, date=datetime.now(tz=UTC).date().isoformat())
