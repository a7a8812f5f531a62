"""How every page ends: what to know before citing, and where the figures come from."""

from __future__ import annotations

from collections.abc import Sequence

from equipoise.report.formatting import sentence
from equipoise.report.page import Block, Listing, Paragraph, section


def closing(notes: Sequence[str], sources: Sequence[str], *, verbose: bool) -> tuple[Block, ...]:
    """Notes and sources, run in or, at length, one to a line.

    Parameters
    ----------
    notes, sources : sequence of str
        Each once; either may be empty.
    verbose : bool
        One to a line.

    Returns
    -------
    tuple of Block
        Empty when there is nothing to say.

    Examples
    --------
    >>> closing((), ("BACI",), verbose=False)[1].text
    'BACI.'
    """
    if verbose:
        return (
            *section("Notes", Listing(tuple(map(sentence, notes)))),
            *section("Sources", Listing(tuple(sources), numbered=True)),
        )
    return section(
        "Notes and sources",
        Paragraph(" ".join(map(sentence, notes))),
        Paragraph(sentence("; ".join(sources)), "muted"),
    )
