"""What the workers of tests load: they find nothing, and do as the article says."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from kg.batches import Batch, Result
from kg.errors import ModelMissing
from kg.types import Annotated, Article, Skipped
from kg.workers import Work

DIES, DIES_ONCE, EXITS, FAILS = "mati", "mati sekali", "keluar", "gagal"
LASTS = {"lama": 60, "sebentar": 0.5}  # seconds


def load_stub() -> Work:
    """Load nothing."""
    return _annotate


def load_damaged() -> Work:
    """Fail as a missing model does."""
    raise ModelMissing(Path("bobot.onnx"))


def load_nothing() -> Work:
    """End the process before it is ready."""
    os._exit(7)


def _annotate(batch: Batch) -> Sequence[Result]:
    return [_annotate_one(article) for article in batch]


def _annotate_one(article: Article) -> Result:
    word, _, rest = article.text.partition(":")
    if word == DIES:
        os.kill(os.getpid(), signal.SIGKILL)
    if word == DIES_ONCE and not Path(rest).exists():
        Path(rest).touch()
        os.kill(os.getpid(), signal.SIGSEGV)
    if word == EXITS:
        os._exit(3)
    if word in LASTS:
        Path(rest).write_text(str(os.getpid()), encoding="ascii")
        time.sleep(LASTS[word])
    if word == FAILS:
        return Skipped(article.id, "stage_error:parse", "ValueError: rusak")
    return Annotated(article)
