"""The judgement on one question at one point: what comes out, and whether it bears the text out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from equipoise.audit.language.base import EvidenceBase
from equipoise.audit.language.cell_values import UncheckableError
from equipoise.audit.language.evaluation import Bound, value_of, written
from equipoise.audit.language.expectation import (
    Stated,
    accepted,
    stated_figure,
    stated_quantity,
)
from equipoise.audit.language.expressions import Name
from equipoise.audit.language.filters import Point
from equipoise.audit.language.hedges import Hedges
from equipoise.audit.language.quantities import (
    Quantity,
    Truth,
    UndefinedValueError,
    UnitClashError,
    dimension_text,
    exactly,
    factor_of,
)
from equipoise.audit.language.question import Expectation, Question
from equipoise.audit.language.selector import CONSTANTS, Constant, Selected, Selector, Used
from equipoise.audit.language.selectors import selected
from equipoise.audit.language.wording import (
    as_sentence,
    in_digits,
    put_in,
    reason_for,
    unit_for,
)
from equipoise.vocabulary.verdicts import CONTRADICTED, NOT_CHECKABLE, SUPPORTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What came of one question at one point of its grid.

    Parameters
    ----------
    definition : str
        Which reading of the claim; empty where there is one.
    point : mapping of str to str or int
        Values of the grid's names.
    verdict : str
        ``supported``, ``contradicted`` or ``not checkable``.
    computed : float, bool or None
        The value in ``unit``; True or False for a comparison; None when not checkable.
    unit : str
        Unit code; empty for comparisons and for units without a name.
    low, high : float or None
        Where the value can lie when the rounding and the bounds of its cells count too.
    expected : str
        What the text states.
    accepted_low, accepted_high : float or None
        The interval that supports it, in ``unit``; None where it has no end.
    open_ends : bool
        Whether the ends of that interval are themselves outside of it.
    tolerance : float or None
        Half the width of that interval where it has two ends.
    margin : float or None
        Distance to its nearest end, positive inside; for a comparison, between its sides.
    within_interval : bool or None
        Whether rounding alone could support the claim; for a supported one, whether it could
        overturn it is ``certain``.
    certain : bool
        Whether the verdict is the same anywhere in the interval.
    reason : str
        One sentence.
    missing : str
        What would answer it, when not checkable.
    expression : str
        The expression with the names of its lets.
    with_values : str
        The expression with the values put in.
    used : tuple of Used
        Cells that the computed value rests on, then the one that states the expectation.
    notes : tuple of str
        What a reader must know, such as cells left out.
    """

    definition: str
    point: Point
    verdict: str
    computed: float | bool | None = None
    unit: str = ""
    low: float | None = None
    high: float | None = None
    expected: str = ""
    accepted_low: float | None = None
    accepted_high: float | None = None
    open_ends: bool = False
    tolerance: float | None = None
    margin: float | None = None
    within_interval: bool | None = None
    certain: bool = False
    reason: str
    missing: str = ""
    expression: str = ""
    with_values: str = ""
    used: tuple[Used, ...] = ()
    notes: tuple[str, ...] = ()

    @classmethod
    def without_evidence(
        cls, reason: str, missing: str, point: Point, definition: str
    ) -> Judgement:
        """A question that the evidence does not answer.

        Parameters
        ----------
        reason : str
            One sentence.
        missing : str
            What would answer it.
        point : mapping of str to str or int
            Values of the grid's names.
        definition : str
            Name of the reading.

        Returns
        -------
        Judgement
        """
        return cls(
            definition=definition,
            point=point,
            verdict=NOT_CHECKABLE,
            reason=reason,
            missing=missing,
        )

    @property
    def basis(self) -> tuple[str, ...]:
        """Qualities of the rows behind the computed value, each once."""
        return tuple(dict.fromkeys(used.quality for used in self.used if used.quality))


