"""The console script: commands, loaded when they are called, and what errors look like."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from equipoise import __version__
from equipoise.errors import DossierError, EquipoiseError

if TYPE_CHECKING:
    from cyclopts import App

_MOST_PROBLEMS = 12
_INTERRUPTED = 130
_EXAMPLES = """\
Examples:
  equipoise assess RUS --region east-asia --year 2012
  equipoise assess "South Korea" --year 2012 --framework waltz --json
  equipoise assess --from 1996 --to 2012
  equipoise relations RUS --with ASEAN
  equipoise audit --only contradicted
  equipoise dossier check ./my-dossier
  equipoise sources list
  equipoise panel dyad-years --with nmc,trade -o dyads.parquet"""
_COMMANDS = (
    ("assess", "assess:assess", "Whether a state is a great power in a region in a year."),
    ("trade", "accounts:trade", "Trade of a state with a region: turnover, shares, dependence."),
    ("relations", "accounts:relations", "What a state did with a partner, event by event."),
    ("institutions", "accounts:institutions", "Seats that a state sought, was refused, and holds."),
    ("energy", "accounts:energy", "Energy that a state sells to a region, and needs it meets."),
    ("flows", "flows:flows", "What a state sells to a region and buys there, by published data."),
    ("spending", "flows:spending", "Military spending beside a region's, by SIPRI and by NMC."),
    ("system", "system:system", "Concentration and polarity of any set of states by year."),
    ("audit", "audit:audit", "Every claim of a text held against evidence."),
    ("explain", "explain:explain", "Rival explanations of a text held against evidence."),
)
_GROUPS = (
    ("dossier", "Dossiers: list, show, new, build, check, seal."),
    ("sources", "Published data: list, show, fetch, import, verify, cite."),
    ("panel", "Research panels: state-years, dyad-years, verbs."),
)
_EXAMPLES_OF = {
    "assess": (
        "RUS --region east-asia --year 2012",
        "Japan --year 2012 --framework kennedy --verbose",
        "--from 1996 --to 2012 --format csv -o russia.csv",
    ),
    "trade": ("RUS --region east-asia", "--format csv -o trade.csv"),
    "relations": ("RUS --with JPN", "--with ASEAN --format md"),
    "institutions": ("RUS --year 2005", "CHN --json"),
    "energy": ("RUS --region east-asia", "-o energy.parquet"),
    "flows": (
        "RUS --region east-asia --year 2012",
        "USA --region southeast-asia --kind arms --from 1992 --to 2012",
        "--kind trade --year 2012 --format csv -o trade.csv",
    ),
    "spending": ("RUS --region east-asia --from 1992 --to 2012", "JPN --year 2012 --source nmc"),
    "system": (
        "--from 1990 --to 2016",
        "--states east-asia --measure milex --from 1990 --fixed",
        "--states USA,RUS,CHN --format csv -o three.csv",
    ),
    "audit": (
        "--only contradicted",
        "--explain share-one-fifth-1990s",
        "./my-dossier --fail-on contradicted",
        "-o audit.md",
    ),
    "explain": ("eas-2005-2011", "eas-2005-2011 --survival 0.2 --verbose", "--json"),
}


def command_line() -> App:
    """The command line, without any of its commands loaded.

    Returns
    -------
    App
    """
    from cyclopts import App

    app = App(
        name="equipoise",
        help="Is this state a great power in this region in this year? By whose criteria, on "
        "what evidence, how sure.",
        help_format="plaintext",
        help_epilogue=_EXAMPLES,
        version=f"equipoise {__version__}",
        suppress_keyboard_interrupt=False,
    )
    for name, path, text in _COMMANDS:
        examples = [f"  equipoise {name} {line}" for line in _EXAMPLES_OF[name]]
        epilogue = "\n".join(["Examples:", *examples])
        app.command(f"equipoise.app.{path}", name=name, help=text, help_epilogue=epilogue)
    for name, text in _GROUPS:
        app.command(f"equipoise.app.{name}:app", name=name, help=text)
    return app


def main(arguments: Sequence[str]) -> int:
    """Run one command.

    Parameters
    ----------
    arguments : sequence of str
        As typed after the program's name.

    Returns
    -------
    int
        0 done, 1 failed, 2 usage, 3 not found, 4 bad data, 5 findings, 130 stopped by the user.
    """
    from cyclopts import CycloptsError

    from equipoise.app.usage import usage_error

    app = command_line()
    try:
        found = app(
            list(arguments), exit_on_error=False, print_error=False, result_action="return_value"
        )
    except CycloptsError as error:
        return tell(usage_error(error, app), sys.stderr)
    except BrokenPipeError:
        return _closed_pipe()
    except KeyboardInterrupt:
        sys.stderr.write("stopped; every file is whole or as it was\n")
        return _INTERRUPTED
    except EquipoiseError as error:
        if "--debug" in arguments:
            traceback.print_exc()
        return tell(error, sys.stderr)
    except OSError as error:
        if "--debug" in arguments:
            traceback.print_exc()
        return tell(EquipoiseError(str(error)), sys.stderr)
    return found if isinstance(found, int) else 0


def tell(error: EquipoiseError, stream: TextIO) -> int:
    """Write an error and its hint.

    Parameters
    ----------
    error : EquipoiseError
        Any error of the library.
    stream : text stream
        Where it goes.

    Returns
    -------
    int
        Its exit code.
    """
    lines = [f"error: {_message(error)}"]
    if error.hint:
        lines.append(f"hint: {error.hint}")
    print("\n".join(lines), file=stream)
    return error.exit_code


def _message(error: EquipoiseError) -> str:
    if not isinstance(error, DossierError) or len(error.problems) <= _MOST_PROBLEMS:
        return error.message
    lines = error.message.splitlines()
    left = len(error.problems) - _MOST_PROBLEMS
    return "\n".join([*lines[: _MOST_PROBLEMS + 1], f"  and {left} more"])


def _closed_pipe() -> int:
    """Leave quietly when the reader has seen enough, with nothing left to flush at exit."""
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, sys.stdout.fileno())
    return 0


def run() -> None:
    """Entry point of the console script."""
    sys.exit(main(sys.argv[1:]))
