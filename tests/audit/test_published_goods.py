"""What the archive settles on arms and oil, worked out from the publishers' files."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow.parquet as pq
import pytest

from equipoise.audit.explain import explain_theses
from equipoise.dossier.read import Dossier

pytestmark = pytest.mark.real_data

Settled: TypeAlias = Any
FLOAT = 1e-12
"""Sums are taken in another order than the library's."""

Register = list[tuple[str, str, list[int], float]]


@pytest.fixture(scope="session")
def register(shared: Path) -> Register:
    """Supplier, recipient, years of delivery and volume of every order."""
    path = shared / "data" / "raw" / "sipri_trade-register.csv"
    with path.open(encoding="cp1252", newline="") as lines:
        rows = _whole(csv.reader(lines))
        assert next(rows)[10] == "Year(s) of delivery"
        return [
            (row[1], row[0], [int(y) for y in re.findall(r"\d{4}", row[10])], float(row[15] or 0))
            for row in rows
        ]


def _whole(lines: Iterator[list[str]]) -> Iterator[list[str]]:
    """Rows of sixteen cells, put together again where a comment runs over lines."""
    for cells in lines:
        row = cells
        while len(row) < 16:
            rest = next(lines)
            row = [*row[:-1], row[-1] + rest[0], *rest[1:]]
        yield row


def volume(
    register: Register, supplier: str | None, recipients: Iterable[str], first: int, last: int
) -> tuple[float, float, float]:
    """Volume delivered in a stretch: at least, with orders spread evenly, and at most."""
    among = set(recipients)
    low = even = high = 0.0
    for seller, buyer, years, tiv in register:
        inside = [year for year in years if first <= year <= last]
        sellers = _MOSCOW if supplier == "Moscow" else (supplier or seller,)
        if buyer not in among or not inside or seller not in sellers:
            continue
        low += tiv if len(inside) == len(years) else 0.0
        even += tiv * len(inside) / len(years)
        high += tiv
    return low, even, high


_MOSCOW = ("Russia", "Soviet Union")
ASIA = ("China", "Japan", "North Korea", "South Korea", "Taiwan", "Indonesia", "Malaysia",
        "Viet Nam", "Singapore", "Thailand", "Philippines", "Laos", "Cambodia", "Myanmar",
        "Mongolia", "Brunei")  # fmt: skip


def test_arms(settled: Settled, register: Register) -> None:
    russian = volume(register, "Moscow", ["China"], 1990, 1999)
    everyone = volume(register, None, ["China"], 1990, 1999)
    found = settled.only("china-needs-russian-arms")
    assert found == pytest.approx(russian[1] / everyone[1], rel=1e-9)  # thousands of sums of thirds
    others = [a - b for a, b in zip(everyone, russian, strict=True)]
    # What the note on the claim says of the orders that cross the ends.
    assert russian[0] / (russian[0] + others[2]) == pytest.approx(0.45, abs=0.005)
    assert russian[2] / (russian[2] + others[0]) == pytest.approx(0.98, abs=0.005)
    before = volume(register, "Moscow", ASIA, 1986, 1990)
    after = volume(register, "Moscow", ASIA, 1994, 1998)
    found = settled.only("influence-lost-by-1998", "Deliveries of arms")
    assert found == pytest.approx(after[1] / before[1], rel=1e-9)
    assert after[0] / before[2] > 0.1, "contradicted however the orders were spread"


@pytest.mark.parametrize(("member", "name"), [("IDN", "Indonesia"), ("VNM", "Viet Nam")])
def test_growing_deliveries_at_both_bounds(
    settled: Settled, register: Register, member: str, name: str
) -> None:
    late = volume(register, "Moscow", [name], 2007, 2011)
    early = volume(register, "Moscow", [name], 2002, 2006)
    assert late[0] > early[2]
    assert settled.figures("arms-trade-indonesia-vietnam-growing")[member] is True


def test_dates_of_deliveries(settled: Settled, register: Register) -> None:
    years = {
        year
        for seller, buyer, delivered, tiv in register
        if seller in _MOSCOW and buyer == "China" and tiv
        for year in delivered
    }
    assert not years & set(range(1969, 1990))
    assert settled.only("military-technical-start-1990s") == min(y for y in years if y >= 1970)
    assert volume(register, "Moscow", ["China"], 1991, 1991)[0] > 0
    korean = [
        {year for _, buyer, delivered, tiv in register if buyer == name and tiv
         for year in delivered if 1985 <= year <= 1989}
        for name in ("North Korea",)
    ]  # fmt: skip
    assert len(korean[0]) == 5
    assert volume(register, "Moscow", ["South Korea"], 1985, 1989)[2] == 0
    assert settled.only("soviet-lean-to-north", "Years of 1985") is True


