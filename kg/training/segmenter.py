"""Train the sentence and word segmenter with Stanza's own trainer on UD treebanks.

In: CoNLL-U files. Out: a Stanza tokenizer (Qi et al. 2018) and its scores on held-out
treebanks. The treebanks are edited prose; news as scraped is not, so some sentences are glued
("saat ini.Video") and some straight quotation marks made curly before training.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from stanza.models import tokenizer as stanza_tokenizer
from stanza.models.common.utils import ud_scores

from kg.files import atomic_write, write_text
from kg.training.segmenter_onnx import export

_PARAGRAPH = (1, 5)  # sentences
_GLUED = 0.08
_CURLY = 0.3

# Labels of Stanza's trainer, one a character.
_INSIDE, _TOKEN_END, _SENTENCE_END, _MWT_END, _MWT_SENTENCE_END = "01234"


@dataclass(frozen=True, slots=True)
class Treebank:
    """Which UD files to train on, to stop on, and to report on."""

    train: tuple[Path, ...]
    develop: tuple[Path, ...]
    test: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class UdToken:
    """A token, whether a blank follows it, and the words it stands for if several."""

    text: str
    blank: bool
    words: tuple[str, ...]


UdSentence = tuple[UdToken, ...]


def shared_treebank(shared: Path) -> Treebank:
    """Name the files in the project's data folder; GSD has no training part there."""
    folder = shared / "data" / "ud"
    return Treebank(
        train=(folder / "id_csui-ud-train.conllu", folder / "id_pud-ud-test.conllu"),
        develop=(folder / "id_gsd-ud-dev.conllu",),
        test=(folder / "id_gsd-ud-test.conllu", folder / "id_csui-ud-test.conllu"),
    )


def train(treebank: Treebank, *, out: Path, steps: int = 12_000, seed: int = 1) -> Path:
    """Train a tokenizer; return the path of its file, ``out/segmenter.pt``.

    Parameters
    ----------
    treebank
        Training data; three quarters of ``develop`` are trained on, the rest decides when to
        stop.
    out
        Folder for the prepared data and the model.
    steps
        Batches to train for at most.
    seed
        Seed of the preparation and of Stanza.
    """
    out.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    sentences = [s for path in treebank.train for s in read_conllu(path)]
    extra = [s for path in treebank.develop for s in read_conllu(path)]
    cut = len(extra) * 3 // 4
    _write(out / "train", sentences + extra[:cut], chance, varied=True)
    _write(out / "dev", extra[cut:], chance, varied=False)
    stanza_tokenizer.main(_arguments(out, steps, seed))
    return out / "segmenter.pt"


def pack(model: Path, *, out: Path) -> None:
    """Write the model's folder: Stanza's file without the trainer's paths, and the ONNX graph.

    Stanza's ``resources.json`` names the packages of the language "id" that are here.
    """
    out.mkdir(parents=True, exist_ok=True)
    state = torch.load(model, weights_only=True)
    paths = {name for name in state["config"] if name.endswith(("_file", "_dir", "_gold", "_name"))}
    state["config"] = {k: None if k in paths else v for k, v in state["config"].items()}
    with atomic_write(out / "segmenter.pt") as file:
        torch.save(state, file, _use_new_zipfile_serialization=False)
    export(out / "segmenter.pt", out=out)
    packages = {"packages": {"default": {"tokenize": "kg", "kg": "kg"}}, "tokenize": {"kg": {}}}
    resources = {"id": {"lang_name": "Indonesian", **packages, "kg": {"kg": {}}}}
    write_text(out / "resources.json", json.dumps(resources, indent=1) + "\n")


def evaluate(model: Path, test: Path, *, out: Path) -> dict[str, float]:
    """Score a tokenizer on a treebank with the CoNLL 2018 scorer: F1 in per cent."""
    out.mkdir(parents=True, exist_ok=True)
    _write(out / "test", list(read_conllu(test)), random.Random(0), varied=False)
    guess = out / "guess.conllu"
    arguments = ["--mode", "predict", "--lang", "id", "--shorthand", "id_kg", "--cpu"]
    arguments += ["--txt_file", str(out / "test.txt"), "--label_file", str(out / "test.labels")]
    arguments += ["--mwt_json_file", str(out / "test.mwt.json"), "--conll_file", str(guess)]
    arguments += ["--save_dir", str(model.parent), "--save_name", model.name]
    stanza_tokenizer.main(arguments)
    result = ud_scores(str(test), str(guess))
    return {name: round(100 * result[name].f1, 2) for name in ("Tokens", "Sentences")}


