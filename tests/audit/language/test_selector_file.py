"""Selectors from TOML: what they become, and every name that is not there."""

from __future__ import annotations

import math
import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.audit.language.base import ACCOUNTS, EvidenceBase
from equipoise.audit.language.expressions import Binary, ExpressionError, Name
from equipoise.audit.language.filters import Filter, GridName
from equipoise.audit.language.question import GridAxis
from equipoise.audit.language.selector import Constant, Selector
from equipoise.audit.language.selector_file import read_axis, read_let, read_selector
from equipoise.dossier.schema import table_specs
from equipoise.errors import EquipoiseError
from equipoise.vocabulary.periods import parse_edtf

CASES = {
    '{ table = "trade", value = "turnover", where = { partner = "CHN", year = 2012 } }': Selector(
        "table",
        "trade",
        "turnover",
        (Filter("partner", "equals", "CHN"), Filter("year", "equals", 2012)),
    ),
    '{ table = "trade", take = "count" }': Selector("table", "trade", "", (), "count"),
    '{ table = "trade", value = "partner", take = "distinct" }': Selector(
        "table", "trade", "partner", (), "distinct"
    ),
    '{ table = "printed", value = "printed", take = "max" }': Selector(
        "table", "printed", "printed", (), "max"
    ),
    '{ table = "ledger", value = "date", part = "month", where = { id = "kuril-transfer" } }': (
        Selector(
            "table", "ledger", "date", (Filter("id", "equals", "kuril-transfer"),), part="month"
        )
    ),
    '{ table = "ledger", take = "count", where = { parties = "CHN" } }': Selector(
        "table", "ledger", "", (Filter("parties", "has", ("CHN",)),), "count"
    ),
    '{ table = "ledger", take = "count", where = { parties = { has = ["CHN", "RUS"] } } }': (
        Selector("table", "ledger", "", (Filter("parties", "has", ("CHN", "RUS")),), "count")
    ),
    '{ table = "ledger", take = "count", where = { date = 1997 } }': Selector(
        "table", "ledger", "", (Filter("date", "within", parse_edtf("1997")),), "count"
    ),
    '{ account = "dependence", value = "asymmetry", where = { partner = "CHN", year = 2012 } }': (
        Selector(
            "account",
            "dependence",
            "asymmetry",
            (Filter("partner", "equals", "CHN"), Filter("year", "equals", 2012)),
        )
    ),
    '{ archive = "wdi", value = "value", unit = "usd", missing = "skip", take = "sum" }': Selector(
        "archive", "wdi", "value", (), "sum", skip_missing=True, unit="usd"
    ),
    '{ archive = "baci", value = "value", take = "rank", of = { exporter = "RUS" } }': Selector(
        "archive", "baci", "value", (), "rank", (Filter("exporter", "equals", "RUS"),)
    ),
    '{ figure = "asean-turnover-2010" }': Selector(
        "table", "figures", "value", (Filter("id", "equals", "asean-turnover-2010"),)
    ),
    '{ number = 750, unit = "rub_bn", source = "Agency", locator = "p. 5" }': Constant(
        750.0, "rub_bn", "Agency", "p. 5"
    ),
    '"a / b"': Binary("/", Name("a"), Name("b")),
}

GRID = {
    "year": GridAxis((1996, 1999)),
    "partner": GridAxis(("CHN",)),
    "span": GridAxis(("1997/1998",)),
}


def let(text, base, grid=GRID):
    return read_let(tomllib.loads(f"x = {text}")["x"], base, grid)


@pytest.mark.parametrize("text", CASES)
def test_by_hand(base, text):
    assert let(text, base) == CASES[text]


def test_names_of_the_grid(base):
    found = let(
        '{ table = "trade", value = "turnover", where = { partner = "$partner", year = "$year" } }',
        base,
    )
    assert found.filters == (
        Filter("partner", "equals", GridName("partner")),
        Filter("year", "equals", GridName("year")),
    )
    found = let('{ table = "ledger", take = "count", where = { date = "$year" } }', base)
    assert found.filters == (Filter("date", "within", GridName("year")),)
    found = let(
        '{ table = "ledger", take = "count", where = { date = { overlaps = "$span" } } }', base
    )
    assert found.filters == (Filter("date", "overlaps", GridName("span")),)
    found = let('{ table = "ledger", take = "count", where = { parties = "$partner" } }', base)
    assert found.filters == (Filter("parties", "has", GridName("partner")),)


