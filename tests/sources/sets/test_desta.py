"""Trade agreements and their parties."""

from __future__ import annotations

import csv
from collections import Counter

import pyarrow.compute as pc
import pytest

from equipoise.errors import SourceError
from equipoise.sources.registry import folder_of

_FOLDER = folder_of("desta") / "sample"
_SAMPLE = _FOLDER / "DESTA.csv"


def _treaty(table, number: str) -> dict:
    found = [r for r in table.to_pylist() if r["treaty"] == number]
    assert len(found) == 1
    return found[0]


def test_parties_in_the_order_of_the_file(read_sample) -> None:
    table = read_sample("desta", place=_SAMPLE)
    assert table.num_rows == 9
    treaty = _treaty(table, "900+1")
    assert treaty["parties"] == "BEL;FRA;DEU;ITA;LUX;NLD;GRC"
    assert (treaty["n_parties"], treaty["kind"], treaty["base_treaty"]) == (7, "accession", 900)


def test_taiwan_and_kosovo_have_numbers_of_their_own_and_greenland_is_no_state(read_sample) -> None:
    table = read_sample("desta", place=_SAMPLE)
    assert _treaty(table, "902")["parties"] == "SLV;HND;TWN"
    assert _treaty(table, "903")["parties"] == "ALB;KOS"
    assert _treaty(table, "900_1")["parties"] == "m49:304"


def test_a_negotiation_has_no_years(read_sample) -> None:
    treaty = _treaty(read_sample("desta", place=_SAMPLE), "904")
    assert [treaty[name] for name in ("year", "entry_into_force", "wto_listed", "wto_name")] == [
        None
    ] * 4
    assert treaty["parties"] == "VNM;KOR"


def test_quotes_hold_semicolons_and_odd_years_stay(read_sample) -> None:
    table = read_sample("desta", place=_SAMPLE)
    assert _treaty(table, "901")["name"] == "Russia; China and a semicolon"
    amended = _treaty(table, "901a")
    assert (amended["year"], amended["entry_into_force"], amended["consolidated"]) == (
        2015,
        2014,
        -1,
    )


def test_the_list_with_commas_gives_the_same_but_for_a_letter(read_sample) -> None:
    published = read_sample("desta", place=_FOLDER / "desta_list_of_treaties_02_02.csv")
    other = read_sample("desta", place=_SAMPLE)
    assert _treaty(published, "900")["name"] == "Traité de Rome, made up"
    assert published.drop_columns("name").equals(other.drop_columns("name"))


def test_an_unknown_party_is_refused_with_its_line(read_sample, tmp_path) -> None:
    changed = tmp_path / _SAMPLE.name
    text = _SAMPLE.read_bytes()
    assert text.count(b";8;900;") == 1
    changed.write_bytes(text.replace(b";8;900;", b";8;999;"))
    with pytest.raises(SourceError, match=r"DESTA\.csv:7: party '999' in 2003"):
        read_sample("desta", place=changed)


def test_commas_in_place_of_semicolons_are_refused(read_sample, tmp_path) -> None:
    changed = tmp_path / _SAMPLE.name
    changed.write_bytes((_FOLDER / "desta_list_of_treaties_02_02.csv").read_bytes())
    with pytest.raises(SourceError, match=r"DESTA\.csv"):
        read_sample("desta", "to 2020", place=changed)


@pytest.mark.real_data
def test_every_row_of_the_list(read_files, shared) -> None:
    path = shared / "data" / "raw" / "DESTA.csv"
    table = read_files("desta", path)
    with path.open(encoding="utf-8", newline="") as lines:
        raw = list(csv.DictReader(lines, delimiter=";"))
    assert table.num_rows == len(raw) == 1_217
    assert table["treaty"].to_pylist() == [row["number"] for row in raw]
    years = [None if row["year"] == "NA" else int(row["year"]) for row in raw]
    assert table["year"].to_pylist() == years
    parties = [sum(row[f"c{n}"] != "NA" for n in range(1, 92)) for row in raw]
    assert table["n_parties"].to_pylist() == parties
    assert [text.count(";") + 1 for text in table["parties"].to_pylist()] == parties
    assert Counter(table["kind"].to_pylist()) == {
        "base_treaty": 842,
        "accession": 199,
        "negotiation": 82,
        "protocol or amendment": 34,
        "withdrawal": 30,
        "consolidated": 30,
    }
    assert [table[name].null_count for name in ("year", "entry_into_force")] == [82, 437]
    assert pc.max(table["year"]).as_py() == 2020


@pytest.mark.real_data
def test_russia_and_its_neighbours(read_files, shared) -> None:
    table = read_files("desta", shared / "data" / "raw")
    treaty = _treaty(table, "434+1")
    assert treaty["parties"] == "BLR;KAZ;KGZ;RUS;TJK;UZB"
    early = read_files("desta", shared / "data" / "raw").to_pylist()
    assert not [r["treaty"] for r in early if "m49:" in r["parties"] and "RUS" in r["parties"]]
