"""Calibration: bins of confidence against the share that is right."""

from __future__ import annotations

from typing import Any

import pytest

from kg.evaluation.calibration import Bin, bins, expected_error

TEXT = "“Kami siap,” kata Ratna. “Kami takut,” kata Budi."


def record(*quotations: tuple[list[int], str, float]) -> dict[str, Any]:
    return {
        "id": "a",
        "text": TEXT,
        "entities": [
            {"id": "e1", "kind": "PER", "name": "Ratna", "mentions": [[18, 23]]},
            {"id": "e2", "kind": "PER", "name": "Budi", "mentions": [[44, 48]]},
        ],
        "quotations": [
            {
                "kind": "direct",
                "content": [content],
                "cue": None,
                "source": None,
                "speaker": speaker,
                "speaker_text": None,
                "confidence": sure,
            }
            for content, speaker, sure in quotations
        ],
        "roles": [],
    }


GOLD = record(([1, 10], "e1", 1.0), ([26, 36], "e2", 1.0))


def test_right_and_wrong_quotations_fall_into_their_bins() -> None:
    found = record(([1, 10], "e1", 0.96), ([26, 36], "e1", 0.6), ([38, 48], "e2", 0.62))
    [low, high] = bins([GOLD], [found])
    assert (low.low, low.count, low.right) == (0.5, 2, 0.0)
    assert (high.low, high.count, high.right, high.confidence) == (0.95, 1, 1.0, 0.96)


def test_expected_error_is_weighted_by_size() -> None:
    found = [Bin(0.9, 0.95, 9, 0.9, 1.0), Bin(0.0, 0.5, 1, 0.3, 0.3)]
    assert expected_error(found) == pytest.approx(0.09)
    assert expected_error([]) == 0.0
