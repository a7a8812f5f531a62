"""Every fault of a dossier is found in one run, with its place."""

from __future__ import annotations

import json

import pytest

from equipoise.dossier.package import seal
from equipoise.dossier.read import check_dossier, open_dossier
from equipoise.errors import DataError, DossierError, UnknownDossierError


def test_the_shipped_dossier_has_no_fault():
    assert check_dossier("russia-east-asia") == ()


def _line(path, number, change):
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[number - 1] = change(lines[number - 1])
    path.write_text("\n".join(lines), encoding="utf-8")


def _duplicate(path, number):
    lines = path.read_text(encoding="utf-8").split("\n")
    lines.insert(number, lines[number - 1])
    path.write_text("\n".join(lines), encoding="utf-8")


def test_planted_faults_are_all_found_in_one_run(dossier_copy):
    folder = dossier_copy.folder
    _line(folder / "trade.csv", 2, lambda s: s.replace("5724.5", "5,7x", 1).replace("5,7x", "lots"))
    _line(folder / "trade.csv", 3, lambda s: s.replace("RUS", "RUX", 1))
    _line(folder / "trade.csv", 4, lambda s: s.replace(",2000,", ",20000,", 1))
    _line(folder / "trade.csv", 5, lambda s: s.replace("20664,", "20665,", 1))
    _line(folder / "trade.csv", 6, lambda s: s.replace("usd_m", "usd_zillion", 1))
    _line(folder / "trade.csv", 7, lambda s: s.replace("usd_m", "km2", 1))
    _line(folder / "trade.csv", 8, lambda s: s.replace(",stated", ",guessed"))
    _line(folder / "trade.csv", 9, lambda s: s.replace(",3336,", ",-3336,", 1))
    _duplicate(folder / "printed.csv", 3)
    _line(folder / "ledger.csv", 2, lambda s: s.replace("1945/2012", "2012/1945", 1))
    _line(folder / "ledger.csv", 3, lambda s: s.replace(",1945,", ",1945-02-30,", 1))
    _line(folder / "ledger.csv", 4, lambda s: s + ",one field too many")
    _line(folder / "memberships.csv", 2, lambda s: s.replace("UNSC-P5", "UNSC-P6", 1))
    _line(folder / "memberships.csv", 3, lambda s: s.replace("sought", "wished for", 1))
    _line(folder / "goals.csv", 2, lambda s: s.replace(",all,", ",stalin,", 1))
    _line(folder / "energy_flows.csv", 2, lambda s: s.replace(s.split(",")[3], "", 1))
    _line(folder / "responses.csv", 2, lambda s: s.replace(",share,", ",flag,", 1))
    _line(folder / "capabilities.csv", 1, lambda s: s.replace("value", "worth", 1))
    (folder / "figures.csv").write_bytes("id,subject\n".encode("utf-16"))
    (folder / "perceptions.csv").write_bytes(b"")
    found = {(p.file, p.line, p.column) for p in check_dossier(folder) if "hash" not in p.message}
    planted = {
        ("trade.csv", 2, "turnover"),
        ("trade.csv", 3, "state"),
        ("trade.csv", 4, "year"),
        ("trade.csv", 5, "turnover"),
        ("trade.csv", 6, "unit"),
        ("trade.csv", 7, "unit"),
        ("trade.csv", 8, "quality"),
        ("trade.csv", 9, "turnover"),
        ("printed.csv", 4, "table"),
        ("ledger.csv", 2, "date"),
        ("ledger.csv", 3, "date"),
        ("ledger.csv", 4, None),
        ("memberships.csv", 2, "body"),
        ("memberships.csv", 3, "status"),
        ("goals.csv", 2, "era"),
        ("energy_flows.csv", 2, "value"),
        ("responses.csv", 2, "unit"),
        ("capabilities.csv", 1, "value"),
        ("capabilities.csv", 1, "worth"),
        ("figures.csv", 1, None),
        ("perceptions.csv", None, None),
    }
    assert planted <= found
    assert found - planted <= {
        ("energy_flows.csv", 2, "quality"),
        ("capabilities.csv", None, "state"),
    }


def test_every_problem_says_what_to_do(dossier_copy):
    _line(dossier_copy.folder / "trade.csv", 3, lambda s: s.replace("CHN", "CHX", 1))
    problems = [p for p in check_dossier(dossier_copy.folder) if p.line]
    assert [p.where for p in problems] == ["trade.csv:3:partner"]
    assert "CHX" in problems[0].message
    assert "CHN" in problems[0].hint


def test_a_changed_file_is_found_by_its_hash_and_sealing_accepts_it(dossier_copy):
    dossier_copy.edit("goals", lambda row: row | {"summary": row["summary"] + "!"})
    assert [p.message for p in check_dossier(dossier_copy.folder)] == [
        "hash differs from datapackage.json"
    ]
    seal(dossier_copy.folder)
    assert check_dossier(dossier_copy.folder) == ()


