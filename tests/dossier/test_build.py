"""A dossier built from an archive holds its figures cell by cell, and says what it lacks."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from equipoise.archive.importing import Wanted, import_files
from equipoise.archive.store import Archive
from equipoise.assessment.verdict import assess
from equipoise.dossier import build
from equipoise.dossier.build import Built, build_dossier
from equipoise.dossier.building.plan import plan_of
from equipoise.dossier.read import check_dossier, dossier_folder, open_dossier
from equipoise.errors import (
    ArgumentError,
    NotFoundError,
    NotImportedError,
    OutputError,
    PeriodError,
    UnknownRegionError,
    UnknownStateError,
)

Row = dict[str, str]
NMC = ("milex", "milper", "irst", "pec", "tpop", "upop", "cinc")


def nmc(state: str, year: int, **figures: float | None) -> dict[str, object]:
    known = dict.fromkeys(NMC, 1.0) | {"cinc": 0.1}
    return {"state": state, "ccode": 1, "year": year, **known, **figures}


STATES = ("CHN", "JPN", "MNG", "RUS", "USA")
TABLES: dict[str, list[dict[str, object]]] = {
    "nmc": [
        *(nmc(state, 2000, tpop=100.0 * n) for n, state in enumerate(STATES, start=1)),
        nmc("BRA", 2000, tpop=500.0, milex=None, cinc=0.02),
        nmc("CHN", 2001, milex=None),
        nmc("BRA", 2001, pec=None, cinc=0.1),
        nmc("RUS", 2001, pec=7.0, upop=None),
    ],
    "sipri-milex": [
        {"state": "RUS", "name": "Russia", "year": 2000, "current_usd_m": 12.5},
        {"state": "CHN", "name": "China", "year": 2000, "current_usd_m": None},
    ],
    "wdi": [
        {"state": "RUS", "year": 2000, "indicator": "NY.GDP.MKTP.CD", "value": 2.5e11},
        {"state": "WLD", "year": 2000, "indicator": "NY.GDP.MKTP.CD", "value": 3.4e13},
        {"state": "RUS", "year": 2001, "indicator": "SP.POP.TOTL", "value": 146e6},
    ],
    "polity5": [
        {"state": "RUS", "polity_code": 364, "year": 2000, "durable": 70, "closing": 0},
        {"state": "RUS", "polity_code": 365, "year": 2000, "durable": 8, "closing": 1},
    ],
    "wgi": [
        {"state": "RUS", "year": 2000, "dimension": "pv", "estimate": -0.8},
        {"state": "RUS", "year": 2000, "dimension": "cc", "estimate": -2.0},
    ],
    "cow-trade-national": [
        {"state": "RUS", "ccode": 365, "year": 2000, "imports": 40.0, "exports": 90.0},
        {"state": "CHN", "ccode": 710, "year": 2000, "imports": 200.0, "exports": None},
    ],
    "cow-trade-dyadic": [
        {"state1": "CHN", "state2": "RUS", "year": 2000, "flow1": 5.5, "flow2": 2.0},
        {"state1": "RUS", "state2": "CHN", "year": 2000, "flow1": 2.0, "flow2": 5.5},
        {"state1": "RUS", "state2": "USA", "year": 2000, "flow1": 41.0, "flow2": 0.0},
        {"state1": "RUS", "state2": "MNG", "year": 2000, "flow1": None, "flow2": 1.0},
    ],
}


@pytest.fixture
def made(made_archive: Callable[..., Path], tmp_path: Path) -> Callable[..., Built]:
    """Build a dossier on Russia in Northeast Asia from made-up tables."""

    def make(
        tables: dict[str, list[dict[str, object]]] = TABLES,
        years: tuple[int, int] = (2000, 2000),
        entries: dict[str, dict[str, object]] | None = None,
        **more: object,
    ) -> Built:
        more = {"outside": ["USA"], **more}
        plan = plan_of("RUS", "northeast-asia", years, **more)  # type: ignore[arg-type]
        with Archive(made_archive(tables, **(entries or {}))) as archive:
            return build_dossier(archive, plan, tmp_path / "russia")

    return make


def rows(built: Built, table: str) -> list[Row]:
    with (built.folder / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def cell(built: Built, state: str, measure: str, year: int = 2000) -> Row:
    (found,) = (
        row
        for row in rows(built, "capabilities")
        if (row["state"], row["measure"], row["year"]) == (state, measure, str(year))
    )
    return found


def flow(built: Built, state: str, partner: str) -> Row:
    (found,) = (
        row
        for row in rows(built, "partner_trade")
        if (row["state"], row["partner"]) == (state, partner)
    )
    return found


def why(built: Built, what: str) -> str:
    return "; ".join(gap.why for gap in built.gaps if gap.what == what)


def test_figures_are_copied_with_their_place(made):
    found = cell(made(), "RUS", "tpop")
    assert (found["value"], found["unit"], found["quality"]) == ("400", "persons_k", "published")
    assert found["source"] == "National Material Capabilities, version 1 (made-up sample)"
    assert found["locator"] == "nmc@1: state RUS, year 2000, tpop"
    assert found["missing_reason"] == ""


def test_the_dossier_is_sound_and_can_be_judged(made):
    built = made()
    assert check_dossier(built.folder) == ()
    manifest = open_dossier(built.folder).manifest
    assert (manifest.title, manifest.focal) == ("Russia in Northeast Asia, 2000", "RUS")
    assert manifest.outside_powers == ("USA",)
    judged = assess(open_dossier(built.folder), framework="waltz", draws=20)
    military = next(c for c in judged.criteria if c.id == "military-strength")
    assert military.outcome == "no data"  # nuclear weapons are in no data set


def test_states_are_members_powers_and_the_state_itself(made):
    built = made()
    found = {row["state"] for row in rows(built, "capabilities")}
    # The Koreas and Taiwan are members without a row in the made-up tables: null, not left out.
    assert found == {"CHN", "JPN", "KOR", "MNG", "PRK", "RUS", "TWN", "USA", "WLD"}
    missing = cell(built, "KOR", "tpop")
    assert (missing["value"], missing["quality"]) == ("", "missing")
    assert missing["missing_reason"] == "the data set has no figure for this state and year"


def test_without_outside_powers_the_regions_own_are_taken(made):
    built = made(outside=[])
    assert open_dossier(built.folder).manifest.outside_powers == ()
    assert built.plan.states_in(2000) == ("CHN", "JPN", "KOR", "MNG", "PRK", "RUS", "TWN", "USA")


def test_of_two_codes_of_a_state_the_one_at_the_end_of_the_year_counts(made):
    assert cell(made(), "RUS", "regime_durability")["value"] == "8"


def test_of_several_dimensions_stability_is_taken(made):
    assert cell(made(), "RUS", "political_stability")["value"] == "-0.8"


def test_a_null_of_the_publisher_stays_null(made):
    found = cell(made(), "CHN", "milex_sipri")
    assert (found["value"], found["quality"]) == ("", "missing")


def test_a_sum_over_all_states_says_over_how_many(made):
    # 100 + 200 + 300 + 400 + 500 of the set and 500 of Brazil; WDI has no population of 2000.
    tables = {**TABLES, "wdi": TABLES["wdi"][:2]}
    found = cell(made(tables), "WLD", "tpop")
    assert (found["value"], found["quality"]) == ("2000", "computed")
    assert found["definition"] == "sum over the 6 states with a figure, 0 without"
    assert found["locator"] == "nmc@1: all states, year 2000, tpop"


def test_a_sum_bears_states_without_a_figure_while_they_are_small(made):
    found = cell(made(), "WLD", "milex_nmc")
    assert (found["value"], found["quality"]) == ("5", "computed")
    assert found["definition"] == "sum over the 5 states with a figure, 1 without"


def test_no_sum_where_states_without_a_figure_are_a_tenth_of_the_world(made):
    found = cell(made(years=(2001, 2001)), "WLD", "pec", 2001)
    assert (found["value"], found["quality"]) == ("", "missing")
    assert found["missing_reason"].startswith("states without a figure hold 0.10 of the world")


def test_a_printed_world_total_comes_before_a_sum(made):
    world = {"state": "WLD", "year": 2000, "indicator": "SP.POP.TOTL", "value": 6.1e9}
    found = cell(made({**TABLES, "wdi": [*TABLES["wdi"], world]}), "WLD", "tpop")
    assert (found["value"], found["quality"]) == ("6100000", "published")  # thousands


def test_another_data_set_stands_in_for_a_year_that_the_first_has_not(made):
    tables = {**TABLES, "nmc": [nmc("RUS", 2000)]}
    found = cell(made(tables, (2000, 2001)), "RUS", "tpop", 2001)
    assert (found["value"], found["unit"]) == ("146000", "persons_k")
    assert found["source"].startswith("World Development Indicators")


def test_military_spending_of_1913_is_in_pounds_and_left_out(made):
    tables = {"nmc": [nmc("RUS", 1913), nmc("RUS", 1914, milex=9.0)]}
    built = made(tables, (1913, 1914))
    assert cell(built, "RUS", "milex_nmc", 1914)["value"] == "9"
    assert cell(built, "RUS", "milex_nmc", 1913)["missing_reason"] == (
        "in British pounds before 1914"
    )


def test_years_outside_a_data_set_are_null_with_its_span(made):
    built = made(years=(2000, 2001))
    found = cell(built, "RUS", "milex_sipri", 2001)
    assert (found["value"], found["missing_reason"]) == ("", "sipri-milex covers 2000 to 2000")


def test_energy_is_summed_over_partners_and_products(made):
    def sold(importer: str, product: str, value: float) -> dict[str, object]:
        flow = {"exporter": "RUS", "importer": importer, "year": 2000}
        return {**flow, "product": product, "value": value}

    baci = [
        sold("CHN", "270900", 1.1),
        sold("JPN", "270900", 2.2),
        sold("CHN", "271121", 0.3),
        sold("CHN", "440310", 99.0),  # timber
    ]
    found = cell(made({**TABLES, "baci": baci}), "RUS", "energy_exports_usd")
    # 3.6 thousand dollars, without the dust of 1.1 + 2.2 + 0.3 in binary.
    assert (found["value"], found["unit"], found["quality"]) == ("3600", "usd", "computed")
    assert "sum of 3 rows" in found["locator"]
    assert "270900" in found["definition"]


def test_a_copy_that_lacks_products_is_not_summed(made):
    baci = [{"exporter": "RUS", "importer": "CHN", "year": 2000, "product": "270900", "value": 1.0}]
    built = made({**TABLES, "baci": baci}, entries={"baci": {"partial": ("product",)}})
    assert why(built, "energy_exports_usd").startswith("the imported copy of baci lacks 270111")
    assert not any(row["measure"] == "energy_exports_usd" for row in rows(built, "capabilities"))


def test_flows_are_imports_by_either_side(made):
    found = flow(made(), "CHN", "RUS")
    assert (found["imports"], found["exports"], found["unit"]) == ("5.5", "2", "usd_m")
    assert (
        found["locator"] == "cow-trade-dyadic@1: state1 CHN, state2 RUS, year 2000, flow1 and flow2"
    )


def test_a_total_that_is_missing_says_which(made):
    found = flow(made(), "CHN", "WLD")
    assert (found["imports"], found["exports"], found["quality"]) == ("200", "", "published")
    assert found["missing_reason"] == "exports: the data set has no figure"


def test_a_flow_larger_than_its_total_is_left_out(made):
    found = flow(made(), "RUS", "USA")
    assert (found["imports"], found["exports"]) == ("", "0")
    assert found["missing_reason"] == "imports: 41 as published, more than the total of 40"


def test_a_pair_without_a_row_is_null_and_no_zero(made):
    found = flow(made(), "JPN", "CHN")
    assert (found["imports"], found["exports"], found["quality"]) == ("", "", "missing")


def test_trade_outside_the_data_sets_is_a_gap(made):
    built = made(years=(2000, 2001))
    assert {row["year"] for row in rows(built, "partner_trade")} == {"2000"}
    assert (
        why(built, "partner_trade") == "none in 2001 to 2001: cow-trade-dyadic covers 2000 to 2000"
    )


def test_what_no_data_set_gives_is_named(made):
    built = made()
    assert why(built, "nuclear_test") == "no data set of the archive has it; enter it by hand"
    assert why(built, "gdp_latent_ppp") == "not imported: equipoise sources import latent-gdp"
    assert why(built, "memberships") == "no body was asked for: name some with --bodies"
    assert not any(row["measure"] == "nuclear_test" for row in rows(built, "capabilities"))


def test_a_copy_without_an_indicator_is_told_from_a_state_without_a_figure(made):
    built = made(entries={"wdi": {"partial": ("indicator",)}})
    assert why(built, "area_km2") == "the imported copy of wdi lacks AG.SRF.TOTL.K2"


def test_sipri_can_be_left_out(made):
    built = made(military="nmc")
    assert why(built, "milex_sipri") == "left out by --military nmc"
    assert cell(built, "RUS", "milex_nmc")["value"] == "1"
    text = (built.folder / "datapackage.json").read_text(encoding="utf-8")
    assert "no commercial use" not in text


def test_licences_and_sources_are_those_of_the_cards(made):
    built = made(entries={"nmc": {"sample": False, "repackaged": "from a package: rounded"}})
    package = json.loads((built.folder / "datapackage.json").read_text(encoding="utf-8"))
    capabilities = next(r for r in package["resources"] if r["name"] == "capabilities")
    named = {licence["title"]: licence["name"] for licence in capabilities["licenses"]}
    assert named["National Material Capabilities: free with citation"] == "notspecified"
    (sipri,) = (title for title in named if title.startswith("Military Expenditure"))
    assert sipri.endswith("; no commercial use")
    assert named[sipri] == "other-nc"
    titles = [source["title"] for source in capabilities["sources"]]
    assert (
        "National Material Capabilities, version 1 (repackaged: from a package: rounded)" in titles
    )
    assert cell(built, "RUS", "tpop")["source"].endswith("version 1 (repackaged)")
    spent = cell(built, "RUS", "milex_sipri")["source"]
    assert spent == "Military Expenditure Database, version 1 (made-up sample, no commercial use)"


IGO: dict[str, list[dict[str, object]]] = {
    **TABLES,
    "cow-igo-states": [
        {"state": state, "ccode": 1, "year": year}
        for state in ("CHN", "RUS", "JPN", "MNG")
        for year in (1998, 1999, 2000)
    ],
    "cow-igo-bodies": [
        {"body": "club", "long_name": "The Club", "year": year, "founded": 1998}
        for year in (1998, 1999, 2000)
    ],
    "cow-igo": [
        {"state": state, "ccode": 1, "year": year, "body": "club", "status": status}
        for state, year, status in (
            ("CHN", 1998, "full"),
            ("CHN", 1999, "full"),
            ("CHN", 2000, "full"),
            ("RUS", 1999, "observer"),
            ("RUS", 2000, "full"),
            ("JPN", 1998, "full"),
            ("JPN", 1999, "full"),
            ("MNG", 2000, "unknown"),
        )
    ],
}


def test_memberships_are_changes_of_standing(made):
    built = made(IGO, bodies=["CLUB"])
    found = [(r["state"], r["status"], r["date"]) for r in rows(built, "memberships")]
    assert found == [
        ("CHN", "founded", "1998"),
        ("JPN", "founded", "1998"),
        ("JPN", "outside", "2000"),
        ("RUS", "outside", "1998"),
        ("RUS", "observer", "1999"),
        ("RUS", "admitted", "2000"),
    ]
    body = open_dossier(built.folder).manifest.bodies["club"]
    assert (body.name, body.kind, body.period.text) == ("The Club", "forum", "1998")


def test_an_unknown_standing_is_no_absence(made):
    built = made(IGO, bodies=["club"])
    told = why(built, "memberships")
    assert "standing of MNG in club unknown in 2000" in told  # unknown to the publisher
    assert "standing of USA in club unknown in 2000" in told  # not covered
    assert "CHN" not in told


def test_seats_are_not_carried_on_past_the_data_set(made, tmp_path):
    with pytest.raises(PeriodError, match="cow-igo covers 1998 to 2000, not 2000/2001"):
        made(IGO, (2000, 2001), bodies=["club"])
    assert not (tmp_path / "russia").exists()


def test_an_unknown_body_is_refused(made):
    with pytest.raises(NotFoundError, match="no body 'clab'") as refused:
        made(IGO, bodies=["clab"])
    assert "club" in str(refused.value.hint)


def test_the_same_archive_gives_the_same_bytes(made_archive, tmp_path):
    path = made_archive(TABLES)
    plan = plan_of("RUS", "northeast-asia", (2000, 2001))
    contents = []
    for place in ("one", "two"):
        (tmp_path / place).mkdir()
        with Archive(path) as archive:
            built = build_dossier(archive, plan, tmp_path / place / "russia")
        contents.append({p.name: p.read_bytes() for p in built.folder.iterdir()})
    assert contents[0] == contents[1]


def test_a_folder_with_something_in_it_is_refused(made, tmp_path):
    (tmp_path / "russia").mkdir()
    (tmp_path / "russia" / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="is there and not an empty folder"):
        made()
    assert (tmp_path / "russia" / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_nothing_half_written_stays(made, tmp_path, monkeypatch):
    def broken(_: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(build, "seal", broken)
    with pytest.raises(OutputError, match="No space left on device"):
        made()
    assert [path.name for path in tmp_path.iterdir()] == ["archive.duckdb"]


def test_an_empty_archive_names_what_is_needed(tmp_path):
    plan = plan_of("CHN", "east-asia", (2012, 2012))
    with (
        Archive(tmp_path / "absent.duckdb") as archive,
        pytest.raises(NotImportedError, match="no data set 'nmc'") as refused,
    ):
        build_dossier(archive, plan, tmp_path / "china")
    assert "equipoise sources import nmc" in str(refused.value.hint)
    assert list(tmp_path.iterdir()) == []


def test_a_state_without_any_figure_is_refused(made):
    with pytest.raises(NotFoundError, match="no figure of RUS in 1999") as refused:
        made(years=(1999, 1999))
    assert "nmc covers 2000 to 2001" in str(refused.value.hint)


@pytest.mark.parametrize(
    ("state", "region", "years", "error", "message"),
    [
        ("Ruritania", "east-asia", (2012, 2012), UnknownStateError, "Ruritania"),
        ("CHN", "atlantis", (2012, 2012), UnknownRegionError, "atlantis"),
        ("CHN", "east-asia", (2012, 2011), ArgumentError, "2012 to 2011"),
        ("CHN", "east-asia", (12, 2012), ArgumentError, "12 to 2012"),
    ],
)
def test_a_plan_refuses_what_cannot_be_meant(state, region, years, error, message):
    with pytest.raises(error, match=message):
        plan_of(state, region, years)


# Published data.

NEEDED = (
    *("nmc", "sipri-milex", "wdi", "latent-gdp", "polity5", "wgi", "baci"),
    *("cow-trade-dyadic", "cow-trade-national"),
    *("cow-igo", "cow-igo-bodies", "cow-igo-states"),
)


@pytest.fixture(scope="module")
def published(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the published data sets that a dossier draws from."""
    path = tmp_path_factory.mktemp("published") / "archive.duckdb"
    import_files(Wanted(names=NEEDED, place=shared / "data"), path)
    return path


