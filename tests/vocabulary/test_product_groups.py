"""Groups of products."""

from __future__ import annotations

import csv

import pytest

from equipoise.vocabulary.product_groups import KINDS, groups_of, product_group, product_groups


def test_ids_are_unique_and_kinds_known():
    ids = [group.id for group in product_groups()]
    assert len(set(ids)) == len(ids)
    assert {kind for group in product_groups() for kind in group.kinds} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_the_main_group_of_a_kind_holds_the_others(kind):
    main, *others = groups_of(kind)
    assert all(main.holds(code) for group in others for code in group.codes)


def test_codes_are_chapters_headings_or_products():
    for group in product_groups():
        assert all(code.isdigit() and len(code) in (2, 4, 6) for code in group.codes)
        assert len(set(group.codes)) == len(group.codes)
        # No code lies within another of the group, or it would say the same twice.
        assert not [a for a in group.codes for b in group.codes if a != b and a.startswith(b)]


def test_a_group_holds_what_its_codes_begin():
    timber = product_group("timber")
    assert timber.holds("440310")
    assert not timber.holds("270900")
    assert product_group("all-goods").holds("010111")


def test_gaps_of_a_list():
    coal, fuels = product_group("coal"), product_group("mineral-fuels")
    assert not coal.gaps({"270111", "270112", "270119"})
    assert coal.gaps({"270111"}).lacking == ("270112", "270119")
    assert fuels.gaps({"270111"}).doubtful == ("27",)
    assert fuels.gaps({"260111"}).lacking == ("27",)


def test_kinds_of_products_have_codes_and_the_others_none():
    for group in product_groups():
        assert bool(group.codes) == (group.kinds[0] not in ("arms", "trade"))


def test_an_unknown_group_is_refused():
    with pytest.raises(KeyError, match="peat"):
        product_group("peat")


@pytest.mark.real_data
def test_every_code_is_one_of_the_nomenclature(shared):
    path = shared / "data/raw/baci_product_codes_HS92_V202401b.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        products = [row["code"].zfill(6) for row in csv.DictReader(lines)]
    for group in product_groups():
        for code in group.codes:
            assert any(product.startswith(code) for product in products), (group.id, code)