def test_axes_by_hand(base):
    def values(text):
        return read_axis(tomllib.loads(f"x = {text}")["x"], base).found(base)

    assert values("[1999, 1996, 1999]") == (1999, 1996)
    assert values('["JPN", "CHN"]') == ("JPN", "CHN")
    assert values('{ table = "printed", value = "column" }') == (1996, 1999, 2000, 2005, 2012)
    assert values('{ table = "printed", value = "column", from = 1999, to = 2004 }') == (1999, 2000)
    assert values(
        '{ table = "printed", value = "column", where = { row = "world-total" }, from = 2000 }'
    ) == (2000, 2005, 2012)
    # A condition on the same column and a span hold both.
    assert values(
        '{ table = "printed", value = "column", where = { column = { not = 2000 } }, to = 2000 }'
    ) == (1996, 1999)
    assert "CHN" in values('{ table = "trade", value = "partner", where = { year = 1996 } }')
    assert values('{ archive = "wdi", value = "year" }') == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("5", "neither a selector nor an expression"),
        ("[1]", "neither a selector nor an expression"),
        ('"a +"', "ends too early"),
        ("{}", "a selector of nothing"),
        ('{ value = "turnover" }', "a selector of nothing"),
        ('{ table = "trade", account = "trade", value = "turnover" }', "two tables"),
        ('{ table = "trades", value = "turnover" }', "no table 'trades'"),
        ('{ table = ["trade"], value = "turnover" }', "no table"),
        ('{ account = "commerce", value = "turnover" }', "no account 'commerce'"),
        ('{ archive = "wdj", value = "value" }', "no archive 'wdj'"),
        ('{ figure = "no-such-figure" }', "no figure 'no-such-figure'"),
        ('{ figure = ["a"] }', "no figure"),
        ('{ figure = "asean-turnover-2010", value = "low" }', "unknown key 'value'"),
        ('{ table = "trade" }', "value is missing"),
        ('{ table = "trade", value = "" }', "value is missing"),
        ('{ table = "trade", value = 5 }', "trade has no column 5"),
        ('{ table = "trade", value = ["turnover"] }', "trade has no column"),
        ('{ table = "trade", value = {} }', "value is missing"),
        ('{ table = "trade", value = "turnovr" }', "trade has no column 'turnovr'"),
        ('{ table = "trade", value = "partner" }', "partner holds texts"),
        ('{ table = "figures", value = "printed" }', "printed holds texts"),
        ('{ table = "trade", value = "partner", take = "max" }', "partner holds texts"),
        ('{ table = "trade", take = "distinct" }', "value is missing"),
        ('{ table = "trade", value = "turnover", take = "total" }', "unknown take 'total'"),
        ('{ table = "trade", value = "turnover", take = ["sum"] }', "unknown take"),
        ('{ table = "trade", value = "turnover", takes = "sum" }', "unknown key 'takes'"),
        ('{ table = "trade", value = "turnover", missing = "zero" }', "unknown missing 'zero'"),
        ('{ table = "trade", value = "turnover", missing = true }', "unknown missing True"),
        ('{ table = "trade", value = "turnover", unit = "usd_bn" }', "has a unit or needs none"),
        ('{ table = "trade", value = "year", unit = "date" }', "has a unit or needs none"),
        ('{ table = "trade", take = "count", unit = "count" }', "has a unit or needs none"),
        ('{ account = "dependence", value = "asymmetry", unit = "usd" }', "a unit or needs none"),
        ('{ archive = "wdi", value = "value" }', "value needs a unit"),
        ('{ archive = "wdi", value = "value", unit = "" }', "unknown unit ''"),
        ('{ archive = "wdi", value = "value", unit = ["usd"] }', "unknown unit"),
        ('{ archive = "wdi", value = "value", unit = 5 }', "unknown unit '5'"),
        ('{ archive = "wdi", value = "value", unit = "dollars" }', "unknown unit 'dollars'"),
        (
            '{ archive = "wdi", value = "value", take = "rank", of = { state = "RUS" } }',
            "needs a unit",
        ),
        ('{ table = "ledger", value = "date", part = "hour" }', "unknown part 'hour'"),
        ('{ table = "trade", value = "year", part = "month" }', "year has no parts"),
        ('{ table = "trade", value = "turnover", part = "year" }', "turnover has no parts"),
        ('{ table = "trade", value = "year", take = "sum" }', "holds dates, which have no sum"),
        ('{ table = "ledger", value = "date", take = "sum" }', "holds dates, which have no sum"),
        ('{ table = "trade", value = "turnover", take = "rank" }', "rank and of belong together"),
        ('{ table = "trade", value = "turnover", of = { partner = "CHN" } }', "belong together"),
        (
            '{ table = "trade", value = "turnover", take = "rank", of = "CHN" }',
            "not a table of columns",
        ),
    ],
)
def test_refusals(base, text, message):
    with pytest.raises(EquipoiseError, match=message) as caught:
        let(text, base)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ('"CHN"', "not a table of columns"),
        ('{ partners = "CHN" }', "trade has no column 'partners'"),
        ('{ partner = "XYZ" }', "unknown party 'XYZ'"),
        ('{ partner = "china" }', "unknown party 'china'"),
        ('{ partner = ["CHN", "XYZ"] }', "unknown party 'XYZ'"),
        ('{ partner = { not = "XYZ" } }', "unknown party 'XYZ'"),
        ('{ state = "WLD" }', "unknown state code 'WLD'"),
        ("{ partner = 156 }", "partner holds texts, not 156"),
        ("{ partner = true }", "True is no value of partner"),
        ("{ partner = 2012-01-01 }", "is no value of partner"),
        ("{ partner = [{ a = 1 }] }", "is no value of partner"),
        ('{ partner = "" }', "an empty partner"),
        ('{ printed = " " }', "an empty printed"),
        ('{ partner = [""] }', "an empty partner"),
        ('{ product = "goods" }', "no row of trade has product 'goods'"),
        ('{ unit = "furlong" }', "unknown unit 'furlong'"),
        ('{ unit = "t" }', "counts mass, not money"),
        ('{ quality = "good" }', "unknown quality 'good'"),
        ('{ year = "2012" }', "year holds numbers, not '2012'"),
        ("{ year = true }", "True is no value of year"),
        ("{ year = 2012.5 }", "no year is 2012.5"),
        ("{ year = nan }", "no year is nan"),
        ("{ year = [2012, inf] }", "no year is inf"),
        ("{ turnover = nan }", "no turnover is nan"),
        ("{ turnover = 1e300 }", r"no turnover is 1e\+300"),
        (f"{{ year = {10**400} }}", "no year is 1000"),
        ('{ product = { region = "east-asia" } }', "product holds no states"),
        ('{ printed = { region = "east-asia" } }', "printed holds no states"),
        ('{ partner = { region = "atlantis" } }', "atlantis"),
        ('{ partner = "$member" }', r"\$member is no name of the claim's grid"),
        ('{ partner = ["$partner"] }', "unknown party"),
        ('{ partner = "$year" }', "partner holds texts, not 1996"),
        ('{ year = "$partner" }', "year holds numbers, not 'CHN'"),
    ],
)
def test_refusals_of_conditions(base, where, message):
    text = f'{{ table = "trade", value = "turnover", where = {where} }}'
    with pytest.raises(EquipoiseError, match=message) as caught:
        let(text, base)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ('{ parties = "CHN;RUS" }', "'CHN;RUS' is more than one"),
        ('{ parties = { has = "CHN;RUS" } }', "is more than one"),
        ('{ parties = { has = ["XYZ"] } }', "unknown party 'XYZ'"),
        ('{ parties = ["CHN"] }', "a list does not fit parties"),
        ('{ date = "$partner" }', "CHN"),
        ('{ date = { within = "$partner" } }', "CHN"),
        ('{ kind = "$year" }', "kind holds texts, not 1996"),
        ('{ host = "" }', "an empty host"),
        ('{ id = "no-such-act" }', "no row of ledger has id 'no-such-act'"),
    ],
)
def test_refusals_of_conditions_on_the_ledger(base, where, message):
    with pytest.raises(EquipoiseError, match=message) as caught:
        let(f'{{ table = "ledger", take = "count", where = {where} }}', base)
    assert caught.value.hint


