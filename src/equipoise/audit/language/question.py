"""A question put to evidence: names with their selectors, an expression, what the text expects."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Literal, TypeAlias

from equipoise.audit.language.base import EvidenceBase
from equipoise.audit.language.expectation import Stated
from equipoise.audit.language.expressions import (
    Binary,
    Name,
    Node,
    Number,
    Operation,
    Unary,
    names_in,
)
from equipoise.audit.language.filters import Point
from equipoise.audit.language.hedges import Hedge
from equipoise.audit.language.rows import ArchiveTable
from equipoise.audit.language.selector import Constant, Selector
from equipoise.audit.language.selectors import matching
from equipoise.dossier.cells import Cell

ExpectationForm: TypeAlias = Literal["truth", "figure", "let", "literal"]
Source: TypeAlias = Selector | Constant | Number | Name | Unary | Binary | Operation

MOST_POINTS = 400
"""Points of a grid that a claim may have; more is a fault of the claim."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the text says comes out.

    Parameters
    ----------
    form : ExpectationForm
        ``truth`` that the comparison holds; ``figure`` of ``figures.csv``; another ``let``; or a
        ``literal`` figure or limit.
    name : str
        Id of the figure, or name of the let.
    stated : Stated or None
        For literals.
    hedge : Hedge or None
        Hedge that the claim gives.
    tolerance : float or None
        Half unit that the claim gives, in the unit of the figure.
    """

    form: ExpectationForm
    name: str = ""
    stated: Stated | None = None
    hedge: Hedge | None = None
    tolerance: float | None = None


@dataclass(frozen=True, slots=True)
class GridAxis:
    """Values of one name of a grid.

    Parameters
    ----------
    values : tuple of str or int
        As written; empty where a selector finds them.
    selector : Selector or None
        Column whose different values they are.
    """

    values: tuple[str | int, ...]
    selector: Selector | None = None

    def found(self, base: EvidenceBase) -> tuple[str | int, ...]:
        """The values, in order.

        Parameters
        ----------
        base : EvidenceBase
            All evidence.

        Returns
        -------
        tuple of str or int
            Empty where no row matches.
        """
        if self.selector is None:
            return self.values
        values = [cell for cell in _different(self.selector, base) if isinstance(cell, (str, int))]
        return tuple(sorted(values, key=lambda value: (isinstance(value, str), str(value))))


def _different(selector: Selector, base: EvidenceBase) -> Collection[Cell]:
    """Different cells of a column; an archive is asked for rows only where others decide."""
    table, column = base.table(selector.origin, selector.table), selector.value
    if table is None:
        return ()
    alone = all(f.column == column and f.form != "region" for f in selector.filters)
    if alone and isinstance(table, ArchiveTable):
        found, last = table.archive.values(table.name, column), base.dossier.last_year
        return {cell for cell in found if all(f.admits(cell, last) for f in selector.filters)}
    return {row.cells[column] for row in matching(table, selector.filters, base, {})}


@dataclass(frozen=True, slots=True)
class Question:
    """One reading of a claim.

    Parameters
    ----------
    lets : mapping of str to Selector, Constant or Node
        What each name stands for, in an order in which each rests on earlier ones alone.
    expression : Node
        What is computed.
    expectation : Expectation
        What the text says of it.
    grid : mapping of str to GridAxis
        Names that take several values.
    """

    lets: Mapping[str, Source]
    expression: Node
    expectation: Expectation
    grid: Mapping[str, GridAxis]

    def behind(self, *nodes: Node) -> tuple[str, ...]:
        """Names that expressions rest on, directly or through other names.

        Parameters
        ----------
        *nodes : Node
            The expressions.

        Returns
        -------
        tuple of str
            Each once.
        """
        seen: dict[str, None] = {}
        waiting = list(nodes)
        while waiting:
            for name in names_in(waiting.pop()):
                if name in seen:
                    continue
                seen[name] = None
                let = self.lets[name]
                if not isinstance(let, (Selector, Constant)):
                    waiting.append(let)
        return tuple(seen)

    def points(self, base: EvidenceBase) -> tuple[Point, ...]:
        """Points of the grid, the last name running fastest.

        Parameters
        ----------
        base : EvidenceBase
            All evidence.

        Returns
        -------
        tuple of mapping
            One empty point without a grid; none where an axis is empty.
        """
        axes = [axis.found(base) for axis in self.grid.values()]
        return tuple(dict(zip(self.grid, values, strict=True)) for values in product(*axes))
