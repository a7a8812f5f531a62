"""States: cases picked by hand, properties of the tables, refusals, the publishers' lists."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import equipoise.vocabulary.state_tables as tables
from equipoise.errors import AmbiguousStateError, UnknownStateError, VocabularyError
from equipoise.vocabulary.states import (
    WORLD,
    all_states,
    code_of,
    predecessors,
    resolve_state,
    state,
    successors,
)

CODED = tuple(h for held in tables.holdings_by_state().values() for h in held)
STATES = tuple(s.id for s in all_states())
# Both lists are right-censored at the end of a year: these days mean "still a member".
COW_STOPS, GW_STOPS = date(2016, 12, 31), date(2017, 12, 31)


def spelled(code, on=None, scheme=None):
    return resolve_state(code, on, scheme=scheme).id


# ---- by hand


@pytest.mark.parametrize(
    ("code", "on", "expected"),
    [
        ("RUS", None, "RUS"),
        ("rus", date(1900, 1, 1), "RUS"),
        (365, date(1950, 1, 1), "RUS"),
        ("USSR", date(1980, 1, 1), "RUS"),
        ("SUN", date(1980, 1, 1), "RUS"),
        ("AUS", None, "AUS"),
        ("AUS", date(1990, 1, 1), "AUS"),
        ("cowabb:AUS", date(1990, 1, 1), "AUT"),
        ("KOR", None, "KOR"),
        ("KOR", date(1890, 1, 1), "COW730"),
        (730, None, "COW730"),
        (732, date(1990, 1, 1), "KOR"),
        ("MNG", date(2010, 1, 1), "MNG"),
        ("cowabb:MNG", date(2010, 1, 1), "MNE"),
        ("SLV", date(2010, 1, 1), "SLV"),
        (260, date(1950, 1, 1), "GFR"),
        (260, date(1960, 1, 1), "GFR"),
        (260, date(1990, 10, 2), "GFR"),
        (260, date(1990, 10, 3), "DEU"),
        (260, date(1995, 1, 1), "DEU"),
        (260, None, "DEU"),
        (255, date(1930, 1, 1), "DEU"),
        ("DEU", date(1970, 1, 1), "GFR"),
        ("DEU", date(1914, 1, 1), "DEU"),
        ("Federal Republic of Germany", date(1970, 1, 1), "GFR"),
        ("Federal Republic of Germany", date(1995, 1, 1), "DEU"),
        ("CZE", date(1980, 1, 1), "CSK"),
        ("CZE", None, "CZE"),
        ("YUG", date(1980, 1, 1), "SRB"),
        (345, date(2010, 1, 1), "SRB"),
        (340, date(2010, 1, 1), "SRB"),
        (678, date(1980, 1, 1), "YAR"),
        (678, date(1995, 1, 1), "YEM"),
        (679, date(1995, 1, 1), "YEM"),
        (816, date(1960, 1, 1), "VNM"),
        (817, date(1960, 1, 1), "RVN"),
        ("gw:970", date(2005, 1, 1), "KIR"),
        ("cow:970", date(2005, 1, 1), "NRU"),
        (971, date(2005, 1, 1), "NRU"),
        (220, date(1943, 1, 1), "FRA"),
        ("comtrade:842", None, "USA"),
        ("m49:840", None, "USA"),
        ("baci:490", None, "TWN"),
        ("m49:036", None, "AUS"),
        ("m49:36", None, "AUS"),
        ("m49:810", None, "RUS"),
        ("fips:RS", None, "RUS"),
        ("cameo:TMP", None, "TLS"),
        ("South Korea", None, "KOR"),
        ("Republic of Korea", None, "KOR"),
        ("DPRK", None, "PRK"),
        ("PRC", None, "CHN"),
        ("Republic of China", date(1930, 1, 1), "CHN"),
        ("Republic of China", None, "TWN"),
        ("Lao PDR", None, "LAO"),
        ("Viet Nam", None, "VNM"),
        ("East Timor", None, "TLS"),
        ("cote d'ivoire", None, "CIV"),
        ("Côte d\N{RIGHT SINGLE QUOTATION MARK}Ivoire", None, "CIV"),
        ("Ivory Coast", date(2010, 1, 1), "CIV"),
        ("Burma", date(2012, 1, 1), "MMR"),
        ("America", None, "USA"),
        ("UK", None, "GBR"),
        ("Great Britain", None, "GBR"),
        ("The Netherlands", None, "NLD"),
        ("St. Lucia", None, "LCA"),
        ("Turkey", date(2010, 1, 1), "TUR"),
        ("Iran", date(1920, 1, 1), "IRN"),
        ("Persia", date(1920, 1, 1), "IRN"),
        ("XKX", None, "KOS"),
    ],
)
def test_resolved_by_hand(code, on, expected):
    assert spelled(code, on) == expected


@pytest.mark.parametrize(
    ("state_id", "day", "name"),
    [
        ("RUS", date(1922, 12, 29), "Russia"),
        ("RUS", date(1922, 12, 30), "Soviet Union"),
        ("RUS", date(1991, 12, 25), "Soviet Union"),
        ("RUS", date(1991, 12, 26), "Russia"),
        ("MMR", date(1989, 6, 18), "Myanmar"),
        ("COD", date(1980, 1, 1), "Zaire"),
        ("IRN", date(1930, 1, 1), "Persia"),
        ("THA", date(1930, 1, 1), "Siam"),
        ("LKA", date(1970, 1, 1), "Ceylon"),
        ("SRB", date(1980, 1, 1), "Yugoslavia"),
        ("SRB", date(2005, 1, 1), "Serbia and Montenegro"),
        ("TUR", date(2010, 1, 1), "Turkey"),
        ("DEU", date(1850, 1, 1), "Prussia"),
        ("JPN", date(1900, 1, 1), "Japan"),
    ],
)
def test_name_on_a_day(state_id, day, name):
    assert state(state_id).name_on(day) == name


def test_membership_keeps_the_published_days():
    france = state("FRA")
    assert [s.text for s in france.spells] == ["1816-01-01/1942-11-11", "1944-08-25/.."]
    assert france.is_member(date(1942, 11, 11))
    assert not france.is_member(date(1942, 11, 12))
    assert france.is_member(date(1943, 1, 1), system="gw")
    assert state("TLS").is_member(date(2002, 5, 20), "gw")
    assert not state("TLS").is_member(date(2002, 5, 20))
    assert not state("TON").is_member(date(1990, 1, 1), "gw")


def test_fields_of_a_state():
    korea = state("KOR")
    assert (korea.cow, korea.cow_abb, korea.gw) == (732, "ROK", 732)
    assert "Republic of Korea" in korea.aliases
    assert (state("SRB").cow, state("SRB").gw) == (345, 340)
    assert (state("GFR").cow, state("GFR").gw) == (260, 260)
    only = {s.id for s in all_states() if s.gw_only}
    assert only == {"UPC", "GCL", "TRA", "OFS", "TBT", "GW815"}
    assert state("TBT").cow is state("TBT").cow_abb is None


def test_successions():
    assert {s.successor for s in successors("DEU")} == {"GFR", "DDR"}
    assert {s.state for s in predecessors("DEU")} >= {"GFR", "DDR", "BAV", "HAN"}
    assert [s.successor for s in successors("RVN")] == ["VNM"]
    assert {s.successor for s in successors("AUH")} == {"AUT", "HUN", "CSK"}
    assert len([s for s in successors("RUS") if s.day == date(1991, 12, 26)]) == 14


@pytest.mark.parametrize(
    ("state_id", "scheme", "on", "code"),
    [
        ("TWN", "comtrade", date(2012, 1, 1), "490"),
        ("TWN", "baci", date(2012, 1, 1), "490"),
        ("USA", "m49", None, "840"),
        ("USA", "comtrade", None, "842"),
        ("FRA", "comtrade", None, "251"),
        ("ITA", "comtrade", None, "380"),
        ("CHE", "baci", None, "757"),
        ("NOR", "baci", None, "579"),
        ("IND", "comtrade", None, "699"),
        ("IND", "comtrade", date(1974, 6, 1), "356"),
        ("RUS", "m49", date(1991, 12, 25), "810"),
        ("RUS", "m49", date(1991, 12, 26), "643"),
        ("RUS", "iso3", date(1980, 1, 1), "SUN"),
        ("RUS", "iso3", None, "RUS"),
        ("DEU", "m49", None, "276"),
        ("GFR", "m49", None, "280"),
        ("GFR", "iso3", None, "DEU"),
        ("DDR", "m49", date(1985, 1, 1), "278"),
        ("CSK", "m49", None, "200"),
        ("CZE", "m49", None, "203"),
        ("SRB", "m49", date(1990, 1, 1), "890"),
        ("SRB", "m49", date(2000, 1, 1), "891"),
        ("SRB", "m49", None, "688"),
        ("ETH", "m49", date(1990, 1, 1), "230"),
        ("ETH", "m49", None, "231"),
        ("SDN", "m49", date(2011, 7, 8), "736"),
        ("SDN", "m49", date(2011, 7, 9), "729"),
        ("SDN", "baci", date(2011, 12, 31), "736"),
        ("YAR", "m49", None, "886"),
        ("YMD", "m49", None, "720"),
        ("YEM", "m49", None, "887"),
        ("VNM", "m49", None, "704"),
        ("AUS", "m49", None, "036"),
        ("SRB", "gw", date(1980, 1, 1), "345"),
        ("KIR", "gw", None, "970"),
        ("DEU", "gw", date(2000, 1, 1), "260"),
        ("TLS", "cameo", None, "TMP"),
        ("COD", "name", date(1980, 1, 1), "Zaire"),
        ("COW730", "id", date(1900, 1, 1), "COW730"),
    ],
)
def test_code_of_by_hand(state_id, scheme, on, code):
    assert code_of(state_id, scheme, on) == code


# ---- properties


@given(holding=st.sampled_from(CODED), data=st.data())
def test_every_code_on_every_valid_day_means_exactly_its_state(holding, data):
    last = (holding.period.end or date(2100, 1, 1)) - timedelta(days=1)
    day = data.draw(st.dates(holding.period.start, last))
    scheme = holding.scheme.removesuffix("-micro")
    assert spelled(holding.code, day, scheme) == holding.state
    assert spelled(f"{scheme}:{holding.code.lower()}", day) == holding.state
    back = code_of(holding.state, scheme, day)
    assert spelled(back, day, scheme) == holding.state


@given(state_id=st.sampled_from(STATES), data=st.data())
def test_every_id_and_name_leads_back_to_its_state(state_id, data):
    known = state(state_id)
    life = data.draw(st.sampled_from(known.lifetime))
    last = (life.end or date(2100, 1, 1)) - timedelta(days=1)
    day = data.draw(st.dates(life.start, last))
    assert spelled(state_id, scheme="id") == state_id
    # An id that ISO 3166 lists may have meant another state then (DEU in 1970), never now.
    assert spelled(state_id) == state_id
    for name in (known.name, known.name_on(day)):
        readings = tables.holdings()["name", tables.folded(name)]
        held = {h.state for h in readings if h.period.contains(day)}
        assert state_id in held
        if len(held) == 1:
            assert spelled(name, day) == state_id
        else:
            with pytest.raises(AmbiguousStateError, match=state_id):
                resolve_state(name, day)


@given(code=st.sampled_from(sorted({h.code for h in CODED if h.code.isdigit()})), data=st.data())
def test_a_bare_number_never_picks_between_the_two_lists(code, data):
    day = data.draw(st.dates(date(1816, 1, 1), date(2030, 1, 1)))
    held = {
        h.state
        for scheme in ("cow", "gw")
        for h in tables.holdings().get((scheme, str(int(code))), ())
        if h.period.contains(day)
    }
    if len(held) == 1:
        assert {spelled(int(code), day)} == held
    else:
        with pytest.raises(AmbiguousStateError if held else UnknownStateError):
            resolve_state(code, day)


def test_no_code_means_two_states_on_one_day():
    by_code = defaultdict(list)
    for h in CODED:
        by_code[h.scheme.removesuffix("-micro"), h.code].append(h)
    for held in by_code.values():
        for h, other in pairwise(sorted(held, key=lambda h: h.period.start)):
            assert not h.period.overlaps(other.period), (h, other)


def test_ids_are_iso_codes_unless_there_is_a_reason():
    odd = {s for s in STATES if s not in {h.code for h in CODED if h.scheme == "iso3"}}
    assert odd == {
        *("HAN", "BAV", "BAD", "SAX", "WRT", "HSE", "HSG", "MEC", "AUH", "PAP", "SIC", "MOD"),
        *("PMA", "TUS", "ZAN"),  # ended before ISO 3166
        *("UPC", "GCL", "TRA", "OFS", "TBT", "GW815"),  # Gleditsch and Ward only
        *("GFR", "RVN", "YAR", "KOS", "COW730"),  # ISO letters are another state's, or none
    }
    assert not odd & {code for scheme, code in tables.areas() if scheme == "iso3"}


def test_dated_names_of_a_state_do_not_overlap():
    for known in all_states():
        periods = sorted((p for _, p in known.names), key=lambda p: p.start or date.min)
        for before, after in pairwise(periods):
            assert before.end == after.start, known.id
        # The two Yemens are better known by names they never bore.
        assert known.names[-1][0] == known.name or known.id in {"YAR", "YMD"}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("codes.csv", ("scheme",)),
        ("states.csv", ("id",)),
        ("names.csv", ("state",)),
        ("successions.csv", ("state", "day", "successor")),
        ("code_notes.csv", ("scheme", "state")),
        ("areas.csv", ("scheme",)),
    ],
)
def test_tables_are_sorted_and_whole(name, key):
    path = Path(tables.__file__).with_name(name)
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert rows == sorted(rows, key=lambda r: [r[k] for k in key])
    assert len({tuple(r.values()) for r in rows}) == len(rows)
    known = set(STATES)
    for column in {"state", "successor"} & rows[0].keys():
        assert {r[column] for r in rows} <= known


# ---- refusals


@pytest.mark.parametrize(
    ("code", "on", "said", "hint"),
    [
        ("cow:260", date(1995, 1, 1), "1955-05-05 to 1990-10-02", "Germany (DEU)"),
        ("DDR", date(2005, 1, 1), "1949-10-05 to 1990-10-02", "Germany (DEU)"),
        ("UKR", date(1985, 1, 1), "since 1991-12-01", "Russia (RUS)"),
        ("EST", date(1960, 1, 1), "1940-06-16 and since 1991-09-06", "Russia (RUS)"),
        ("USSR", date(2005, 1, 1), "1922-12-30 to 1991-12-25", "write RUS"),
        ("817", date(1990, 1, 1), "1975-04-30", "Vietnam (VNM)"),
        ("cow:220", date(1943, 1, 1), "1942-11-11", "write FRA"),
        ("679", date(1980, 1, 1), "since 1990-05-22", "North Yemen (YAR), South Yemen (YMD)"),
        ("DEU", date(1946, 1, 1), "1945-05-08", "another date"),
        ("Rusia", None, "no state is called", "Russia"),
        ("842", None, "Gleditsch-Ward number 842", "comtrade:842 is United States (USA)"),
        ("m49:842", None, "m49 code", "comtrade:842"),
        ("9999", None, "number 9999", "write"),
        ("HKG", None, "Hong Kong", "territory"),
        ("baci:58", None, "Belgium-Luxembourg", "leave it out"),
        (WORLD, None, "whole world", "totals"),
        ("", None, "no state", "write"),
    ],
)
def test_unknown_states_are_explained(code, on, said, hint):
    with pytest.raises(UnknownStateError) as caught:
        resolve_state(code, on)
    assert said in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("code", "on", "hint"),
    [
        (970, date(2005, 1, 1), "write gw:970 or cow:970"),
        (970, None, "write gw:970 or cow:970"),
        ("MAC", None, "cowabb:MAC"),
        ("Korea", None, "write KOR or PRK"),
        ("Germany", date(1970, 1, 1), "write DDR or GFR"),
        ("Vietnam", date(1965, 1, 1), "write RVN or VNM"),
        ("Yemen", date(1980, 1, 1), "write YAR or YMD"),
        ("Congo", date(1962, 1, 1), "write COD or COG"),
        ("Hesse", None, "write HSE or HSG"),
    ],
)
def test_ambiguous_states_say_how_to_write_either(code, on, hint):
    with pytest.raises(AmbiguousStateError) as caught:
        resolve_state(code, on)
    assert hint in caught.value.hint


def test_mac_before_there_was_a_macedonia_is_macao():
    with pytest.raises(UnknownStateError):
        resolve_state("MAC", date(1980, 1, 1))


@pytest.mark.parametrize(
    ("state_id", "scheme", "on", "hint"),
    [
        ("TWN", "m49", None, "490"),
        ("KOS", "m49", None, "412"),
        ("BEL", "baci", date(1997, 1, 1), "58 (Belgium-Luxembourg)"),
        ("ZAF", "comtrade", date(1997, 1, 1), "711"),
        ("RVN", "iso3", date(1960, 1, 1), "VNM"),
        ("FRA", "m49", date(1900, 1, 1), "since 1970-01-01"),
        ("FRA", "cow", date(1943, 1, 1), "1942-11-11"),
        ("BAV", "iso3", None, "no line"),
        ("GFR", "cameo", date(1985, 1, 1), "apart"),
    ],
)
def test_a_missing_code_is_explained(state_id, scheme, on, hint):
    with pytest.raises(UnknownStateError) as caught:
        code_of(state_id, scheme, on)
    assert hint in caught.value.hint


def test_ids_are_exact():
    with pytest.raises(UnknownStateError) as caught:
        state("rus")
    assert "RUS" in caught.value.hint


@pytest.mark.parametrize("code", ["xx:12", "cows:365"])
def test_unknown_scheme(code):
    with pytest.raises(VocabularyError, match="no scheme"):
        resolve_state(code)
    with pytest.raises(VocabularyError, match="another scheme"):
        resolve_state("cow:365", scheme="gw")
    with pytest.raises(VocabularyError, match="no list of states"):
        state("RUS").is_member(date(2000, 1, 1), "polity")


# ---- the publishers' lists, and the tables others derived from them


def parquet(shared, name):
    pq = pytest.importorskip("pyarrow.parquet")
    return pq.read_table(shared / "data" / "tidy" / f"{name}.parquet").to_pylist()


def states_in_year(scheme, code, year):
    held = tables.holdings().get((scheme, tables.key_of(scheme, str(code))), ())
    return {h.state for h in held if h.period.covers_year(year)}


def last_day(period, stops):
    return stops if period.end is None else period.end - timedelta(days=1)


@pytest.mark.real_data
def test_every_spell_of_the_correlates_of_war_list(shared):
    published = {
        (
            *(r["ccode"], r["stateabb"]),
            date(r["styear"], r["stmonth"], r["stday"]),
            date(r["endyear"], r["endmonth"], r["endday"]),
        )
        for r in parquet(shared, "cow_states_2016")
    }
    ours = {
        (s.cow, s.cow_abb, p.start, last_day(p, COW_STOPS)) for s in all_states() for p in s.spells
    }
    assert ours == published
    assert len(ours) == 243


@pytest.mark.real_data
def test_every_spell_of_the_gleditsch_ward_list(shared):
    published = {(r["gwcode"], r["startdate"], r["enddate"]) for r in parquet(shared, "gw_states")}
    by_number = defaultdict(list)
    for h in CODED:
        if h.scheme == "gw":
            by_number[int(h.code)].append(h.period)
    # 260 and 678 pass from one identity to another without a gap: joined, they are the list's.
    ours = {
        (number, p.start, last_day(p, GW_STOPS))
        for number, periods in by_number.items()
        for p in tables.joined(periods)
    }
    assert ours == published
    assert len(ours) == 216


@pytest.mark.real_data
def test_both_numbers_of_a_state_year_mean_one_state(shared):
    rows = parquet(shared, "isard_cw_gw_panel")
    for r in rows:
        cow = states_in_year("cow", r["ccode"], r["year"]) if r["ccode"] else None
        gw = states_in_year("gw", r["gwcode"], r["year"]) if r["gwcode"] else None
        assert cow is None or cow, r
        assert gw is None or gw, r
        assert cow is None or gw is None or cow & gw, r
    published = {(r["ccode"], r["year"]) for r in rows if r["ccode"]}
    spells = [(s.cow, p) for s in all_states() for p in s.spells]
    ours = {(n, year) for n, p in spells for year in range(1816, 2026) if p.covers_year(year)}
    assert ours == published


# countrycode gives one ISO code to states that are two here, and none to some that have one.
COUNTRYCODE_DEVIATIONS = {
    ("cown", "KOR", 730): "Korea before 1910 is not the Republic of Korea",
    ("cown", "VAT", 327): "the Papal States are not the Holy See",
    ("gwn", "KOR", 730): "Korea before 1910 is not the Republic of Korea",
    ("gwn", "VAT", 327): "the Papal States are not the Holy See",
    ("gwn", "COL", 99): "Great Colombia is not Colombia",
    ("gwn", "VNM", 815): "Vietnam before French rule is not the Democratic Republic",
}


@pytest.mark.real_data
@pytest.mark.parametrize(("column", "scheme"), [("cown", "cow"), ("gwn", "gw")])
def test_countrycode_panel_by_year(shared, column, scheme):
    seen = set()
    for r in parquet(shared, "countrycode_codelist_panel"):
        if r["iso3c"] and r[column]:
            iso = states_in_year("iso3", r["iso3c"], r["year"])
            if not iso & states_in_year(scheme, r[column], r["year"]):
                seen.add((column, r["iso3c"], r[column]))
    assert seen == {k for k in COUNTRYCODE_DEVIATIONS if k[0] == column}


@pytest.mark.real_data
def test_countrycode_present_numbers(shared):
    for r in parquet(shared, "countrycode_codelist_panel"):
        iso = states_in_year("iso3", r["iso3c"], r["year"]) if r["iso3c"] else set()
        if iso and r["iso3n"] and r["year"] > 2011 and r["iso3c"] != "TWN":  # M49 omits 158
            assert states_in_year("m49", r["iso3n"], r["year"]) == iso, r
        if iso and r["fips"] and r["year"] > 1992:
            assert iso <= states_in_year("fips", r["fips"], r["year"]), r


# Its Gleditsch-Ward column takes former states' numbers for present ones.
CONVERTER_DEVIATIONS = {("CZE", 315), ("VNM", 817), ("YEM", 680)}


@pytest.mark.real_data
def test_country_converter_numbers_of_2015(shared):
    path = shared / "data" / "raw" / "country_converter_country_data.tsv"
    seen = set()
    with path.open(encoding="utf-8", newline="") as lines:
        for r in csv.DictReader(lines, delimiter="\t"):
            iso = states_in_year("iso3", r["ISO3"], 2015)
            if r["GWcode"] and states_in_year("gw", int(float(r["GWcode"])), 2015) != iso:
                seen.add((r["ISO3"], int(float(r["GWcode"]))))
            if r["UNcode"] and iso:
                assert states_in_year("m49", int(float(r["UNcode"])), 2015) == iso, r["ISO3"]
    assert seen == CONVERTER_DEVIATIONS


# Lines whose ISO letters mislead: 490 is Taiwan, 58 the customs union with Luxembourg.
BACI_DEVIATIONS = {490: "TWN", 58: None}
# The older table writes some lines without usable letters, or with letters since withdrawn,
# and gives the customs union of 711 to South Africa.
BACI92_DEVIATIONS = {200: "CSK", 626: "TLS", 807: "MKD", 58: None, 711: None}


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("name", "number", "letters", "deviations"),
    [
        ("baci_country_codes_V202401b.csv", "country_code", "country_iso3", BACI_DEVIATIONS),
        ("country_code_baci92.csv", "i", "iso3", BACI92_DEVIATIONS),
    ],
)
def test_baci_tables(shared, name, number, letters, deviations):
    path = shared / "data" / "raw" / name
    seen = {}
    iso_codes = {h.code for h in CODED if h.scheme == "iso3"}
    with path.open(encoding="latin-1", newline="") as lines:
        for r in csv.DictReader(lines):
            code, iso = int(r[number]), r[letters]
            held = {h.state for h in tables.holdings().get(("baci", str(code)), ())}
            meant = {h.state for h in tables.holdings().get(("iso3", iso), ())}
            if iso not in iso_codes and not held:
                continue  # a territory or a group, in either table
            if not held & meant:
                seen[code] = next(iter(held), None)
    assert seen == deviations


@pytest.mark.real_data
def test_baci_flows_name_states_or_known_areas(shared):
    pq = pytest.importorskip("pyarrow.parquet")
    path = shared / "data" / "tidy" / "baci_hs92_rawmaterials_1995_2024.parquet"
    table = pq.read_table(path, columns=["t", "i", "j"])
    seen = set()
    for side in ("i", "j"):
        groups = table.group_by(["t", side]).aggregate([])
        seen |= set(zip(groups["t"].to_pylist(), groups[side].to_pylist(), strict=True))
    # East Timor and Montenegro trade before they are states; 891 covers the latter.
    early = {(year, 626) for year in (2000, 2001)}
    for year, number in sorted((int(y), int(n)) for y, n in seen):
        if ("baci", str(number)) not in tables.areas() and (year, number) not in early:
            assert len(states_in_year("baci", number, year)) == 1, (year, number)


# CAMEO writes three states in letters of its own, and has none for these.
CAMEO_LETTERS = {"TMP": "TLS", "MTN": "MNE", "ROM": "ROU"}
CAMEO_LACKS = {"SSD", "KOS"}


@pytest.mark.real_data
def test_cameo_list(shared):
    path = shared / "data" / "raw" / "gdelt" / "cameoCountry.txt"
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()[1:]
    listed = {line.split("\t")[0] for line in lines if "\t" in line}
    found = set()
    for code in listed:
        held = {h.state for h in tables.holdings().get(("cameo", code), ())}
        assert held or ("cameo", code) in tables.areas(), code
        if held:
            assert held == {CAMEO_LETTERS.get(code, code)}
            found |= held
    now = {s.id for s in all_states() if s.lifetime[-1].end is None}
    assert now - found == CAMEO_LACKS


@pytest.mark.real_data
def test_country_info_list(shared):
    path = shared / "data" / "raw" / "gdelt" / "countryInfo.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        row = line.split("\t")
        if line.startswith(("#", "ISO\t")) or len(row) < 5:
            continue
        _, iso, number, fips, _ = row[:5]
        held = {h.state for h in tables.holdings().get(("iso3", iso), ())}
        assert held or ("iso3", iso) in tables.areas(), iso
        for scheme, code in (("m49", number), ("fips", fips)):
            if held and code not in {"", "0", "158"}:
                assert {
                    h.state for h in tables.holdings()[scheme, tables.key_of(scheme, code)]
                } <= held
