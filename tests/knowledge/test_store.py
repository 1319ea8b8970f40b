"""Forms to facts, places to parents, offices to holders."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest

from kg.knowledge import Fact, Knowledge, Office, knowledge
from kg.types import EntityKind

KNOWN = knowledge()


def names(form: str, kind: EntityKind) -> list[str]:
    return [fact.name for fact in KNOWN.find(form, kind)]


@pytest.mark.parametrize(
    ("form", "kind", "name"),
    [
        ("IMF", "ORG", "Dana Moneter Internasional"),
        ("International Monetary Fund", "ORG", "Dana Moneter Internasional"),
        ("World Bank", "ORG", "Bank Dunia"),
        ("Depkes", "ORG", "Kementerian Kesehatan"),
        ("Kementerian PUPR", "ORG", "Kementerian Pekerjaan Umum dan Perumahan Rakyat"),
        ("PDI-P", "ORG", "Partai Demokrasi Indonesia Perjuangan"),
        ("Kemendag RI", "ORG", "Kementerian Perdagangan"),
        ("BCA", "ORG", "Bank Central Asia"),
        ("Maung Bandung", "ORG", "Persib Bandung"),
        ("jokowi", "PER", "Joko Widodo"),
        ("MA’RUF AMIN", "PER", "Ma'ruf Amin"),
        ("AS", "LOC", "Amerika Serikat"),
        ("Tiongkok", "LOC", "China"),
        ("Jabar", "LOC", "Jawa Barat"),
        ("Tanjungpinang", "LOC", "Tanjung Pinang"),
        ("Kab. Solok", "LOC", "Kabupaten Solok"),
        ("Kota Surabaya", "LOC", "Surabaya"),
        ("Kecamatan Kuta Selatan", "LOC", "Kuta Selatan"),
        ("Lebaran", "EVT", "Idulfitri"),
        ("Pertemuan Tahunan IMF – Bank Dunia", "EVT", "Pertemuan Tahunan IMF–Bank Dunia"),
    ],
)
def test_a_form_of_one_thing_finds_it(form: str, kind: EntityKind, name: str) -> None:
    assert names(form, kind) == [name]


@pytest.mark.parametrize(
    ("form", "kind"),
    [("Ma", "ORG"), ("as", "LOC"), ("Bu Ratna", "PER"), ("IMF", "PER"), ("Prabowo", "PER")],
)
def test_a_form_of_nothing_finds_nothing(form: str, kind: EntityKind) -> None:
    assert names(form, kind) == []


def test_a_city_and_a_regency_share_a_bare_name() -> None:
    assert names("Solok", "LOC") == ["Kota Solok", "Kabupaten Solok"]
    assert names("Jambi", "LOC") == ["Jambi", "Kota Jambi"]


def test_every_province_of_2022_is_there() -> None:
    new = ("Papua Selatan", "Papua Tengah", "Papua Pegunungan", "Papua Barat Daya")
    assert [KNOWN.find(name, "LOC")[0].category for name in new] == ["province"] * 4
    assert sum(fact.category == "province" for fact in KNOWN) == 38


def test_parents_lead_to_the_country() -> None:
    [nusa_dua] = KNOWN.find("Nusa Dua", "LOC")
    assert [fact.name for fact in KNOWN.parents(nusa_dua)] == ["Badung", "Bali", "Indonesia"]
    [kuta] = KNOWN.find("Kecamatan Kuta Selatan", "LOC")
    assert [fact.id for fact in KNOWN.parents(kuta)][:2] == ["place:51.03", "place:51"]


@pytest.mark.parametrize(
    ("office", "on", "name"),
    [
        ("Presiden", "2018-10-12", "Joko Widodo"),
        ("Presiden RI", "2006", "Susilo Bambang Yudhoyono"),
        ("Presiden AS", "2018-10-12", "Donald Trump"),
        ("Menkeu", "2019-01", "Sri Mulyani Indrawati"),
        ("Gubernur Jabar", "2019-05-01", "Ridwan Kamil"),
        ("Gubernur BI", "2019-05-01", "Perry Warjiyo"),
        ("Ketum Golkar", "2019-05-01", "Airlangga Hartarto"),
        ("Dirut PLN", "2016", "Sofyan Basir"),
    ],
)
def test_an_office_has_a_holder_on_a_day(office: str, on: str, name: str) -> None:
    assert [fact.name for fact in KNOWN.holders(office, on)] == [name]


def test_holders_of_all_times_come_in_order() -> None:
    assert [fact.name for fact in KNOWN.holders("Presiden")][:3] == [
        "Sukarno",
        "Soeharto",
        "Bacharuddin Jusuf Habibie",
    ]


def test_an_office_of_many_countries_has_no_holder_alone() -> None:
    assert KNOWN.holders("Perdana Menteri", "2018") == ()
    assert [fact.name for fact in KNOWN.holders("PM Jepang", "2018")] == ["Shinzo Abe"]


def test_a_person_has_offices() -> None:
    assert KNOWN.offices("person:boediono") == (
        Office("person:boediono", "Wakil Presiden", "Indonesia", "2009-10-20", "2014-10-20"),
    )
    assert KNOWN.offices("person:nobody") == ()


def test_ids_and_parents_and_offices_hold_together() -> None:
    ids = [fact.id for fact in KNOWN]
    assert len(ids) == len(set(ids))
    assert [fact.id for fact in KNOWN if fact.parent and fact.parent not in set(ids)] == []
    terms = [term for fact in KNOWN for term in KNOWN.offices(fact.id)]
    assert len(terms) > 400
    assert [term for term in terms if term.start and term.end and term.start > term.end] == []
    missing = [
        term.organization
        for term in terms
        if term.organization
        and not KNOWN.find(term.organization, "ORG")
        and not KNOWN.find(term.organization, "LOC")
    ]
    assert missing == []


@pytest.mark.parametrize("office", ["Presiden", "Wakil Presiden", "Menteri Keuangan", "Kapolri"])
def test_one_holder_follows_another(office: str) -> None:
    terms = sorted(
        (term.start or "", term.end or "9999")
        for fact in KNOWN.holders(office)
        for term in KNOWN.offices(fact.id)
        if term.office == office and term.organization in ("Indonesia", None, *_homes(office))
    )
    assert [(a, b) for a, b in pairwise(terms) if a[1] > b[0]] == []


def _homes(office: str) -> tuple[str, ...]:
    homes = {
        "Menteri Keuangan": ("Kementerian Keuangan",),
        "Kapolri": ("Kepolisian Negara Republik Indonesia",),
    }
    return homes.get(office, ())


def test_facts_come_better_known_first_whatever_the_order_of_the_table() -> None:
    facts = [
        Fact("place:b", "LOC", "Karsa", (), None, "t", "district"),
        Fact("place:a", "LOC", "Karsa", (), None, "t", "regency"),
        Fact("place:c", "LOC", "Karsa", (), None, "t", "district"),
    ]
    for order in (facts, facts[::-1]):
        found = Knowledge(order).find("Karsa", "LOC")
        assert [fact.id for fact in found] == ["place:a", "place:b", "place:c"]


def test_nothing_is_read_before_it_is_asked() -> None:
    code = (
        "import kg.knowledge as k; from kg.wordlists import word_table;"
        "assert k.store.knowledge.cache_info().currsize == 0;"
        "assert word_table.cache_info().currsize == 0"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_reading_is_fast() -> None:
    code = (
        "import time; from kg.knowledge import knowledge; start = time.process_time();"
        "knowledge(); print(time.process_time() - start)"
    )
    done = [
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
        for _ in range(3)
    ]
    # 0.09 s on a quiet machine; a busy one takes several times as long.
    assert min(float(one.stdout) for one in done) < 0.6


_AT_ONCE = """
import threading
from kg.knowledge import knowledge, store
read, times = store.read_facts, []
store.read_facts = lambda: times.append(1) or read()
threads = [threading.Thread(target=knowledge) for _ in range(3)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(len(times))
"""


def test_knowledge_is_read_once_by_several_threads() -> None:
    done = subprocess.run([sys.executable, "-c", _AT_ONCE], capture_output=True, check=True)
    assert done.stdout.strip() == b"1"
