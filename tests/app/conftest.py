"""Running the command line in process."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from equipoise.app.main import main


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    code: int
    content: bytes
    err: str

    @property
    def out(self) -> str:
        return self.content.decode()


class Stream(io.TextIOWrapper):
    """Standard output that may claim to be a terminal."""

    tty = False

    def isatty(self) -> bool:
        return self.tty


Run = Callable[..., Outcome]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    def run_(*arguments: str, tty: bool = False) -> Outcome:
        out, err = Stream(io.BytesIO(), encoding="utf-8"), io.StringIO()
        out.tty = tty
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(sys, "stderr", err)
        code = main(arguments)
        out.flush()
        return Outcome(code, out.buffer.getvalue(), err.getvalue())

    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return run_
