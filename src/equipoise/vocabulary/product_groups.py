"""Groups of products whose flows an account follows, as codes of the Harmonized System of 1992."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["energy", "raw-materials", "machinery", "arms", "trade"]

KINDS: tuple[Kind, ...] = ("energy", "raw-materials", "machinery", "arms", "trade")
_PRODUCT_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Gaps:
    """What a list of some products lacks of a group.

    Parameters
    ----------
    lacking : tuple of str
        Codes of which nothing is listed.
    doubtful : tuple of str
        Headings and chapters of which something is listed: whether that is all of them, a list
        of some products does not tell.
    """

    lacking: tuple[str, ...]
    doubtful: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether the group cannot be summed from the list."""
        return bool(self.lacking or self.doubtful)


@dataclass(frozen=True, slots=True)
class ProductGroup:
    """Products that are summed into one flow.

    Parameters
    ----------
    id : str
        Short name, such as ``crude-oil``.
    label : str
        Name for readers.
    kinds : tuple of str
        Accounts that follow it.
    codes : tuple of str
        Products (six digits), headings (four) and chapters (two) of the Harmonized System of
        1992; empty for all that a data set has.
    definition : str
        In words, with what is left out.

    References
    ----------
    wco1992.

    Examples
    --------
    >>> product_group("coal").codes
    ('270111', '270112', '270119')
    """

    id: str
    label: str
    kinds: tuple[str, ...]
    codes: tuple[str, ...]
    definition: str

    def holds(self, product: str) -> bool:
        """Whether a product belongs to the group.

        Parameters
        ----------
        product : str
            Six digits.

        Returns
        -------
        bool

        Examples
        --------
        >>> product_group("oil-products").holds("271000")
        True
        >>> product_group("oil-products").holds("270900")
        False
        """
        return not self.codes or product.startswith(self.codes)

    def gaps(self, products: Collection[str]) -> Gaps:
        """What a list of some products lacks of the group.

        Parameters
        ----------
        products : collection of str
            Six digits each.

        Returns
        -------
        Gaps

        Examples
        --------
        >>> product_group("coal").gaps(["270111", "270112", "440310"]).lacking
        ('270119',)
        >>> product_group("timber").gaps(["270111", "270112", "440310"]).doubtful
        ('44',)
        """
        there = {code: any(p.startswith(code) for p in products) for code in self.codes}
        return Gaps(
            lacking=tuple(code for code in self.codes if not there[code]),
            doubtful=tuple(c for c in self.codes if there[c] and len(c) < _PRODUCT_DIGITS),
        )


@cache
def product_groups() -> tuple[ProductGroup, ...]:
    """Every group, in the order of the file.

    Returns
    -------
    tuple of ProductGroup
    """
    path = Path(__file__).with_name("product_groups.toml")
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(
        ProductGroup(
            g["id"], g["label"], tuple(g["kinds"]), tuple(g["codes"]), str(g["definition"])
        )
        for g in raw["group"]
    )


def product_group(group_id: str) -> ProductGroup:
    """The group with this id.

    Parameters
    ----------
    group_id : str
        Id of a group.

    Returns
    -------
    ProductGroup

    Raises
    ------
    KeyError
        There is none.
    """
    return {group.id: group for group in product_groups()}[group_id]


def groups_of(kind: Kind) -> tuple[ProductGroup, ...]:
    """Groups that an account of one kind follows.

    Parameters
    ----------
    kind : Kind
        Such as ``energy``.

    Returns
    -------
    tuple of ProductGroup
        The main one first.

    Examples
    --------
    >>> [group.id for group in groups_of("machinery")]
    ['machinery', 'mechanical-machinery', 'electrical-machinery']
    """
    return tuple(group for group in product_groups() if kind in group.kinds)