@dataclass(frozen=True, slots=True)
class _Found:
    """A question's value with everything that went into it."""

    bound: Bound
    names: Mapping[str, Bound]
    selections: Mapping[str, Selected]
    used: tuple[Used, ...]
    notes: tuple[str, ...]
    selection: str
    bounded: bool


def judged(
    question: Question, base: EvidenceBase, hedges: Hedges, point: Point, definition: str = ""
) -> Judgement:
    """Whether evidence bears a text out, at one point.

    Parameters
    ----------
    question : Question
        What is computed and what the text says of it.
    base : EvidenceBase
        All evidence.
    hedges : Hedges
        The table in force.
    point : mapping of str to str or int
        Values of the grid's names.
    definition : str
        Name of the reading.

    Returns
    -------
    Judgement

    Raises
    ------
    UnitClashError
        Units of the rows do not go together: a fault of the claim, not of the text.
    """
    try:
        found = _evaluated(question, base, point)
        _refuse_circular(found)
        if question.expectation.form == "truth":
            return _settled(_on_truth(question, found, point, definition), found)
        stated, said = _stated(question.expectation, found, base, hedges)
    except UncheckableError as error:
        reason = as_sentence(error.message)
        return Judgement.without_evidence(reason, error.missing, point, definition)
    except UndefinedValueError as error:
        missing = f"figures for which {_as_written(question)} has a value"
        reason = as_sentence(error.message)
        return Judgement.without_evidence(reason, missing, point, definition)
    return _settled(_on_quantity(question, found, stated, said, point, definition), found)


def _settled(judgement: Judgement, found: _Found) -> Judgement:
    """The judgement, unless rows that a selection leaves out could turn it."""
    if judgement.certain or not found.selection:
        return judgement
    table = found.selection
    reason = (
        f"{table.capitalize()} lists what the text speaks of, not all there is, and further rows "
        f"could turn what its rows say: {judgement.reason.partition(';')[0].rstrip('.')}."
    )
    missing = f"a complete list where {table} is a selection"
    return Judgement.without_evidence(reason, missing, judgement.point, judgement.definition)


def _as_written(question: Question) -> str:
    return written(question.expression, lambda name: name)


def _evaluated(question: Question, base: EvidenceBase, point: Point) -> _Found:
    names: dict[str, Bound] = {}
    selections: dict[str, Selected] = {}
    expectation = question.expectation
    stated = (Name(expectation.name),) if expectation.form == "let" else ()
    needed = question.behind(question.expression, *stated)
    for name, let in question.lets.items():
        if name not in needed:
            continue
        if isinstance(let, (Selector, Constant)):
            selections[name] = selected(let, base, point)
            names[name] = selections[name].quantity
        else:
            names[name] = value_of(let, names)
    bound = value_of(question.expression, names)
    behind = question.behind(question.expression)
    found = [selections[name] for name in behind if name in selections]
    used = tuple(dict.fromkeys(cell for one in found for cell in one.used))
    notes = tuple(dict.fromkeys(note for one in found for note in one.notes))
    selection = next((one.selection for one in found if one.selection), "")
    bounded = all(one.bounded for one in found)
    return _Found(bound, names, selections, used, notes, selection, bounded)


def _refuse_circular(found: _Found) -> None:
    """A single row that the text itself states proves nothing about the text."""
    rows = [cell for cell in found.used if cell.place != CONSTANTS]
    places = {cell.place for cell in rows}
    if len(places) == 1 and all(cell.quality == "stated" for cell in rows):
        place = next(iter(places))
        raise UncheckableError(
            f"only the text itself says so ({place}), and it cannot confirm itself",
            f"a source other than the text for {place}",
        )


