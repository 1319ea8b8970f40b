"""Train the tagger: all corpora together, one pass of the encoder for every head.

In: a pretrained encoder and the corpora of a recipe. Out: the weights of a `network.Tagger` as
safetensors, and a log of the loss and development figures of every epoch. A stopped run is
continued from its last finished epoch.
"""

from __future__ import annotations

import json
import logging
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from kg.tagger.decode import decode
from kg.tagger.labels import HEADS
from kg.tagger.pieces import BREAK, PAD, START, Pieces, cut_words, load_pieces
from kg.tagger.windows import pack
from kg.training.corpora import Allowed, Corpus, Example, Passage, example, read
from kg.training.network import Tagger, load_encoder
from kg.training.variation import Chances, Names, collect_names, vary

_log = logging.getLogger(__name__)

Cut = Callable[[str, bool], Pieces]

_HEAD_WEIGHTS = {"entity": 1.0, "content": 1.0, "attribution": 1.0, "role": 1.0, "boilerplate": 0.5}
_LONGEST_WINDOW = 384


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train; `corpora` says on what."""

    epochs: int = 6
    encoder_rate: float = 1e-4
    head_rate: float = 1e-3
    weight_decay: float = 0.01
    warm_up: float = 0.1
    batch_pieces: int = 2000
    window_pieces: tuple[int, int] = (96, 256)
    averaging: float = 0.995
    merged_epochs: int = 3
    chances: Chances = field(default_factory=Chances)
    seed: int = 1
    threads: int = 2


@dataclass(frozen=True, slots=True)
class Window:
    """What the network sees at once: pieces, rows of the words' first pieces, their labels."""

    pieces: tuple[int, ...]
    rows: tuple[int, ...]
    allowed: Allowed