def _arguments(out: Path, steps: int, seed: int) -> list[str]:
    pairs = {
        "--txt_file": out / "train.txt",
        "--label_file": out / "train.labels",
        "--mwt_json_file": out / "train.mwt.json",
        "--dev_txt_file": out / "dev.txt",
        "--dev_label_file": out / "dev.labels",
        "--lang": "id",
        "--shorthand": "id_kg",
        "--save_dir": out,
        "--save_name": "segmenter.pt",
        "--max_seqlen": 300,
        "--steps": steps,
        "--eval_steps": 400,
        "--report_steps": 100,
        "--max_steps_before_stop": 4000,
        "--seed": seed,
    }
    flat = [text for pair in pairs.items() for text in map(str, pair)]
    return [*flat, "--mode", "train", "--cpu"]


def read_conllu(path: Path) -> Iterator[UdSentence]:
    """Read the sentences of a treebank as tokens with their spacing."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line and line[0] != "#"]
        if rows:
            yield tuple(_tokens([row for row in rows if "." not in row[0]]))


def _tokens(rows: Sequence[Sequence[str]]) -> Iterator[UdToken]:
    forms = {row[0]: row[1] for row in rows}
    covered: set[str] = set()
    for row in rows:
        blank = "SpaceAfter=No" not in row[9]
        if "-" in row[0]:
            first, last = (int(part) for part in row[0].split("-"))
            words = [str(number) for number in range(first, last + 1)]
            covered.update(words)
            yield UdToken(row[1], blank, tuple(forms[word] for word in words))
        elif row[0] not in covered:
            yield UdToken(row[1], blank, ())


def _write(
    stem: Path, sentences: Sequence[UdSentence], chance: random.Random, *, varied: bool
) -> None:
    """Write text, labels and multi-word tokens as Stanza's trainer reads them."""
    texts, labels = [], []
    position = 0
    while position < len(sentences):
        size = chance.randint(*_PARAGRAPH)
        paragraph = sentences[position : position + size]
        position += size
        marks = [_marks(sentence) for sentence in paragraph]
        glue = [varied and chance.random() < _GLUED and _can_glue(s) for s in paragraph]
        gaps = ["" if glued else " " for glued in glue]
        text = "".join(part + gap for (part, _), gap in zip(marks, gaps, strict=True))
        label = "".join(part + "0" * len(gap) for (_, part), gap in zip(marks, gaps, strict=True))
        texts.append(_curl(text) if varied and chance.random() < _CURLY else text)
        labels.append(label)
    stem.with_suffix(".txt").write_text("\n\n".join(texts), encoding="utf-8")
    stem.with_suffix(".labels").write_text("\n\n".join(labels), encoding="utf-8")
    expansions = sorted({(t.text, t.words) for s in sentences for t in s if t.words})
    listed = [[[text, [word.lower() for word in words]], 1] for text, words in expansions]
    stem.with_suffix(".mwt.json").write_text(json.dumps(listed), encoding="utf-8")


def _marks(sentence: UdSentence) -> tuple[str, str]:
    """Return the sentence's text and the label of each character."""
    text = label = ""
    for index, token in enumerate(sentence):
        last = index + 1 == len(sentence)
        end = (
            (_MWT_SENTENCE_END if last else _MWT_END)
            if token.words
            else (_SENTENCE_END if last else _TOKEN_END)
        )
        blank = token.blank and not last
        text += token.text + " " * blank
        label += _INSIDE * (len(token.text) - 1) + end + _INSIDE * blank
    return text, label


def _can_glue(sentence: UdSentence) -> bool:
    return sentence[-1].text in {".", "!", "?"} and len(sentence) > 3  # noqa: PLR2004


def _curl(text: str) -> str:
    parts = text.split('"')
    marks = ["“" if index % 2 == 0 else "”" for index in range(len(parts) - 1)] + [""]
    return "".join(part + mark for part, mark in zip(parts, marks, strict=True))