def test_sealing_keeps_licences_and_sources(dossier_copy):
    before = json.loads((dossier_copy.folder / "datapackage.json").read_text(encoding="utf-8"))
    seal(dossier_copy.folder)
    after = json.loads((dossier_copy.folder / "datapackage.json").read_text(encoding="utf-8"))
    assert after == before


def test_missing_files_and_stray_files_are_named(dossier_copy):
    (dossier_copy.folder / "goals.csv").unlink()
    (dossier_copy.folder / "stray.csv").write_text("a\n1\n", encoding="utf-8")
    found = {(p.file, p.message) for p in check_dossier(dossier_copy.folder)}
    assert ("goals.csv", "listed in datapackage.json and not found") in found
    assert ("stray.csv", "not listed in datapackage.json") in found


@pytest.mark.parametrize(
    ("column", "value", "where"),
    [
        ("turnover", "nan", "turnover"),
        ("turnover", "inf", "turnover"),
        ("turnover", "1_000", "turnover"),
        ("partner", "Atlantis", "partner"),
        ("product", "", "product"),
        ("source", "", "source"),
        ("locator", " ", "locator"),
    ],
)
def test_a_bad_cell_is_refused(dossier_copy, column, value, where):
    rows = dossier_copy.rows("trade")
    rows[5][column] = value
    dossier_copy.write("trade", rows)
    assert f"trade.csv:7:{where}" in [p.where for p in check_dossier(dossier_copy.folder)]


def test_missing_is_never_silent(dossier_copy):
    rows = dossier_copy.rows("trade")
    place = next(n for n, row in enumerate(rows) if row["quality"] == "missing")
    rows[place]["missing_reason"] = ""
    rows[0]["quality"] = "missing"
    dossier_copy.write("trade", rows)
    found = {(p.line, p.column) for p in check_dossier(dossier_copy.folder) if p.line}
    assert found == {(place + 2, "turnover"), (2, "quality")}


def test_a_seat_held_before_its_body_existed_is_found(dossier_copy):
    dossier_copy.edit(
        "memberships",
        lambda row: (
            row | {"date": "1980"}
            if (row["state"], row["body"], row["status"]) == ("RUS", "EAS", "admitted")
            else row
        ),
    )
    assert any("before EAS was founded" in p.message for p in check_dossier(dossier_copy.folder))


def test_a_broken_manifest_names_each_key(dossier_copy):
    dossier_copy.text(
        "dossier.toml",
        lambda s: (
            s.replace('region = "east-asia"', 'region = "east-aisa"')
            .replace('focal = "RUS"', 'focal = "RUZ"')
            .replace('kind = "forum"', 'kind = "froum"', 1)
            .replace('period = "1991/2012"', 'period = "1991-13"', 1)
        ),
    )
    columns = {p.column for p in check_dossier(dossier_copy.folder) if p.file == "dossier.toml"}
    assert {"region", "focal", "period"} <= columns
    assert any(str(column).endswith(".kind") for column in columns)


def test_overlapping_eras_are_found(dossier_copy):
    dossier_copy.text("dossier.toml", lambda s: s.replace("1999-12-31/2008", "1998-01-01/2008"))
    assert any("overlap" in p.message for p in check_dossier(dossier_copy.folder))


def test_nothing_is_half_loaded(dossier_copy):
    _line(dossier_copy.folder / "goals.csv", 2, lambda s: s + ",")
    with pytest.raises(DossierError) as caught:
        open_dossier(dossier_copy.folder)
    assert caught.value.exit_code == 4
    assert "goals.csv:2" in str(caught.value)


def test_a_folder_that_is_no_dossier_is_bad_data(tmp_path):
    with pytest.raises(DossierError, match="no dossier"):
        open_dossier(tmp_path)


def test_an_unknown_name_is_not_found_and_near_names_are_given():
    with pytest.raises(UnknownDossierError) as caught:
        open_dossier("russia-east-asai")
    assert caught.value.exit_code == 3
    assert "russia-east-asia" in str(caught.value.hint)


def test_unclosed_quotes_name_the_record(dossier_copy):
    path = dossier_copy.folder / "goals.csv"
    path.write_text(path.read_text(encoding="utf-8") + 'last,"never closed\n', encoding="utf-8")
    problems = [p for p in check_dossier(dossier_copy.folder) if "hash" not in p.message]
    assert [(p.file, p.line is not None) for p in problems] == [("goals.csv", True)]


