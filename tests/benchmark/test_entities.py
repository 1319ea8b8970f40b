"""The made-up articles of the benchmark, and that joining their entities grows with them only."""

from __future__ import annotations

from collections import Counter

from click.testing import CliRunner

from kg.benchmark.entities import Cost, entity_costs, slope
from kg.benchmark.synthetic import synthetic_articles
from kg.cli.benchmark import command


def test_articles_are_the_same_for_a_seed_and_differ_for_another() -> None:
    first, again = list(synthetic_articles(5, seed=1)), list(synthetic_articles(5, seed=1))
    assert first == again
    assert first != list(synthetic_articles(5, seed=2))


def test_mentions_lie_where_their_names_are() -> None:
    for doc in synthetic_articles(20):
        assert len({chain.id for chain in doc.chains}) == len(doc.chains) >= 6
        assert all(span.of(doc.text) for chain in doc.chains for span in chain.mentions)
        assert all(chain.mentions[0].of(doc.text) == chain.name for chain in doc.chains)


def test_names_repeat_as_in_the_news() -> None:
    names = Counter(chain.name for doc in synthetic_articles(300) for chain in doc.chains)
    counts = sorted(names.values(), reverse=True)
    assert counts[0] > 20
    assert sum(count == 1 for count in counts) > len(counts) / 2


def test_costs_are_measured_size_by_size() -> None:
    costs = list(entity_costs([20, 40]))
    assert [cost.articles for cost in costs] == [20, 40]
    assert all(cost.seconds > 0 and 0 < cost.entities < cost.chains for cost in costs)


def test_slope_of_a_square_is_two() -> None:
    assert round(slope([Cost(n, 0, 0, n * n / 1e6) for n in (10, 100, 1000)]), 3) == 2.0


def test_command_prints_a_line_a_size() -> None:
    done = CliRunner().invoke(command, ["--entities", "--most", "1000"])
    assert done.exit_code == 0
    assert "1,000 articles" in done.output
