"""Every error that equipoise raises, under one base class.

::

    EquipoiseError
    ├── ArgumentError             an argument that cannot be meant           exit 2
    ├── NotFoundError             what was asked for does not exist          exit 3
    │   ├── UnknownStateError     no state has this code or name
    │   ├── AmbiguousStateError   two states answer to it at that date
    │   ├── UnknownRegionError
    │   ├── UnknownFrameworkError
    │   ├── UnknownDossierError
    │   ├── UnknownSourceError    no data set has this name
    │   ├── NotImportedError      a data set that the archive does not have
    │   └── PeriodError           a date or year outside the period covered
    ├── DataError                 evidence that cannot be used               exit 4
    │   ├── DossierError          problems in a dossier, all of them at once
    │   ├── FrameworkError        a framework file that cannot be evaluated
    │   ├── SourceError           a publisher's file that is not what its card says
    │   ├── VocabularyError       a malformed date, unit or code
    │   └── MeasureError          input that a formula refuses
    ├── FetchError                a file that cannot be downloaded           exit 1
    ├── ArchiveError              an archive that cannot be read or written  exit 1
    └── OutputError               a result that cannot be written            exit 1

A message says what is wrong and where (file, line, state, year); ``hint`` says what to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import ClassVar


class EquipoiseError(Exception):
    """Base of every error of the library.

    Parameters
    ----------
    message : str
        What is wrong, and where.
    hint : str, optional
        What the reader can do about it.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class ArgumentError(EquipoiseError):
    """An argument that cannot be meant, such as a number of draws below one."""

    exit_code = 2


class NotFoundError(EquipoiseError):
    """What was asked for does not exist."""

    exit_code = 3


class UnknownStateError(NotFoundError):
    """No state answers to this code or name at that date."""


class AmbiguousStateError(NotFoundError):
    """More than one state answers to this code at that date."""


class UnknownRegionError(NotFoundError):
    """No region has this name."""


class UnknownFrameworkError(NotFoundError):
    """No shipped framework has this name and no file lies at this path."""


class UnknownDossierError(NotFoundError):
    """No shipped dossier has this name and no dossier lies at this path."""


class UnknownSourceError(NotFoundError):
    """No published data set has this name, or it has no such version."""


class NotImportedError(NotFoundError):
    """The archive does not have this data set."""


class PeriodError(NotFoundError):
    """A date or year outside the period covered."""


class DataError(EquipoiseError):
    """Evidence that cannot be used as it stands."""

    exit_code = 4


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a dossier: where it is, what it is, what to do.

    Parameters
    ----------
    file : str
        Path inside the dossier.
    line : int or None
        1 is the first line of the file; None when the fault is the whole file's.
    column : str or None
        Column name, or the character's number for a fault of the text itself.
    message : str
        What is wrong.
    hint : str
        What to do.
    """

    file: str
    line: int | None
    column: str | None
    message: str
    hint: str

    @property
    def where(self) -> str:
        """``file:line:column`` with the parts that are known."""
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part)


class DossierError(DataError):
    """A dossier has faults; ``problems`` lists all of them, in file order."""

    def __init__(self, dossier: str, problems: Sequence[Problem]) -> None:
        first = problems[0]
        count = f"{len(problems)} problem" + ("s" if len(problems) > 1 else "")
        lines = "\n".join(f"  {p.where}: {p.message} ({p.hint})" for p in problems)
        super().__init__(
            f"dossier {dossier}: {count}\n{lines}",
            hint=first.hint if len(problems) == 1 else "run: equipoise dossier check " + dossier,
        )
        self.problems = tuple(problems)


class FrameworkError(DataError):
    """A framework file that cannot be evaluated."""


class SourceError(DataError):
    """A publisher's file that is not what its card says: layout, codes, length or checksum."""


class FetchError(EquipoiseError):
    """A file that cannot be downloaded; the hint says which file to get, and where."""


class ArchiveError(EquipoiseError):
    """An archive that cannot be read or written, or that another process is writing."""


class VocabularyError(DataError):
    """A malformed date, unit or code."""


class MeasureError(DataError):
    """Input that a formula refuses, such as a missing value or a negative flow."""


class OutputError(EquipoiseError):
    """A result that cannot be written."""


def near_names(wanted: str, known: Iterable[str], *, most: int = 3) -> str:
    """Sentence naming the known names nearest to a wanted one.

    Parameters
    ----------
    wanted : str
        What was asked for.
    known : iterable of str
        The names that exist.
    most : int
        How many to name at most.

    Returns
    -------
    str
        ``did you mean ...?``, or the first known names when none is near.

    Examples
    --------
    >>> near_names("walz", ["waltz", "gilpin"])
    'did you mean waltz?'
    """
    names = sorted(set(known))
    by_folded = {name.casefold(): name for name in names}
    close = get_close_matches(wanted.casefold(), by_folded, n=most, cutoff=0.6)
    if close:
        return "did you mean " + " or ".join(by_folded[name] for name in close) + "?"
    listed = ", ".join(names[:12]) + (", ..." if len(names) > 12 else "")
    return f"known: {listed}" if names else "none is known"