def test_values_of_a_grid_that_rows_give_are_of_the_kind_of_the_column(base, shelved):
    grid = {"year": GridAxis((), Selector("table", "trade", "year", (), "distinct"))}
    grid["who"] = GridAxis((), Selector("table", "trade", "partner", (), "distinct"))
    for where in ('{ partner = "$who", year = "$year" }', "{ year = 2012 }"):
        assert let(f'{{ table = "trade", value = "turnover", where = {where} }}', base, grid)
    assert let('{ table = "ledger", take = "count", where = { date = "$year" } }', base, grid)
    assert let('{ archive = "wdi", take = "count", where = { state = "$who" } }', base, grid)
    for where, message in {
        '{ year = "$who" }': r"\$who gives 'CHN', which year cannot hold",
        '{ partner = "$year" }': r"\$year gives 1996, which partner cannot hold",
    }.items():
        with pytest.raises(EquipoiseError, match=message):
            let(f'{{ table = "trade", value = "turnover", where = {where} }}', base, grid)
    with pytest.raises(EquipoiseError, match="CHN"):
        let('{ table = "ledger", take = "count", where = { date = "$who" } }', base, grid)
    archive = shelved({"state": "text", "year": "year"}, ("CHN", 2000))
    with pytest.raises(EquipoiseError, match="cannot hold"):
        let('{ archive = "sample", take = "count", where = { state = "$year" } }', archive, grid)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("5", "neither a list nor a table"),
        ('"1996"', "neither a list nor a table"),
        ("[]", "not a list of years or codes"),
        ("[1996.5]", "not a list of years or codes"),
        (str(list(range(1, 402))), "more than 400 values"),
        ("[true]", "not a list of years or codes"),
        ("[[1996]]", "not a list of years or codes"),
        ("[1996-01-01]", "not a list of years or codes"),
        ("{}", "a selector of nothing"),
        ('{ table = "trade" }', "value is missing"),
        ('{ table = "trade", from = 1990 }', "value is missing"),
        ('{ table = "trade", value = ["year"], from = 1990 }', "trade has no column"),
        ('{ table = "trade", value = "turnover" }', "turnover holds no years or codes"),
        ('{ table = "ledger", value = "date" }', "date holds no years or codes"),
        ('{ table = "ledger", value = "parties" }', "parties holds no years or codes"),
        ('{ table = "trade", value = "partner", from = 1990 }', "from does not fit partner"),
        ('{ table = "trade", value = "year", from = "1990" }', "'1990' is not a number"),
        ('{ table = "trade", value = "year", take = "max" }', "unknown key 'take'"),
        ('{ table = "trade", value = "year", where = 5 }', "not a table of columns"),
        (
            '{ table = "trade", value = "year", where = { partner = "$x" } }',
            "no name of the claim's",
        ),
    ],
)
def test_refusals_of_axes(base, text, message):
    with pytest.raises(EquipoiseError, match=message) as caught:
        read_axis(tomllib.loads(f"x = {text}")["x"], base)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('number = "750"', "number is '750'"),
        ("number = true", "number is True"),
        ("number = nan", "number is nan"),
        ("number = inf", "number is inf"),
        ("number = 1e300", r"number is 1e\+300"),
        (f"number = {10**400}", "number is 1000"),
        ("number = 1979-05-27", "number is datetime"),
        ("number = 5\nvalue = 5", "unknown key 'value'"),
        ("number = 5\nsource = ' '", "source is missing"),
        ("number = 5\nlocator = 5", "locator is missing"),
        ("number = 5\nunit = ['usd']", "unit is missing"),
        ("number = 5\nunit = 'dollars'", "unknown unit 'dollars'"),
    ],
)
def test_refusals_of_constants(base, text, message):
    raw = {"unit": "usd", "source": "Agency", "locator": "p. 5", **tomllib.loads(text)}
    with pytest.raises(EquipoiseError, match=message):
        read_let(raw, base, {})