def _stated(
    expectation: Expectation, found: _Found, base: EvidenceBase, hedges: Hedges
) -> tuple[Stated, tuple[Used, ...]]:
    if expectation.form == "figure":
        stated, used = stated_figure(expectation.name, base, hedges, expectation.hedge)
        return _with_tolerance(stated, expectation), (used,)
    if expectation.form == "let":
        bound = found.names[expectation.name]
        if isinstance(bound, Truth):
            raise UnitClashError(f"{expectation.name} is true or false, and a figure is wanted")
        chosen = found.selections.get(expectation.name)
        cells = chosen.used if chosen else ()
        code = chosen.unit if chosen else ""
        sole = len(cells) == 1
        shown = cells[0].shown if sole else in_digits(bound.value, bound.dimension, code)
        if not sole and math.isfinite(bound.low) and math.isfinite(bound.high):
            # what rounding leaves open of a sum is no tolerance that the text gives
            bound = exactly(bound.value, bound.dimension)
        stated = stated_quantity(bound, code, shown, expectation.hedge)
        return _with_tolerance(stated, expectation), cells
    if expectation.stated is None:  # a literal always has one
        raise AssertionError
    return expectation.stated, ()


def _with_tolerance(stated: Stated, expectation: Expectation) -> Stated:
    if expectation.tolerance is None:
        return stated
    return replace(stated, half_unit=expectation.tolerance)


def _on_truth(question: Question, found: _Found, point: Point, definition: str) -> Judgement:
    if isinstance(found.bound, Quantity):
        raise UnitClashError("the expression gives a quantity, and nothing says what to expect")
    truth = found.bound
    text = put_in(question.expression, found.names)
    code = unit_for(truth.dimension, "")
    margin = None if truth.margin is None else truth.margin / factor_of(code)
    return Judgement(
        definition=definition,
        point=point,
        verdict=SUPPORTED if truth.holds else CONTRADICTED,
        computed=truth.holds,
        expected="true",
        margin=margin,
        within_interval=truth.holds or not truth.certain if found.bounded else None,
        certain=truth.certain and found.bounded,
        reason=_truth_reason(truth, _as_written(question), text),
        expression=_as_written(question),
        with_values=text,
        used=found.used,
        notes=found.notes,
    )


def _truth_reason(truth: Truth, expression: str, values: str) -> str:
    word = "holds" if truth.holds else "does not hold"
    doubt = "" if truth.certain else ", but for the bounds of the figures"
    return f"{expression}: {values} {word}{doubt}."


def _on_quantity(
    question: Question,
    found: _Found,
    stated: Stated,
    said: tuple[Used, ...],
    point: Point,
    definition: str,
) -> Judgement:
    value = found.bound
    if isinstance(value, Truth):
        raise UnitClashError("the expression is true or false, and a figure is expected")
    band = accepted(stated)
    if band.dimension != value.dimension:
        gives, wants = dimension_text(value.dimension), dimension_text(band.dimension)
        raise UnitClashError(f"the expression gives {gives}, and the text states {wants}")
    code = unit_for(value.dimension, stated.unit)
    holds = band.holds(value.value)
    possible = holds or band.met_by(value)
    certain = not possible if not holds else band.holds(value.low) and band.holds(value.high)
    margin = band.margin(value.value)
    return Judgement(
        definition=definition,
        point=point,
        verdict=SUPPORTED if holds else CONTRADICTED,
        computed=value.value / factor_of(code),
        unit=code,
        low=_end(value.low, code) if found.bounded else None,
        high=_end(value.high, code) if found.bounded else None,
        expected=stated.shown,
        accepted_low=_end(band.low, code),
        accepted_high=_end(band.high, code),
        open_ends=band.open_ends,
        tolerance=None if math.isinf(band.high - band.low) else band.tolerance / factor_of(code),
        margin=None if margin is None else margin / factor_of(code),
        within_interval=possible if found.bounded else None,
        certain=certain and found.bounded,
        reason=reason_for(value, band, code),
        expression=_as_written(question),
        with_values=put_in(question.expression, found.names),
        used=(*found.used, *said),
        notes=found.notes,
    )


def _end(value: float, code: str) -> float | None:
    """An end of an interval in a unit; None where there is no end."""
    return value / factor_of(code) if math.isfinite(value) else None
