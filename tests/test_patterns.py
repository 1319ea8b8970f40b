"""Every regular expression of the package, over text made to slow regular expressions down."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import pytest

import kg
from kg.quotes.cues import said_before_cue_pattern, short_cue_pattern

# They open models or need them.
_HEAVY = ("kg.stanza_pipeline", "kg.training", "kg.__main__")
_SIZE = 1_000
# Time that grows with the square of the text stays far below; with its cube, far above.
_SECONDS = 0.5

UNITS = (
    *('"', "“", "”", "‘", "’", "'", "`", "«", "(", ")", "[", "<", ">", "&", "@", "/", "\\"),
    *(" ", "\n", "\t", "\xa0", ".", ",", ":", ";", "-", "–", "!", "?", "0", "a", "A", "\u0301"),
    *('"a ', "“a", ",”", "''", "a.", "A. ", "a-", "a@", "1.", "1/", "<a", "</", "&a", "a\n"),
    *("kata ", '," kata', "juga ", "bahwa ", "Baca juga: ", "Jakarta, ", "www.", "aa.Bb", "(a) "),
)


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    yield "short_cue_pattern", short_cue_pattern()
    yield "said_before_cue_pattern", said_before_cue_pattern()
    for found in pkgutil.walk_packages(kg.__path__, "kg."):
        if not found.name.startswith(_HEAVY):
            for name, value in vars(importlib.import_module(found.name)).items():
                if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                    yield f"{found.name}.{name}", value


PATTERNS = dict(_patterns())


def test_patterns_are_found() -> None:
    assert {"kg.quotes.marks._MARK", "kg.sentences._URL", "kg.coref.chains._SAME_THING"} <= set(
        PATTERNS
    )


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_pattern_is_not_slowed_down(pattern: re.Pattern[str]) -> None:
    slow = {}
    for unit in UNITS:
        text = unit * (_SIZE // len(unit)) + "\x00"
        start = time.process_time()
        pattern.sub("", text)
        if (taken := time.process_time() - start) > _SECONDS:
            slow[unit] = taken
    assert slow == {}
