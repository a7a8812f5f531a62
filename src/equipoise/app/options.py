"""Options that commands share: which evidence, and where and how the result goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from cyclopts import Group, Parameter, Token

from equipoise.app.usage import UsageError

Format: TypeAlias = Literal["table", "csv", "json", "parquet", "md"]
State: TypeAlias = Annotated[
    str | None,
    Parameter(
        help="ISO3 code, Correlates of War abbreviation or number, Gleditsch-Ward number, or "
        "English name; the dossier's own state by default."
    ),
]


def _whole(_: type, tokens: Sequence[Token]) -> int:
    text = tokens[0].value
    if not (text.isascii() and text.isdigit()):
        message = f"{text!r} is not a year"
        raise ValueError(message)
    return int(text)


Year: TypeAlias = Annotated[int | None, Parameter(converter=_whole)]
Region: TypeAlias = Annotated[
    str | None, Parameter(help="Name of a region; the dossier's own by default.")
]
Verbose: TypeAlias = Annotated[
    bool,
    Parameter(
        help="Every figure, argument, note and source in full.", negative=(), show_default=False
    ),
]

UseArchive: TypeAlias = Annotated[
    bool,
    Parameter(
        name="--archive",
        negative="--no-archive",
        help="Read the archive of published data, where there is one.",
    ),
]

_BY_SUFFIX: dict[str, Format] = {
    ".csv": "csv",
    ".json": "json",
    ".parquet": "parquet",
    ".md": "md",
}
_OUTPUT = Group("Output", sort_key=9)


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Where the evidence lies.

    Parameters
    ----------
    dossier : str
        Name of a shipped dossier, or the path of a folder.
    """

    dossier: Annotated[
        str, Parameter(help="Name of a shipped dossier, or the path of a folder.")
    ] = "russia-east-asia"


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Delivery:
    """Where and how a result goes.

    Parameters
    ----------
    format : Format or None
        Form of the result; None follows the suffix of ``output``, else a table.
    json : bool
        Short for the form ``json``.
    output : Path or None
        File to write; None is standard output.
    debug : bool
        Whether an error shows its traceback.
    """

    format: Annotated[
        Format | None,
        Parameter(
            help="Form of the result; by default that of the file's suffix, else a table.",
            group=_OUTPUT,
        ),
    ] = None
    json: Annotated[
        bool,
        Parameter(help="Short for --format json.", negative=(), show_default=False, group=_OUTPUT),
    ] = False
    output: Annotated[
        Path | None,
        Parameter(
            name=("--output", "-o"), help="File to write, whole or not at all.", group=_OUTPUT
        ),
    ] = None
    debug: Annotated[
        bool,
        Parameter(
            help="Show the traceback of an error.", negative=(), show_default=False, group=_OUTPUT
        ),
    ] = False

    def form(self) -> Format:
        """The form to write.

        Returns
        -------
        Format

        Raises
        ------
        UsageError
            ``--json`` beside another form.
        """
        if self.json and self.format not in {None, "json"}:
            message = f"--json and --format {self.format} contradict each other"
            raise UsageError(message, hint="give one of them")
        if self.json:
            return "json"
        suffix = self.output.suffix.lower() if self.output else ""
        return self.format or _BY_SUFFIX.get(suffix, "table")


EVIDENCE = Evidence()
DELIVERY = Delivery()