@pytest.fixture(scope="module")
def russia(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Russia in East Asia in 2012."""
    folder = tmp_path_factory.mktemp("built") / "russia"
    plan = plan_of("RUS", "east-asia", (2012, 2012), bodies=["apec", "asean"])
    with Archive(published) as archive:
        return build_dossier(archive, plan, folder)


PINNED = {
    ("RUS", "tpop"): 143170.0,
    ("RUS", "pec"): 1321262.0,
    ("RUS", "milex_sipri"): 81469.39993125766,
    ("RUS", "milex_nmc"): 58765000.0,
    ("RUS", "gdp_current_usd"): 2208293553878.4243,
    ("RUS", "gdp_latent_ppp"): 4226032.9559141975,
    ("RUS", "energy_exports_usd"): 242858868232.0,
    ("RUS", "political_stability"): -0.817712664604187,
    ("RUS", "regime_durability"): 12.0,
    ("RUS", "cinc"): 0.039594777,
    ("WLD", "tpop"): 7176929.184,
    ("WLD", "gdp_current_usd"): 75603976718162.81,
    ("WLD", "milex_nmc"): 1570027000.0,
    ("WLD", "pec"): 21346910.0,
    ("WLD", "energy_exports_usd"): 2187403828572.0,
}


@pytest.mark.real_data
def test_figures_of_russia_in_2012(russia):
    found = {key: float(cell(russia, *key, 2012)["value"]) for key in PINNED}
    assert found == PINNED
    assert len(rows(russia, "capabilities")) == 290
    assert len(rows(russia, "partner_trade")) == 361  # 19 states, each with 18 others and the world
    assert check_dossier(russia.folder) == ()


ROUNDED = {
    # Half a unit of the last digit that was shipped; dollars of the world are cut off.
    "milex_sipri": 0.05,
    "political_stability": 0.00005,
    "gdp_latent_ppp": 0.5,
    "gdp_latent_ppp_sd": 0.5,
    "tpop": 0.5,
    "gdp_current_usd": 1.0,
}


@pytest.mark.real_data
def test_figures_agree_with_those_of_the_shipped_dossier(russia):
    """Both draw on the same data sets; the shipped one is rounded to one or four decimals."""
    shipped = open_dossier(dossier_folder("russia-east-asia")).table("capabilities")
    ours = {(r["state"], r["measure"]): r for r in rows(russia, "capabilities")}
    compared = 0
    for row in shipped.where(year=2012):
        found = ours.get((row.text("state"), row.text("measure")))
        if found is None:
            continue
        value = row.number("value")
        assert (value is None) == (found["value"] == ""), row.place
        assert row.text("unit") == found["unit"], row.place
        if value is not None:
            step = ROUNDED.get(row.text("measure"), 0.0)
            assert abs(value - float(found["value"])) <= step, row.place
            compared += 1
    assert compared == 283  # of 288 rows of a measure that both have, five are null in both


@pytest.mark.real_data
def test_trade_agrees_with_that_of_the_shipped_dossier(russia):
    shipped = open_dossier(dossier_folder("russia-east-asia")).table("partner_trade")
    for row in shipped.where(year=2012):
        found = flow(russia, row.text("state"), row.text("partner"))
        for side in ("imports", "exports"):
            value = row.number(side)
            assert (value is None) == (found[side] == ""), row.place
            # Totals are shipped with one decimal.
            assert value is None or abs(value - float(found[side])) <= 0.05 + 1e-9, row.place


@pytest.mark.real_data
def test_a_built_dossier_judges_russia_as_far_as_the_data_go(russia):
    judged = assess(open_dossier(russia.folder), framework="waltz", draws=50)
    outcomes = {c.id: c.outcome for c in judged.criteria}
    assert judged.verdict == "insufficient evidence"
    assert outcomes["resource-endowment"] == "met"
    assert outcomes["economic-capability"] == "not met"
    assert outcomes["political-stability-and-competence"] == "partly met"
    assert outcomes["military-strength"] == "no data"


@pytest.mark.real_data
def test_seats_in_apec_are_those_of_the_record(russia):
    last = {(r["state"], r["body"]): (r["status"], r["date"]) for r in rows(russia, "memberships")}
    assert last["RUS", "apec"] == ("admitted", "1998")
    assert last["VNM", "asean"] == ("admitted", "1995")
    assert last["IND", "apec"] == ("outside", "1989")
    assert last["CHN", "apec"] == ("admitted", "1991")


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("state", "region", "years"),
    [
        ("CHN", "east-asia", (2012, 2022)),
        ("JPN", "northeast-asia", (1930, 1940)),
        ("VNM", "southeast-asia", (1975, 1985)),
    ],
)
def test_any_state_can_be_judged(published, tmp_path, state, region, years):
    with Archive(published) as archive:
        built = build_dossier(archive, plan_of(state, region, years), tmp_path / "built")
    assert check_dossier(built.folder) == ()
    for name in ("waltz", "kennedy", "gilpin", "buzan-waever"):
        assert assess(open_dossier(built.folder), framework=name, draws=10).state == state
