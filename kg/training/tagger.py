"""Train the tagger: all corpora together, one pass of the encoder for every head.

In: a pretrained encoder, or a finished model to learn from, and the corpora of a recipe. Out: the
weights of a `network.Tagger` as safetensors, and a log of the loss and development figures of
every epoch. A stopped run is continued from its last finished epoch.
"""

from __future__ import annotations

import json
import logging
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file

from kg.tagger.decode import decode
from kg.tagger.labels import HEADS
from kg.tagger.pieces import Cut, load_pieces
from kg.training.batches import TrainingWindow, batch_loss, cut_windows, tensors
from kg.training.corpora import Corpus, Example, Passage, example, read
from kg.training.distillation import shrink, teach, without
from kg.training.network import Tagger, load_encoder
from kg.training.variation import Chances, Names, collect_names, vary

_log = logging.getLogger(__name__)

ANNOTATIONS = Path(__file__).with_name("annotations.tsv")

_LONGEST_WINDOW = 384


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train; `corpora` says on what.

    ``layers`` are those that a student takes over; of them, the first ``frozen`` stay as they
    are, with the embeddings below them.
    """

    epochs: int = 3
    layers: tuple[int, ...] = (0, 2, 4, 5, 6, 8, 10, 11)
    frozen: int = 0
    encoder_rate: float = 1e-4
    head_rate: float = 1e-3
    weight_decay: float = 0.01
    warm_up: float = 0.1
    batch_pieces: int = 2000
    window_pieces: tuple[int, int] = (96, 256)
    averaging: float = 0.995
    merged_epochs: int = 2
    chances: Chances = field(default_factory=Chances)
    seed: int = 1
    threads: int = 2


def shared_corpora(shared: Path) -> list[Corpus]:
    """List the training corpora in the project's data folder, and what each is silent about."""
    ner = shared / "data" / "ner"
    return [
        Corpus(shared / "gold" / "train.jsonl", repeat=2),
        Corpus(
            shared / "data" / "corpus" / "indosum-3k.jsonl", repeat=0.6, annotations=ANNOTATIONS
        ),
        Corpus(ner / "idner-train.tsv", repeat=2, hidden=("EVT",), convention="idner"),
        Corpus(ner / "nergrit-train.tsv", repeat=1.5, hidden=("EVT",), convention="nergrit"),
        Corpus(ner / "nerp-train.tsv", repeat=0.1, hidden=("ORG",), convention="nerp"),
        Corpus(ner / "alfina-gold.tsv", repeat=0.5, hidden=("EVT",), convention="alfina"),
    ]


def shared_development(shared: Path) -> list[Corpus]:
    """List what a training run is watched with; nothing is learned from it."""
    ner = shared / "data" / "ner"
    return [
        Corpus(shared / "gold" / "dev.jsonl"),
        Corpus(ner / "idner-dev.tsv", convention="idner"),
        Corpus(ner / "nergrit-dev.tsv", convention="nergrit"),
    ]


def train(
    corpora: Sequence[Corpus],
    *,
    encoder: Path,
    out: Path,
    teacher: Path | None = None,
    development: Sequence[Corpus] = (),
    recipe: Recipe | None = None,
) -> None:
    """Train a tagger and write ``weights.safetensors`` and ``log.jsonl`` to ``out``.

    Parameters
    ----------
    corpora
        What to train on.
    encoder
        Folder with ``model.safetensors`` and ``tokenizer.json`` of a pretrained encoder.
    out
        Where to write; a run found there is continued.
    teacher
        Folder of a finished model to begin with, less some layers, and to learn from.
    development
        Corpora to score after every epoch; they do not change the training.
    recipe
        How to train.
    """
    recipe = recipe or Recipe()
    out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(recipe.threads)
    torch.manual_seed(recipe.seed)
    cut = load_pieces(encoder / "tokenizer.json")
    held_out = {corpus.path.stem: read(corpus) for corpus in development}
    passages = _read_all(corpora, held_out)
    lessons = [
        _lessons(part, teacher, cut=cut, kept=out / "soft.npz") if corpus.annotations else part
        for corpus, part in zip(corpora, passages, strict=True)
    ]
    source = _Source(list(zip(corpora, lessons, strict=True)), cut, recipe)
    network = shrink(teacher, recipe.layers) if teacher else _from_encoder(encoder)
    _freeze(network, recipe.frozen)
    run = _Run(network, recipe, out, steps_per_epoch=source.steps())
    examples = {name: list(map(example, known)) for name, known in held_out.items()}
    for epoch in range(run.resume(), recipe.epochs):
        started = time.monotonic()
        losses = [run.step(batch) for batch in source.batches(epoch)]
        record = {"epoch": epoch + 1, "loss": sum(losses) / len(losses)}
        record |= run.save(epoch + 1, examples, cut)
        record["seconds"] = round(time.monotonic() - started)
        _append(out / "log.jsonl", record)
        _log.info("%s", record)
    last = range(max(1, recipe.epochs - recipe.merged_epochs + 1), recipe.epochs + 1)
    merge([_epoch_file(out, epoch) for epoch in last], out / "weights.safetensors")