def shared_corpora(shared: Path) -> list[Corpus]:
    """List the training corpora in the project's data folder, and what each is silent about."""
    ner = shared / "data" / "ner"
    return [
        Corpus(shared / "gold" / "train.jsonl", repeat=2.5),
        Corpus(ner / "idner-train.tsv", hidden=("EVT",), convention="idner"),
        Corpus(ner / "nergrit-train.tsv", hidden=("EVT",), convention="nergrit"),
        Corpus(ner / "nerp-train.tsv", repeat=0.3, hidden=("ORG",), convention="nerp"),
        Corpus(ner / "alfina-gold.tsv", repeat=0.7, hidden=("EVT",), convention="alfina"),
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
    source = _Source([(corpus, read(corpus)) for corpus in corpora], cut, recipe)
    held_out = {c.path.stem: [example(passage) for passage in read(c)] for c in development}
    network = Tagger()
    load_encoder(network, encoder)
    network.word_embeddings.weight.requires_grad_(False)  # noqa: FBT003  torch takes no keyword
    run = _Run(network, recipe, out, steps_per_epoch=source.steps())
    for epoch in range(run.resume(), recipe.epochs):
        started = time.monotonic()
        losses = [run.step(batch) for batch in source.batches(epoch)]
        record = {"epoch": epoch + 1, "loss": sum(losses) / len(losses)}
        record |= run.save(epoch + 1, held_out, cut)
        record["seconds"] = round(time.monotonic() - started)
        _append(out / "log.jsonl", record)
        _log.info("%s", record)
    last = range(max(1, recipe.epochs - recipe.merged_epochs + 1), recipe.epochs + 1)
    merge([_epoch_file(out, epoch) for epoch in last], out / "weights.safetensors")


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

    def step(self, batch: Sequence[Window]) -> float:
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


def tensors(batch: Sequence[Window]) -> tuple[Tensor, Tensor, Tensor]:
    """Pad a batch of windows for the network: pieces, lengths, rows."""
    longest = max(len(window.pieces) for window in batch)
    pieces = torch.full((len(batch), longest), PAD, dtype=torch.long)
    rows: list[int] = []
    for index, window in enumerate(batch):
        pieces[index, : len(window.pieces)] = torch.tensor(window.pieces)
        rows.extend(index * longest + row for row in window.rows)
    lengths = torch.tensor([len(window.pieces) for window in batch])
    return pieces, lengths, torch.tensor(rows)


def batch_loss(outputs: Tensor, batch: Sequence[Window]) -> Tensor:
    """Return the mean negative log probability of the allowed labels, summed over the heads."""
    allowed = torch.from_numpy(np.concatenate([window.allowed for window in batch]))
    total = outputs.new_zeros(())
    for head in HEADS:
        scores, permitted = outputs[:, head.columns], allowed[:, head.columns]
        right = scores.masked_fill(~permitted, -1e9).logsumexp(dim=1)
        loss = (scores.logsumexp(dim=1) - right).sum() / len(outputs)
        total = total + _HEAD_WEIGHTS[head.name] * loss
    return total


def windows(whole: Example, cut: Cut, *, limit: int) -> Iterator[Window]:
    """Cut an example into windows of at most ``limit`` pieces.

    A window of another convention than the project's own begins with its name.
    """
    pieces = cut_words(whole.text, whole.words, cut)
    prompt = (START, *(cut(whole.convention, True) if whole.convention else ()))  # noqa: FBT003  the cache's key
    sizes = [len(ids) for ids in pieces]
    for part in pack(sizes, whole.sentence_ends, limit=limit - len(prompt)):
        ids = list(prompt)
        rows: list[int] = []
        for word in part:
            broken = pieces[word][0] == BREAK and len(pieces[word]) > 1
            rows.append(len(ids) + broken)
            ids.extend(pieces[word])
        yield Window(tuple(ids), tuple(rows), whole.allowed[part.start : part.stop])


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

    def batches(self, epoch: int) -> Iterator[list[Window]]:
        """Yield the batches of an epoch: shuffled, windows of like length together."""
        chance = random.Random(f"{self.recipe.seed}-{epoch}")
        pool = [
            window for passage in self._draw(chance) for window in self._windows(passage, chance)
        ]
        chance.shuffle(pool)
        batches: list[list[Window]] = []
        for start in range(0, len(pool), 400):
            part = sorted(pool[start : start + 400], key=lambda window: len(window.pieces))
            batches.extend(_fill(part, self.recipe))
        chance.shuffle(batches)
        yield from batches

    def _draw(self, chance: random.Random) -> Iterator[Passage]:
        for corpus, passages in self.corpora:
            whole, part = divmod(corpus.repeat, 1)
            yield from passages * int(whole)
            yield from chance.sample(passages, round(part * len(passages)))

    def _windows(self, passage: Passage, chance: random.Random) -> Iterator[Window]:
        varied = vary(passage, self.names, self.recipe.chances, chance)
        limit = chance.randint(*self.recipe.window_pieces)
        yield from windows(example(varied), self.cut, limit=limit)


def _fill(pool: Sequence[Window], recipe: Recipe) -> Iterator[list[Window]]:
    batch: list[Window] = []
    for window in pool:
        if batch and (len(batch) + 1) * len(window.pieces) > recipe.batch_pieces:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch


def span_f1(network: Tagger, examples: Sequence[Example], cut: Cut) -> dict[str, float]:
    """Score exact spans per head, F1 in per cent, where the examples are annotated."""
    network.eval()
    hits = dict.fromkeys([head.name for head in HEADS], 0)
    sizes = dict(hits)
    with torch.no_grad():
        for whole in examples:
            for window in windows(whole, cut, limit=_LONGEST_WINDOW):
                outputs = network(*tensors([window])).numpy()
                gold = decode(np.where(window.allowed, 10.0, -10.0).astype(np.float32))
                for name, found in decode(outputs).items():
                    truth = {(span.first, span.last, span.label) for span in gold[name]}
                    guess = {(span.first, span.last, span.label) for span in found}
                    hits[name] += len(truth & guess)
                    sizes[name] += len(truth) + len(guess)
    return {name: round(200 * hits[name] / sizes[name], 2) for name in hits if sizes[name]}


def _append(path: Path, record: dict[str, float]) -> None:
    with path.open("a", encoding="utf-8") as log:
        log.write(json.dumps(record) + "\n")
