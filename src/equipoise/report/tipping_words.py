"""What would change a verdict, in plain words."""

from __future__ import annotations

from equipoise.assessment.results import Assessment
from equipoise.assessment.tipping import Tipping
from equipoise.report.formatting import counted, listed, percent, quantity, times
from equipoise.report.marks import verdict_mark
from equipoise.report.names import measure_label, state_label
from equipoise.vocabulary.measures import measure_catalogue


def tipping_sentence(tipping: Tipping, year: int) -> str:
    """The smallest change of one piece of evidence, and the verdict after it.

    Parameters
    ----------
    tipping : Tipping
        From an assessment.
    year : int
        Year of the assessment, for the names of states.

    Returns
    -------
    str
    """
    change = _discrete(tipping, year) if tipping.count is not None else _continuous(tipping)
    return f"{change[0].upper()}{change[1:]} → {verdict_mark(tipping.verdict)}"


def tipping_sentences(result: Assessment) -> tuple[str, ...]:
    """Every tipping value of an assessment in words, smallest change first.

    Parameters
    ----------
    result : Assessment
        Any assessment.

    Returns
    -------
    tuple of str
        Empty when no single change alters the verdict.
    """
    return tuple(tipping_sentence(tipping, result.year) for tipping in result.tipping)


def _continuous(tipping: Tipping) -> str:
    label = measure_label(tipping.indicator)
    shares = tipping.unit == "share"
    start = percent(tipping.start) if shares else quantity(tipping.start, tipping.unit)
    end = (
        percent(tipping.end, beside=tipping.start)
        if shares
        else quantity(tipping.end, tipping.unit)
    )
    until = "to" if tipping.direction == "up" else "to below"
    if tipping.ratio is not None:
        return f"{label} times {times(tipping.ratio)} ({start} {until} {end})"
    return f"{label} from {start} {tipping.direction} {until} {end}"


def _discrete(tipping: Tipping, year: int) -> str:
    number = abs(tipping.count or 0)
    gain = (tipping.count or 0) > 0
    label = measure_label(tipping.indicator)
    if tipping.unit == "flag":
        return f"{label}: {'gained' if gain else 'lost'}"
    if measure_catalogue()[tipping.indicator].counts == "state":
        names = listed([state_label(code, year) for code in tipping.names])
        names = f"for example {names}" if number > 1 else names
        states = counted(number, "state", "states")
        if gain:
            return f"{states} more to respond on system-level grounds, {names}"
        return f"{states} no longer to respond on system-level grounds, {names}"
    seats = "seat" if number == 1 else "seats"
    count = counted(number, "", "").strip()
    what = f"{count} more {seats}" if gain else f"{count} {seats} fewer"
    example = "for example " if number > 1 else ""
    return f"{what}, {example}{listed(tipping.names)} ({label})"
