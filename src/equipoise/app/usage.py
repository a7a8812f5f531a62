"""Mistakes in a command line, told as all other errors are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from equipoise.errors import ArgumentError, near_names

if TYPE_CHECKING:
    from cyclopts import App, CycloptsError


class UsageError(ArgumentError):
    """A command line that cannot be meant."""


def usage_error(error: CycloptsError, app: App) -> UsageError:
    """What cyclopts found wrong, as an error with a hint.

    Parameters
    ----------
    error : CycloptsError
        As raised while the command line was read.
    app : App
        The whole command line, for the names of commands.

    Returns
    -------
    UsageError
    """
    from cyclopts import (
        CoercionError,
        MissingArgumentError,
        UnknownCommandError,
        UnknownOptionError,
        UnusedCliTokensError,
    )

    help_hint = f"see: {' '.join(('equipoise', *(error.command_chain or ()), '--help'))}"
    if isinstance(error, UnknownCommandError):
        wanted = (error.unused_tokens or [""])[0]
        names = [name for name in error.app or app if not name.startswith("-")]
        return UsageError(f"unknown command {wanted!r}", hint=near_names(wanted, names))
    if isinstance(error, UnknownOptionError):
        wanted = error.token.keyword or error.token.value
        options = [name for argument in error.argument_collection for name in argument.names]
        near = near_names(wanted, [name for name in options if name.startswith("--")])
        return UsageError(f"unknown option {wanted}", hint=near)
    if isinstance(error, UnusedCliTokensError):
        left = " ".join(error.unused_tokens or ())
        hint = f'put a name of several words in quotes, such as "South Korea"; {help_hint}'
        return UsageError(f"nothing takes the argument {left!r}", hint=hint)
    if isinstance(error, MissingArgumentError) and error.argument is not None:
        name = error.keyword or error.argument.name
        return UsageError(f"{name} needs a value", hint=help_hint)
    if isinstance(error, CoercionError):
        text = str(error)
        choices = text.partition("Choose from: ")[2].partition(".")[0].replace('"', "")
        if choices and error.token is not None:
            wanted = error.token.value
            message = f"{error.token.keyword} cannot be {wanted!r}"
            return UsageError(message, hint=near_names(wanted, choices.split(", ")))
    text = str(error).rstrip(".")
    return UsageError(text[:1].lower() + text[1:], hint=help_hint)