def _read_all(
    corpora: Sequence[Corpus], held_out: Mapping[str, Sequence[Passage]]
) -> list[list[Passage]]:
    """Read the corpora; plain articles without those that are annotated or held out."""
    parts = [(corpus, read(corpus)) for corpus in corpora]
    known = [passage for part in held_out.values() for passage in part]
    for corpus, part in parts:
        known += [] if corpus.annotations else part
    return [without(part, known) if corpus.annotations else part for corpus, part in parts]


def _lessons(
    plain: Sequence[Passage], teacher: Path | None, *, cut: Cut, kept: Path
) -> list[Passage]:
    """Return what is to be learned from plain articles: without a teacher, annotated ones only."""
    if teacher is None:
        return [passage for passage in plain if passage.spans]
    return teach(plain, teacher, cut=cut, kept=kept)


def _from_encoder(folder: Path) -> Tagger:
    network = Tagger()
    load_encoder(network, folder)
    return network


def _freeze(network: Tagger, layers: int) -> None:
    """Keep the word embeddings from learning, and that many layers with all that is below."""
    network.word_embeddings.requires_grad_(requires_grad=False)
    if layers:
        network.position_embeddings.requires_grad_(requires_grad=False)
        network.embedding_norm.requires_grad_(requires_grad=False)
    for layer in network.layers[:layers]:
        layer.requires_grad_(requires_grad=False)


def merge(parts: Sequence[Path], out: Path) -> None:
    """Write the mean of several files of weights: steadier than any of them (Izmailov 2018)."""
    weights = [load_file(part) for part in parts]
    means = {name: torch.stack([w[name] for w in weights]).mean(dim=0) for name in weights[0]}
    save_file(means, out)


def _epoch_file(out: Path, epoch: int) -> Path:
    return out / f"epoch-{epoch}.safetensors"


