"""Bars that show how far downloads are, where standard error is a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from equipoise.sources.fetch import Progress

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID


class _Bar:
    """One download, in the form in which it tells its progress."""

    def __init__(self, bars: Bars, task: TaskID) -> None:
        self._bars = bars
        self._task = task
        self._total = 0

    @property
    def total(self) -> int:
        """Bytes to come; 0 where the server does not say."""
        return self._total

    @total.setter
    def total(self, total: int) -> None:
        self._total = total
        self._bars.update(self._task, total=total or None)

    def update(self, amount: int) -> None:
        self._bars.advance(self._task, amount)

    def reset(self) -> None:
        self._bars.update(self._task, completed=0)

    def close(self) -> None:
        self._bars.stop_task(self._task)


@contextmanager
def download_bars(stream: TextIO) -> Iterator[Progress | None]:
    """Bars of downloads, gone when they have ended.

    Parameters
    ----------
    stream : text stream
        Standard error.

    Yields
    ------
    Progress or None
        Makes a bar for a file; None where the stream is no terminal.
    """
    if not stream.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, TextColumn, TransferSpeedColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
    )
    with Bars(*columns, console=Console(file=stream), transient=True) as bars:
        yield lambda name: _Bar(bars, bars.add_task(name, total=None))
