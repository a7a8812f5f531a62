"""What a selector asks, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from equipoise.audit.language.cell_values import Part
from equipoise.audit.language.filters import Filter
from equipoise.audit.language.quantities import Quantity
from equipoise.audit.language.rows import Origin

Take: TypeAlias = Literal["one", "sum", "mean", "median", "min", "max", "count", "distinct", "rank"]

CONSTANTS = "claims.toml"
"""Place of constants, which the claims file gives itself."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A figure that the claims file gives itself, with its source.

    Parameters
    ----------
    value : float
        In units of ``unit``.
    unit : str
        Unit code.
    source, locator : str
        Who published it, and where.
    """

    value: float
    unit: str
    source: str
    locator: str


@dataclass(frozen=True, slots=True)
class Selector:
    """Rows of one table, and what is made of one of their columns.

    Parameters
    ----------
    origin : Origin
        Whose table: the dossier's, an account's or the archive's.
    table : str
        Table name.
    value : str
        Column; empty for a count of all rows.
    filters : tuple of Filter
        Conditions that a row meets, all of them.
    take : Take
        ``one`` row, or what is made of many.
    of : tuple of Filter
        With ``rank``: which of the rows is ranked, 1 the largest.
    part : Part
        Which part of a period.
    skip_missing : bool
        Whether empty cells are left out; else they make the claim not checkable.
    unit : str
        Unit of a column whose rows name none; empty where they do.
    """

    origin: Origin
    table: str
    value: str
    filters: tuple[Filter, ...]
    take: Take = "one"
    of: tuple[Filter, ...] = ()
    part: Part = "year"
    skip_missing: bool = False
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Used:
    """One cell that a claim used.

    Parameters
    ----------
    place : str
        Place of the row.
    column : str
        Column; empty where the row itself was counted.
    shown : str
        The cell as the table has it, with its unit.
    source, locator, quality : str
        Of the row.
    rests_on : tuple of str
        Places of the dossier's rows behind it.
    """

    place: str
    column: str
    shown: str
    source: str
    locator: str
    quality: str
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Selected:
    """What a selector found.

    Parameters
    ----------
    quantity : Quantity
        Its value.
    used : tuple of Used
        Cells that it rests on.
    notes : tuple of str
        What a reader must know, such as cells left out.
    unit : str
        Unit code of the cells; empty for counts, ranks and dates.
    selection : str
        Table that is a selection, where rows that it leaves out could change the value.
    bounded : bool
        Whether the interval is known; that of an account is not.
    """

    quantity: Quantity
    used: tuple[Used, ...]
    notes: tuple[str, ...] = ()
    unit: str = ""
    selection: str = ""
    bounded: bool = True
