"""Framework files that cannot be evaluated are refused with file and key."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from equipoise.assessment.framework import SCOPES
from equipoise.assessment.load import SHIPPED, load_framework, shipped_frameworks
from equipoise.assessment.verdict import assess
from equipoise.errors import FrameworkError, UnknownFrameworkError
from equipoise.vocabulary.measures import measure_catalogue

OWN = """
id = "own"
name = "My own"
citation = "me2026"
wording = "A state with land and people."

[[criterion]]
id = "land"
name = "Land"
citation = "me2026"
wording = "A tenth of it."
[criterion.region]
met = "all"
[[criterion.region.indicator]]
measure = "area_km2"
comparison = "share"
threshold = 0.1
low = 0.05
high = 0.2
argument = "Because."

[[criterion]]
id = "people"
name = "People"
citation = "me2026"
wording = "Among the first three."
[criterion.region]
met = "any"
[[criterion.region.indicator]]
measure = "tpop"
comparison = "rank"
threshold = 3
low = 5
high = 2
argument = "Because."

[[verdict]]
label = "great power"
met = ["land", "people"]
[[verdict]]
label = "aspiring great power"
met_count = 1
"""


@pytest.fixture
def own(tmp_path):
    def write(change=lambda text: text, name="own.toml"):
        path = tmp_path / name
        path.write_text(change(OWN), encoding="utf-8")
        return path

    return write


def test_a_framework_of_one_s_own(dossier, own):
    verdicts = {
        state: assess(dossier, state, year=2012, framework=str(own()), draws=50).verdict
        for state in ("CHN", "USA", "RUS", "IND", "SGP")
    }
    assert verdicts == {
        "CHN": "great power",
        "USA": "great power",
        "RUS": "aspiring great power",
        "IND": "aspiring great power",
        "SGP": "not a great power",
    }


def test_partly_met_lies_between_the_low_bound_and_the_threshold(dossier, own):
    result = assess(dossier, "IDN", year=2012, framework=str(own()), draws=1)
    outcomes = {c.id: c.outcome for c in result.criteria}
    ranks = {i.measure: i.rank for c in result.criteria for i in c.indicators}
    assert ranks["tpop"] == 4
    assert outcomes == {"land": "not met", "people": "partly met"}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('measure = "area_km2"', 'measure = "area"', "unknown measure 'area'"),
        ('comparison = "share"', 'comparison = "shares"', "unknown comparison 'shares'"),
        ("threshold = 0.1", "threshold = 0.3", "threshold 0.3 outside its bounds"),
        ("threshold = 0.1", "threshold = 0.01", "threshold 0.01 outside its bounds"),
        ("high = 0.2", "high = 1.2", "1.2 is no share"),
        ("low = 0.05", "low = -0.05", "-0.05 is no share"),
        ("high = 2", "high = 4", "outside its bounds"),
        ("threshold = 0.1", 'threshold = "a tenth"', "not a number"),
        ("low = 0.05\n", "", "low: missing or not a number"),
        ('met = "all"', 'met = "at least 2"', "at least 2 of 1"),
        ('met = "all"', 'met = "most"', "unknown rule 'most'"),
        ('met = "all"', 'met = "all"\npartyl = "any"', "unknown key 'partyl'"),
        ('id = "people"', 'id = "land"', "stands twice"),
        ('met = ["land", "people"]', 'met = ["land", "peple"]', "unknown criterion 'peple'"),
        ('label = "great power"', 'label = "superpower"', "unknown verdict 'superpower'"),
        ('label = "aspiring great power"', 'label = "great power"', "repeated or out of order"),
        ("met_count = 1", "met_count = 3", "asks for 3 of 2"),
        ("met_count = 1", "", "asks for nothing"),
        ('argument = "Because."', 'argument = ""', "argument: missing"),
        ('name = "My own"', "name = 5", "name: missing or not a text"),
        ('citation = "me2026"\nwording = "A state', 'wording = "A state', "citation: missing"),
        (
            '[criterion.region]\nmet = "all"\n[[criterion.region.indicator]]',
            '[criterion.system]\nmet = "all"\n[[criterion.system.indicator]]',
            "no basis at region scope",
        ),
        ('id = "own"', 'id = "own', "own.toml"),
        ('id = "own"', 'id = "own"\nuses = ["nowhere.toml"]', "nowhere.toml"),
    ],
)
def test_a_broken_file_is_refused_by_name_and_key(own, old, new, says):
    with pytest.raises((FrameworkError, UnknownFrameworkError)) as caught:
        load_framework(own(lambda text: text.replace(old, new, 1)))
    assert says in str(caught.value)
    assert caught.value.hint
    if isinstance(caught.value, FrameworkError):
        assert caught.value.exit_code == 4
        assert "own.toml" in str(caught.value)


def test_criteria_that_contain_each_other_are_a_cycle(own):
    def cycle(text):
        for name, part in (("land", "people"), ("people", "land")):
            start = text.index("[criterion.region]", text.index(f'id = "{name}"'))
            end = text.index("\n\n", start)
            text = (
                text[:start] + f'[criterion.region]\nmet = "all"\nparts = ["{part}"]' + text[end:]
            )
        return text

    with pytest.raises(FrameworkError, match=r"cycle: .*land.*people|cycle: .*people.*land"):
        load_framework(own(cycle))


def test_files_that_use_each_other_are_a_cycle(own):
    other = own(lambda text: text.replace('id = "own"', 'id = "b"\nuses = ["own.toml"]'), "b.toml")
    own(lambda text: text.replace('id = "own"', 'id = "own"\nuses = ["b.toml"]'))
    with pytest.raises(FrameworkError, match=r"cycle: .*b\.toml"):
        load_framework(other)


def test_indicators_and_parts_together_are_refused(own):
    with pytest.raises(FrameworkError, match="indicators or parts"):
        load_framework(
            own(lambda t: t.replace('met = "all"', 'met = "all"\nparts = ["people"]', 1))
        )


def test_latin_1_is_refused(own):
    path = own()
    path.write_bytes(path.read_bytes().replace(b"Because", b"Parce qu'\xe9", 1))
    with pytest.raises(FrameworkError, match=r"own\.toml"):
        load_framework(path)


def test_an_unknown_name_gives_near_ones():
    with pytest.raises(UnknownFrameworkError) as caught:
        load_framework("waltzz")
    assert "waltz" in str(caught.value.hint)
    assert caught.value.exit_code == 3


@pytest.mark.parametrize("name", shipped_frameworks())
def test_shipped_frameworks_argue_every_threshold(name):
    framework = load_framework(name)
    for scope in SCOPES:
        for _, _, indicator in framework.indicators(scope):
            assert len(indicator.argument) > 15
            for measure in (indicator.measure, *indicator.alternatives):
                assert measure in measure_catalogue()
    assert framework.critics


def test_every_citation_of_a_framework_is_in_the_bibliography():
    bibliography = (Path(__file__).parents[2] / "docs/references.bib").read_text(encoding="utf-8")
    for path in SHIPPED.glob("*.toml"):
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        for key in {raw["citation"], *(c["citation"] for c in raw["criterion"])}:
            assert f"{{{key}," in bibliography


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("threshold = 0.1", "threshold = nan", "threshold: missing or not a number"),
        ("low = 0.05", "low = -inf", "low: missing or not a number"),
        ("high = 0.2", "high = inf", "high: missing or not a number"),
        ("met_count = 1", "met_count = nan", "asks for nan"),
        ("met_count = 1", "met_count = true", "asks for True"),
        ("met_count = 1", "met_count = 1.5", "asks for 1.5"),
        ('measure = "area_km2"', 'measure = "political_stability"', "no true zero"),
        ('comparison = "share"', 'comparison = "presence"', "presence of area_km2"),
        ('met = ["land", "people"]', 'met = ["land", "people"]\n[[verdict]]', "label: missing"),
    ],
)
def test_numbers_and_comparisons_without_sense_are_refused(own, old, new, says):
    with pytest.raises(FrameworkError) as caught:
        load_framework(own(lambda text: text.replace(old, new, 1)))
    assert says.replace("no true zero", "no quantity with a true zero") in str(caught.value)


@pytest.mark.parametrize("key", ["criterion", "verdict"])
def test_a_table_in_place_of_a_list_is_refused(tmp_path, key):
    path = tmp_path / "own.toml"
    path.write_text(f'id = "own"\n{key} = 5\n', encoding="utf-8")
    with pytest.raises(FrameworkError, match=r"own\.toml"):
        load_framework(path)


def test_nesting_without_end_is_refused(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text("a = " + "[" * 5000, encoding="utf-8")
    with pytest.raises(FrameworkError, match=r"own\.toml"):
        load_framework(path)


def test_a_framework_elsewhere_may_use_a_shipped_one(own):
    for name in ("waltz", "waltz.toml"):
        path = own(lambda text, n=name: text.replace('id = "own"', f'id = "own"\nuses = ["{n}"]'))
        assert "military-strength" in load_framework(path).criteria