Crude = Mapping[tuple[int, int], tuple[float, float]]


@pytest.fixture(scope="session")
def sales(shared: Path) -> Mapping[int, Crude]:
    """Russian sales in thousand dollars and tonnes by product, importer and year."""
    table = pq.read_table(
        shared / "data" / "tidy" / "baci_hs92_rawmaterials_1995_2024.parquet",
        columns=["t", "i", "j", "k", "v", "q"],
    )
    found: dict[int, dict[tuple[int, int], tuple[float, float]]] = defaultdict(dict)
    for row in table.to_pylist():
        if int(row["i"]) == 643 and int(row["k"]) in (270900, 271111):
            found[int(row["k"])][int(row["j"]), int(row["t"])] = (row["v"], row["q"])
    return found


def test_oil(settled: Settled, sales: Mapping[int, Crude]) -> None:
    crude = sales[270900]
    china, japan, korea = 156, 392, 410

    def price(years: Iterable[int], buyers: Iterable[int] | None = None) -> float:
        rows = [f for (j, t), f in crude.items() if t in years and (not buyers or j in buyers)]
        return sum(v for v, _ in rows) / sum(q for _, q in rows)

    found = settled.only("oil-for-credits-fixed")
    assert found == pytest.approx(price([2015], [china]) / price([2011], [china]), rel=FLOAT)
    first = price([2011], [china])
    claim = "oil-for-credits-cheap"
    found = settled.only(claim, "Against all Russian crude sold in 2006 to 2010")
    assert found == pytest.approx(first / price(range(2006, 2011)), rel=FLOAT)
    found = settled.only(claim, "Against all Russian crude sold in the same year")
    assert found == pytest.approx(first / price([2011]), rel=FLOAT)
    assert settled.only("energy-cooperation-2000s", "Tonnes of crude oil") is True
    assert crude[china, 2009][1] > crude[china, 2000][1]
    six = (japan, korea, 490, 702, 764, 608)
    for buyers, name in (((japan, korea), "Crude oil to Japan"), (six, "Crude oil to the six")):
        tonnes = {t: sum(crude[j, t][1] for j in buyers) for t in range(2009, 2013)}
        found = settled.figures("espo-several-buyers", name)
        assert found == {year: tonnes[year] > tonnes[2009] for year in (2010, 2011, 2012)}
    asia = (china, *six, 408, 360, 458, 704, 418, 116, 104, 496, 96)
    found = settled.figures("china-no-sole-buyer")
    for year, part in found.items():
        known = sum(crude[j, year][1] for j in asia if (j, year) in crude)
        assert part == pytest.approx(crude[china, year][1] / known, rel=FLOAT)
    gas = sales[271111]
    for year, place in settled.figures("japan-lng-buyer").items():
        own = gas[japan, year][1]
        assert place == 1 + sum(q > own for (_, t), (_, q) in gas.items() if t == year)


SOUTHEAST = ASIA[5:14] + ASIA[15:]


def test_arms_in_the_theses(settled: Settled, register: Register, dossier: Dossier) -> None:
    theses = explain_theses(dossier, archive=settled.archive)
    pieces = {p.piece.id: p for found in theses for p in found.pieces}
    china, india, iran = (
        volume(register, "Moscow", [name], 1992, 1995) for name in ("China", "India", "Iran")
    )
    first = pieces["arms-went-to-china-early"]
    assert first.status == "observed"
    assert china[1] > max(india[1], iran[1])
    assert china[0] < india[2], "another spread of the orders could turn it"
    assert "but for the bounds" in first.judgement.reason
    russia = volume(register, "Moscow", SOUTHEAST, 2005, 2010)
    america = volume(register, "United States", SOUTHEAST, 2005, 2010)
    first = pieces["arms-first-supplier"]
    assert first.status == "observed"
    assert russia[1] > america[1]
    assert russia[0] < america[2]
    assert "but for the bounds" in first.judgement.reason
