"""Adding articles later: what is one thing is the same as if all had come at once; ids stay."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from builders import tagged

from kg.coref import resolve
from kg.entities import Merged, Resolver, find_entities
from kg.knowledge import Apart, UserEntities, UserEntity
from kg.types import Annotated, Entity

MARKED = [
    "[PER Ratna Dewi] dari [ORG Dinas Air Melur] ([ORG DAM]) tiba.",
    "[PER Ratna Dewi Santika] dan [PER Budi] di [LOC Kota Melur].",
    "[PER Budi] di [ORG DAM], [LOC Melur].",
    "[EVT Festival Melur 2024] di [LOC Melur].",
    "[PER Ratna Dewi] pulang. [ORG Grup Semesta] tutup.",
    "[ORG Semesta] pindah ke [LOC Kabupaten Melur].",
]


def articles(*marked: str, first: int = 1) -> list[Annotated]:
    """Return resolved articles a1, a2, … of marked-up texts."""
    return [
        resolve(tagged(text, article=f"a{number}"))
        for number, text in enumerate(marked, start=first)
    ]


def places(entities: Sequence[Entity]) -> set[frozenset[tuple[str, str]]]:
    """Return what is one thing, whatever its id."""
    return {frozenset(entity.chains) for entity in entities}


@pytest.mark.parametrize("seed", range(6))
def test_batches_give_the_same_entities_as_all_at_once(seed: int) -> None:
    documents = articles(*MARKED)
    expected = find_entities(documents)
    chance = random.Random(seed)
    chance.shuffle(documents)
    cut = chance.randrange(len(documents))
    resolver = Resolver()
    resolver.add(documents[:cut])
    resolver.add(documents[cut:])
    assert places(resolver.entities) == places(expected)


def test_ids_given_out_stay() -> None:
    resolver = Resolver()
    resolver.add(articles(*MARKED[:3]))
    before = {place: entity.id for entity in resolver.entities for place in entity.chains}
    gone = {item.gone for item in resolver.add(articles(*MARKED[3:5], first=4))}
    after = {place: entity.id for entity in resolver.entities for place in entity.chains}
    assert {
        place for place, old in before.items() if after[place] != old and old not in gone
    } == set()


def test_two_that_turn_out_to_be_one_keep_the_first_id_and_name_the_other() -> None:
    resolver = Resolver()
    resolver.add(articles("[ORG DAM] rugi.", "[ORG Dinas Air Melur] tutup."))
    kept, gone = sorted(entity.id for entity in resolver.entities)
    merged = resolver.add(articles("[ORG Dinas Air Melur] ([ORG DAM]) pindah.", first=3))
    assert merged == (Merged(kept, gone),)
    [entity] = resolver.entities
    assert (entity.id, entity.former) == (kept, (gone,))
    assert resolver.add(articles("[ORG DAM] untung.", first=4)) == ()
    assert resolver.entities[0].former == (gone,)


def test_earlier_run_passes_its_ids_on() -> None:
    first = Resolver()
    first.add(articles(*MARKED[:2]))
    renamed = tuple(
        Entity(f"{e.id[:4]}{'f' * 9}{n}", e.kind, e.name, e.aliases, e.chains)
        for n, e in enumerate(first.entities)
    )
    second = Resolver(renamed)
    second.add(articles(*MARKED))
    assert {entity.id for entity in renamed} <= {entity.id for entity in second.entities}


def test_article_of_an_id_that_is_there_is_replaced() -> None:
    resolver = Resolver()
    resolver.add(articles("[PER Ratna Dewi] tiba."))
    resolver.add(articles("[PER Harun Salim] tiba."))
    assert [entity.name for entity in resolver.entities] == ["Harun Salim"]


def test_what_falls_apart_leaves_the_id_with_the_larger_part() -> None:
    first = Resolver()
    first.add(articles("[PER Ratna Dewi].", "[PER Ratna Dewi].", "[PER Ratna Dewi Santika]."))
    [before] = first.entities
    apart = UserEntities(different=(Apart("PER", "Ratna Dewi", "Ratna Dewi Santika"),))
    second = Resolver(first.entities, apart)
    second.add(articles("[PER Ratna Dewi].", "[PER Ratna Dewi].", "[PER Ratna Dewi Santika]."))
    ids = {entity.name: entity.id for entity in second.entities}
    assert ids["Ratna Dewi"] == before.id
    assert len(set(ids.values())) == 2


def test_user_makes_two_names_one_and_says_what_it_is_called() -> None:
    user = UserEntities(same=(UserEntity("PER", "Ratna Dewi", ("Srikandi Melur",)),))
    resolver = Resolver(user=user)
    resolver.add(articles("[PER Srikandi Melur] tiba.", "[PER Ratna Dewi] tiba."))
    [entity] = resolver.entities
    assert (entity.name, entity.aliases) == ("Ratna Dewi", ("Srikandi Melur",))
    assert ("user's file", ("Ratna Dewi", "Srikandi Melur")) in [
        (e.rule, e.names) for e in entity.evidence
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [("Joko Widodo", "Jokowi"), ("Ratna Dewi", "Ratna Dewi Santika"), ("Ratna Dewi", "RATNA-DEWI")],
)
def test_user_keeps_names_apart_whatever_speaks_for_them(first: str, second: str) -> None:
    user = UserEntities(different=(Apart("PER", first, second),))
    resolver = Resolver(user=user)
    resolver.add(articles(f"[PER {first}] tiba.", f"[PER {second}] tiba."))
    wanted = 1 if first.casefold() == second.casefold().replace("-", " ") else 2
    assert len(resolver.entities) == wanted


def test_user_keeps_two_entities_apart_by_their_ids() -> None:
    documents = articles(
        "[ROLE pemain] [PER Budi Santika] tiba.", "[ROLE Menteri Air] [PER Budi Santika] tiba."
    )
    first = Resolver()
    first.add(documents)
    one, other = (entity.id for entity in first.entities)
    user = UserEntities(different=(Apart("PER", one, other),))
    second = Resolver(first.entities, user)
    second.add(articles("[PER Budi Santika] tiba.", "[PER Budi Santika] tiba."))
    assert {entity.id for entity in second.entities} == {one, other}
