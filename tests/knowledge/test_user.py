"""The user's own file of entities."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import BadEntitiesFile
from kg.knowledge import Apart, UserEntities, UserEntity, read_user_entities

HEADER = "rule,kind,name,other,parent\n"


def read(folder: Path, text: str) -> UserEntities:
    path = folder / "entities.csv"
    path.write_text(text, encoding="utf-8")
    return read_user_entities(path)


def test_forms_of_one_name_come_together(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        HEADER + "# orang\nsame,PER,Ratna Kusumaningdyah,Bu Ratna,\n\n"
        "same,PER,Ratna Kusumaningdyah,R. Kusumaningdyah,\n"
        "same,LOC,Karsa,,Jawa Tengah\n"
        "different,PER,Budi Santoso,Budi Santosa,\n",
    )
    assert found.same == (
        UserEntity("LOC", "Karsa", (), "Jawa Tengah"),
        UserEntity("PER", "Ratna Kusumaningdyah", ("Bu Ratna", "R. Kusumaningdyah")),
    )
    assert found.different == (Apart("PER", "Budi Santosa", "Budi Santoso"),)


def test_a_spreadsheet_writes_semicolons_and_a_mark(tmp_path: Path) -> None:
    found = read(tmp_path, "\ufeffrule;kind;name;other\nsame;ORG;PT Karsa, Tbk;Karsa\n")
    assert found.same == (UserEntity("ORG", "PT Karsa, Tbk", ("Karsa",)),)


def test_lookups_do_not_mind_case_and_order() -> None:
    mine = UserEntities(
        (UserEntity("PER", "Ratna Kusumaningdyah", ("Bu Ratna",)),),
        (Apart("PER", "Budi Santosa", "Budi Santoso"),),
    )
    assert mine.find("BU RATNA", "PER") == mine.same[0]
    assert mine.find("Bu Ratna", "ORG") is None
    assert mine.apart("budi santoso", "Budi Santosa", "PER")
    assert not mine.apart("Budi Santosa", "Budi Santosa", "PER")


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("", "line 1: no column 'rule'"),
        ("rule,kind\n", "line 1: no column 'name'"),
        (HEADER + "sama,PER,Ani,Bu Ani,\n", "line 2: rule is 'sama', expected same or different"),
        (HEADER + "same,ORANG,Ani,Bu Ani,\n", "line 2: kind is 'ORANG', expected PER or"),
        (HEADER + "same,PER,,Bu Ani,\n", "line 2: the column 'name' is empty"),
        (HEADER + "different,PER,Ani,,\n", "line 2: 'different' needs the column 'other'"),
        (HEADER + "same,PER,a,b,c,d\n", "line 2: 6 cells, the header has 5"),
        (
            HEADER + "same,PER,Ani Yudiana,Ani,\nsame,PER,Ani Wulandari,Ani,\n",
            "line 3: 'Ani' is already the same as 'Ani Yudiana'",
        ),
        (
            HEADER + "different,PER,Ani Yudiana,Ani,\nsame,PER,Ani Yudiana,Ani,\n",
            "line 2: 'Ani' and 'Ani Yudiana' are the same in another row",
        ),
    ],
)
def test_a_fault_names_its_line(tmp_path: Path, text: str, fact: str) -> None:
    with pytest.raises(BadEntitiesFile) as error:
        read(tmp_path, text)
    assert fact in str(error.value)
    assert "same,PER,Joko Widodo,Pakde," in str(error.value)


def test_a_file_that_is_no_text_says_so(tmp_path: Path) -> None:
    path = tmp_path / "entities.csv"
    path.write_bytes(b"rule,kind,name\nsame,PER,\xff\xfe\n")
    with pytest.raises(BadEntitiesFile, match="not UTF-8"):
        read_user_entities(path)
    with pytest.raises(BadEntitiesFile, match="No such file"):
        read_user_entities(tmp_path / "none.csv")