class _Run:
    """The state of a training run: network, optimizer, running average of the weights."""

    def __init__(self, network: Tagger, recipe: Recipe, out: Path, *, steps_per_epoch: int) -> None:
        self.network = network
        self.recipe = recipe
        self.out = out
        self.steps_per_epoch = steps_per_epoch
        self.done = 0
        self.average = {name: part.clone() for name, part in network.state_dict().items()}
        heads = list(network.labels.parameters())
        known = {id(part) for part in heads}
        body = [p for p in network.parameters() if p.requires_grad and id(p) not in known]
        self.optimizer = torch.optim.AdamW(
            [
                {"params": body, "lr": recipe.encoder_rate},
                {"params": heads, "lr": recipe.head_rate},
            ],
            weight_decay=recipe.weight_decay,
            fused=True,
        )
        total = steps_per_epoch * recipe.epochs
        warm = max(1, round(total * recipe.warm_up))
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer,
            lambda step: min((step + 1) / warm, max(0.0, (total - step) / (total - warm))),
        )

    def resume(self) -> int:
        """Continue from the last finished epoch; return how many are done."""
        path = self.out / "checkpoint.pt"
        if not path.exists():
            return 0
        state = torch.load(path, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.average = state["average"]
        self.optimizer.load_state_dict(state["optimizer"])
        self.schedule.load_state_dict(state["schedule"])
        self.done = state["done"]
        return int(state["epoch"])

    def step(self, batch: Sequence[TrainingWindow]) -> float:
        """Learn from one batch; return its loss."""
        self.network.train()
        loss = batch_loss(self.network(*tensors(batch)), batch)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.schedule.step()
        self.optimizer.zero_grad()
        self.done += 1
        self._average()
        if self.done % 50 == 0:
            _log.info(
                "step %d of %d: loss %.4f",
                self.done,
                self.steps_per_epoch * self.recipe.epochs,
                loss.item(),
            )
        return loss.item()

    def _average(self) -> None:
        keep = min(self.recipe.averaging, (1 + self.done) / (10 + self.done))
        with torch.no_grad():
            for name, part in self.network.named_parameters():
                if part.requires_grad:
                    self.average[name].lerp_(part, 1 - keep)

    def save(self, epoch: int, held_out: dict[str, list[Example]], cut: Cut) -> dict[str, float]:
        """Write the averaged weights and the checkpoint; return the development figures."""
        state = {
            "network": self.network.state_dict(),
            "average": self.average,
            "optimizer": self.optimizer.state_dict(),
            "schedule": self.schedule.state_dict(),
            "done": self.done,
            "epoch": epoch,
        }
        torch.save(state, self.out / "checkpoint.tmp")
        (self.out / "checkpoint.tmp").replace(self.out / "checkpoint.pt")
        save_file(self.average, _epoch_file(self.out, epoch))
        averaged = Tagger(self.network.shape)
        averaged.load_state_dict(self.average)
        return {
            f"{name}.{figure}": value
            for name, examples in held_out.items()
            for figure, value in span_f1(averaged, examples, cut).items()
        }


class _Source:
    """The batches of every epoch, drawn from the corpora."""

    def __init__(
        self, corpora: Sequence[tuple[Corpus, list[Passage]]], cut: Cut, recipe: Recipe
    ) -> None:
        self.corpora = corpora
        self.cut = cut
        self.recipe = recipe
        self.names: Names = collect_names(p for _, passages in corpora for p in passages)

    def steps(self) -> int:
        """Count the batches of an epoch; epochs differ by a few."""
        return sum(1 for _ in self.batches(0))

    def batches(self, epoch: int) -> Iterator[list[TrainingWindow]]:
        """Yield the batches of an epoch: shuffled, windows of like length together."""
        chance = random.Random(f"{self.recipe.seed}-{epoch}")
        pool = [
            window for passage in self._draw(chance) for window in self._windows(passage, chance)
        ]
        chance.shuffle(pool)
        batches: list[list[TrainingWindow]] = []
        for start in range(0, len(pool), 400):
            part = sorted(pool[start : start + 400], key=len)
            batches.extend(_fill(part, self.recipe))
        chance.shuffle(batches)
        yield from batches

    def _draw(self, chance: random.Random) -> Iterator[Passage]:
        for corpus, passages in self.corpora:
            whole, part = divmod(corpus.repeat, 1)
            yield from passages * int(whole)
            yield from chance.sample(passages, round(part * len(passages)))

    def _windows(self, passage: Passage, chance: random.Random) -> Iterator[TrainingWindow]:
        varied = vary(passage, self.names, self.recipe.chances, chance)
        limit = chance.randint(*self.recipe.window_pieces)
        yield from cut_windows(example(varied), self.cut, limit=limit)


def _fill(pool: Sequence[TrainingWindow], recipe: Recipe) -> Iterator[list[TrainingWindow]]:
    batch: list[TrainingWindow] = []
    for window in pool:
        if batch and (len(batch) + 1) * len(window) > recipe.batch_pieces:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch


def span_f1(network: Tagger, examples: Sequence[Example], cut: Cut) -> dict[str, float]:
    """Score exact spans per head, F1 in per cent, where the examples are annotated.

    The annotated labels are decoded as the network's are, so of names of one kind that touch in
    another convention there is one.
    """
    network.eval()
    hits = dict.fromkeys([head.name for head in HEADS], 0)
    sizes = dict(hits)
    with torch.no_grad():
        for whole in examples:
            for window in cut_windows(whole, cut, limit=_LONGEST_WINDOW):
                outputs = network(*tensors([window])).numpy()
                truth_of = np.where(window.allowed, 10.0, -10.0).astype(np.float32)
                gold = decode(truth_of, convention=whole.convention)
                for name, found in decode(outputs, convention=whole.convention).items():
                    truth = {(span.first, span.last, span.label) for span in gold[name]}
                    guess = {(span.first, span.last, span.label) for span in found}
                    hits[name] += len(truth & guess)
                    sizes[name] += len(truth) + len(guess)
    return {name: round(200 * hits[name] / sizes[name], 2) for name in hits if sizes[name]}


def _append(path: Path, record: dict[str, float]) -> None:
    with path.open("a", encoding="utf-8") as log:
        log.write(json.dumps(record) + "\n")
