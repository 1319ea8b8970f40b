"""The construction of a quotation and the form of its source, judged from records."""

from __future__ import annotations

import pytest
from builders import annotated

from kg.annotations import to_record
from kg.evaluation.constructions import CONSTRUCTIONS, SOURCE_FORMS, construction, source_form
from kg.types import QuotationKind

RATNA = "<src><per>Ratna</per></src>"


@pytest.mark.parametrize(
    ("marked", "kind", "expected"),
    [
        (f"“<q>Kami siap</q>,” <cue>kata</cue> {RATNA}.", "direct", "direct: “Q,” kata X"),
        (f"{RATNA} <cue>berkata</cue>, “<q>Kami siap.</q>”", "direct", "direct: X mengatakan, “Q”"),
        (f"{RATNA} <cue>berkata</cue>: “<q>Kami siap.</q>”", "direct", "direct: colon"),
        ("Pesan di dinding itu: “<q>Kami siap.</q>”", "direct", "direct: colon"),
        (
            f"“<q>Kami siap</q>,” <cue>kata</cue> {RATNA}, “<q>besok.</q>”",
            "direct",
            "direct: split by its cue",
        ),
        ("“<q>Kami siap.</q>”", "direct", "direct: no cue"),
        (
            f"{RATNA} <cue>menyebut</cue> <q>rapat itu “ramai”</q>.",
            "mixed",
            "mixed: a quoted fragment inside",
        ),
        (f"<q>Dermaga itu</q>, <cue>kata</cue> {RATNA}, <q>retak</q>.", "indirect", "S, kata X, S"),
        (f"Namun, <cue>kata</cue> {RATNA}, <q>dermaga retak</q>.", "indirect", "S, kata X, S"),
        (f"<q>Dermaga retak</q>, <cue>kata</cue> {RATNA}.", "indirect", "S, kata X"),
        (
            f"{RATNA} <cue>menilai</cue> bahwa <q>dermaga retak</q>.",
            "indirect",
            "X mengatakan bahwa S",
        ),
        (
            f"{RATNA} <cue>meminta</cue> agar <q>kapal menunggu</q>.",
            "indirect",
            "X mengatakan bahwa S",
        ),
        (f"{RATNA} <cue>menilai</cue>, <q>dermaga retak</q>.", "indirect", "X mengatakan, S"),
        (f"{RATNA} <cue>menilai</cue> <q>dermaga retak</q>.", "indirect", "X mengatakan S"),
        (f"{RATNA} <cue>yakin</cue> <q>dermaga kuat</q>.", "indirect", "attitude: X yakin S"),
        (f"<cue>Menurut</cue> {RATNA}, <q>dermaga kuat</q>.", "indirect", "menurut X, S"),
        ("<q>Dermaga itu kuat</q>, <cue>menurutnya</cue>.", "indirect", "menurut X, S"),
        (
            "<cue>Dikutip dari</cue> <src><org>Warta Melur</org></src>, <q>dermaga kuat</q>.",
            "indirect",
            "berdasarkan or dikutip dari X, S",
        ),
        (f"<q>Dermaga</q> <cue>dinilai</cue> {RATNA} <q>kuat</q>.", "indirect", "passive or noun"),
        (
            f"<q>Dermaga itu kuat</q>, {RATNA} <cue>menambahkan</cue>.",
            "indirect",
            "verb after its clause",
        ),
        ("<q>Dermaga itu kuat</q>.", "indirect", "indirect: no cue"),
    ],
)
def test_construction(marked: str, kind: QuotationKind, expected: str) -> None:
    record = to_record(annotated(marked, kind=kind))
    assert construction(record, record["quotations"][0]) == expected
    assert expected in CONSTRUCTIONS


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("<q>Ya</q>, <cue>kata</cue> <src><per>Ratna Dewi</per></src>.", "full name"),
        (
            "<per>Ratna Dewi</per> datang. <q>Ya</q>, kata <src><per:Ratna Dewi>Ratna</per></src>.",
            "short name",
        ),
        ("<per>Ratna</per> datang. <q>Ya</q>, <cue>kata</cue> <src:1:Ratna>dia</src>.", "pronoun"),
        ("<per>Ratna</per> datang. <q>Ya</q>, kata<src:1:Ratna>nya</src>.", "-nya"),
        (
            "<per>Ratna</per> datang. <q>Ya</q>, kata <src:1:Ratna>ketua itu</src>.",
            "role description",
        ),
        ("<q>Ya</q>.", "none"),
        ("<q>Ya</q>, kata <src><org>Bank Semesta</org></src>.", "organization"),
        ("Menurut <src>data <org>Bank Semesta</org></src>, <q>ya</q>.", "document"),
        ("Menurut <src>laporan itu</src>, <q>ya</q>.", "document"),
        ("<q>Ya</q>, kata <src>warga</src>.", "group"),
        ("<q>Ya</q>, kata <src>seorang ibu</src>.", "unnamed"),
    ],
)
def test_source_form(marked: str, expected: str) -> None:
    record = to_record(annotated(marked))
    assert source_form(record, record["quotations"][0]) == expected
    assert expected in SOURCE_FORMS
