"""``python -m equipoise``."""

from __future__ import annotations

from equipoise.app.main import run

run()