def test_latin_1_bytes_are_placed(dossier_copy):
    path = dossier_copy.folder / "goals.csv"
    content = path.read_bytes().split(b"\n")
    content[2] = content[2].replace(b"e", b"\xe9", 1)
    path.write_bytes(b"\n".join(content))
    problems = [p for p in check_dossier(dossier_copy.folder) if "hash" not in p.message]
    assert [(p.file, p.line) for p in problems] == [("goals.csv", 3)]


def test_a_byte_order_mark_is_read_over(dossier_copy):
    path = dossier_copy.folder / "goals.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(dossier_copy.open().table("goals")) > 50


@pytest.mark.parametrize(
    "content",
    [
        '{"resources": ["a"]}',
        '{"resources": [{"name": "a"}]}',
        "[]",
        '{"resources": null}',
        "[" * 9999,
    ],
)
def test_a_broken_package_is_a_problem_and_not_a_crash(dossier_copy, content):
    (dossier_copy.folder / "datapackage.json").write_text(content, encoding="utf-8")
    assert "datapackage.json" in {p.file for p in check_dossier(dossier_copy.folder)}
    with pytest.raises(DataError, match=r"datapackage\.json"):
        seal(dossier_copy.folder)


@pytest.mark.parametrize("name", ["partner_trade.csv", "dossier.toml", "datapackage.json"])
def test_a_folder_or_a_dangling_link_in_place_of_a_file_is_a_problem(dossier_copy, name):
    path = dossier_copy.folder / name
    path.unlink()
    path.mkdir()
    assert name in {p.file for p in check_dossier(dossier_copy.folder)}
    path.rmdir()
    path.symlink_to("nowhere")
    assert name in {p.file for p in check_dossier(dossier_copy.folder)}


@pytest.mark.parametrize(
    ("measure", "column", "value", "says"),
    [
        ("area_km2", "value", "-17098246", "outside 0 to"),
        ("cinc", "value", "7", "outside 0 to 1"),
        ("npt_nuclear_weapon_state", "value", "9", "outside 0 to 1"),
        ("tpop", "measure", "tpoop", "unknown measure 'tpoop'"),
        ("tpop", "unit", "km2", "which counts area"),
        ("tpop", "missing_reason", "none", "nothing is missing"),
        ("tpop", "value", "\u0663", "not a number"),
    ],
)
def test_capabilities_are_held_against_the_catalogue(dossier_copy, measure, column, value, says):
    rows = dossier_copy.rows("capabilities")
    place = next(n for n, row in enumerate(rows) if row["measure"] == measure)
    rows[place][column] = value
    dossier_copy.write("capabilities", rows)
    found = [p for p in check_dossier(dossier_copy.folder) if p.line == place + 2]
    assert any(says in problem.message for problem in found)


def test_other_separators_are_named_once(dossier_copy):
    dossier_copy.text("goals.csv", lambda text: text.replace(",", ";"))
    problems = [p for p in check_dossier(dossier_copy.folder) if p.line == 1]
    assert [p.message for p in problems] == [
        "the columns are separated by semicolons, not by commas"
    ]


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ('verdict = "aspiring great power"', 'verdict = "superpower"', "published.verdict"),
        (
            'outcome = "not met"',
            'outcome = "failed"',
            "published.criteria.economic-capability.outcome",
        ),
    ],
)
def test_published_words_are_checked(dossier_copy, old, new, column):
    dossier_copy.text("dossier.toml", lambda text: text.replace(old, new, 1))
    found = {p.column for p in check_dossier(dossier_copy.folder)}
    assert column in found


@pytest.mark.parametrize("key", ["body", "era", "party", "published"])
def test_a_manifest_of_another_shape_is_a_problem(dossier_copy, key):
    head = dossier_copy.folder / "dossier.toml"
    kept = head.read_text(encoding="utf-8").split("[[era]]")[0]
    head.write_text(f"{key} = 5\n{kept}", encoding="utf-8")
    assert key in {p.column for p in check_dossier(dossier_copy.folder) if p.file == "dossier.toml"}


def test_a_printed_number_is_one(dossier_copy):
    rows = dossier_copy.rows("trade")
    rows[0]["printed"] = "57,24.5"
    dossier_copy.write("trade", rows)
    found = {(p.line, p.column) for p in check_dossier(dossier_copy.folder) if p.line}
    assert found == {(2, "printed")}


@pytest.mark.parametrize("printed", ["17 900", "17.900,5", "1,23", "c. 17,900", "(17,900)"])
def test_a_total_that_prints_no_number_is_found(dossier_copy, printed):
    def spoil(row):
        return {**row, "printed": printed} if row["column"] == "1996" else row

    dossier_copy.edit("printed", spoil)
    seal(dossier_copy.folder)
    problems = check_dossier(dossier_copy.folder)
    assert [(p.file, p.column) for p in problems] == [("printed.csv", "printed")] * 2
    assert repr(printed) in problems[0].message