def test_a_constant_without_its_source(base):
    for key in ("unit", "source", "locator"):
        raw = {"number": 5, "unit": "usd", "source": "Agency", "locator": "p. 5"}
        del raw[key]
        with pytest.raises(EquipoiseError, match=f"{key} is missing"):
            read_let(raw, base, {})


def test_accounts_that_cannot_be_computed_refuse_no_selector(dossier_copy):
    (dossier_copy.folder / "energy_flows.csv").unlink()
    base = EvidenceBase(dossier_copy.open())
    text = '{ account = "energy", value = "value_usd", where = { year = 2012, importer = "CHN" } }'
    found = let(text, base)
    assert found == Selector("account", "energy", "value_usd", ())
    assert read_axis({"account": "energy", "value": "year", "from": 1990}, base).found(base) == ()


@pytest.mark.parametrize("name", sorted(table_specs()))
def test_every_column_of_every_table_can_be_counted_and_filtered(base, name):
    for column in table_specs()[name].columns:
        where = {column.name: {"filled": True}}
        raw = {"table": name, "take": "count", "value": column.name, "where": where}
        assert read_selector(raw, base, {}).filters == (Filter(column.name, "filled", True),)


@pytest.mark.parametrize("name", sorted(ACCOUNTS))
def test_every_column_of_every_account_can_be_counted(base, name):
    for column in base.table("account", name).kinds:
        raw = {"account": name, "take": "distinct", "value": column}
        assert read_selector(raw, base, {}).value == column


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([10**30, 10**400, -(10**400)])
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(
        [
            "trade",
            "ledger",
            "wdi",
            "energy",
            "turnover",
            "year",
            "CHN",
            "sum",
            "rank",
            "usd",
            "$year",
        ]
    )
    | st.just(date(1997, 5, 3)),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "from",
                    "to",
                    "not",
                    "has",
                    "region",
                    "within",
                    "overlaps",
                    "filled",
                    "year",
                    "partner",
                ]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)
