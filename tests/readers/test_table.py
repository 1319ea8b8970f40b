from __future__ import annotations

import time
from pathlib import Path

import pytest

from kg.readers import read
from kg.types import RawDocument, Skipped


def read_table(tmp_path: Path, text: str, name: str = "korpus.csv") -> list[RawDocument | Skipped]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8", newline="")
    return list(read([path]))


def texts(found: list[RawDocument | Skipped]) -> dict[str, str]:
    return {f.id: f.text for f in found if isinstance(f, RawDocument)}


def lines(found: list[RawDocument | Skipped]) -> list[int]:
    return [int(f.source.rpartition(":")[2]) for f in found if isinstance(f, Skipped)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "id,title,text\r\nk1,Pasar,Sari dibuka.\r\n"),
        ("a.csv", "id;title;text\nk1;Pasar;Sari dibuka."),
        ("a.tsv", "id\ttitle\ttext\nk1\tPasar\tSari dibuka.\n"),
        ("a.csv", '\ufeff"ID","Title","Text"\n"k1","Pasar","Sari dibuka."\n'),
    ],
    ids=["comma", "semicolon", "tab", "quoted"],
)
def test_table_of_any_common_kind(tmp_path: Path, name: str, text: str) -> None:
    [found] = read_table(tmp_path, text, name)
    assert isinstance(found, RawDocument)
    assert (found.id, found.title, found.text) == ("k1", "Pasar", "Sari dibuka.")


def test_quoted_newline_belongs_to_the_text(tmp_path: Path) -> None:
    found = read_table(tmp_path, 'id,text\nk1,"Satu, kata.\n\n""Dua,"" katanya."\nk2,Tiga kata.\n')
    assert texts(found) == {"k1": 'Satu, kata.\n\n"Dua," katanya.', "k2": "Tiga kata."}


def test_bad_rows_are_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    found = read_table(
        tmp_path,
        "id,text\n"
        "k1,Satu kata.\n"
        "k2,Dua,kata.\n"
        "k3\n"
        'k4,"Empat" kata\n'
        "k5,Lima kata.\n"
        'k6,"Enam kata\n'
        "k7,Tujuh kata.\n"
        "k8,\n"
        "k9,Sembilan kata.\n",
    )
    assert list(texts(found)) == ["k1", "k5", "k7", "k9"]
    assert lines(found) == [3, 4, 5, 7, 9]


def test_huge_field_costs_one_row(tmp_path: Path) -> None:
    found = read_table(tmp_path, f"id,text\nk1,{'kata ' * 40_000}\nk2,Dua kata.\n")
    assert list(texts(found)) == ["k2"]
    assert lines(found) == [2]


@pytest.mark.parametrize("text", ["nama,umur\nSari,5\n", "text,text\na,b\n", "Sari dibuka.\n"])
def test_table_without_a_text_column_is_reported(tmp_path: Path, text: str) -> None:
    [found] = read_table(tmp_path, text)
    assert isinstance(found, Skipped)
    assert found.reason == "bad_record"


def test_unclosed_marks_take_linear_time(tmp_path: Path) -> None:
    def seconds(rows: int) -> float:
        started = time.process_time()
        read_table(tmp_path, 'id,text\n"' + "".join(f"k{n},kata {n}\n" for n in range(rows)))
        return time.process_time() - started

    seconds(500)
    # Four times as long would be quadratic; below that the clock of a busy machine decides.
    assert seconds(20_000) < 3.3 * seconds(10_000) + 0.05
