"""Each bad input is skipped with its reason, and the good one beside it is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from bad_inputs import BAD_INPUTS

from kg.readers import read
from kg.types import RawDocument, Skipped

GOOD = "“Pasar Sari siap dibuka,” kata Wali Kota Rini di Kota Melati, Senin."


@pytest.mark.parametrize(("name", "data", "reason"), BAD_INPUTS, ids=[b[0] for b in BAD_INPUTS])
@pytest.mark.parametrize("suffix", [".txt", ".html"])
def test_bad_input_is_reported_and_harms_no_other(
    tmp_path: Path, name: str, data: bytes, reason: str, suffix: str
) -> None:
    (tmp_path / f"bad{suffix}").write_bytes(data)
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    bad, good = read([tmp_path])
    assert isinstance(bad, Skipped), name
    assert bad.reason == reason
    assert bad.source.endswith(f"bad{suffix}")
    assert isinstance(good, RawDocument)
    assert good.text == GOOD