KEYS = st.sampled_from(
    [
        "table", "account", "archive", "figure", "number", "value", "where", "take", "of", "part",
        "missing", "unit", "source", "locator", "from", "to", "other",
    ]
)  # fmt: skip


@given(st.dictionaries(KEYS, ANYTHING, max_size=6) | ANYTHING)
def test_anything_is_a_selector_or_an_error_with_a_hint(base, raw):
    for reader in (lambda: read_let(raw, base, GRID), lambda: read_axis(raw, base)):
        try:
            reader()
        except (EquipoiseError, ExpressionError) as error:
            problem = error
        else:
            continue
        assert problem.message


@given(
    st.sampled_from(sorted(table_specs())),
    st.sampled_from(["one", "sum", "mean", "median", "min", "max", "count", "distinct"]),
    st.data(),
)
def test_any_condition_on_any_column_is_read_or_refused(base, name, take, data):
    columns = [column.name for column in table_specs()[name].columns]
    where = data.draw(st.dictionaries(st.sampled_from(columns), ANYTHING, max_size=2))
    raw = {
        "table": name,
        "value": data.draw(st.sampled_from(columns)),
        "take": take,
        "where": where,
    }
    try:
        found = read_selector(raw, base, GRID)
    except EquipoiseError as error:
        problem = error
    else:
        assert {f.column for f in found.filters} == set(where)
        return
    assert problem.message


def test_infinite_bounds_are_open(base):
    where = {"year": {"from": -math.inf, "to": 2000}}
    raw = {"table": "trade", "value": "turnover", "take": "count", "where": where}
    assert read_selector(raw, base, {}).filters == (Filter("year", "span", (-math.inf, 2000)),)
