"""Every public function says what it takes, gives and refuses; the public names say it in full."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import equipoise

SOURCE = Path(equipoise.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))
# Commands are documented by their help, which the tests of the command line walk.
LIBRARY = [path for path in MODULES if not path.is_relative_to(SOURCE / "app")]


def public_functions(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def own_raises(node):
    return {
        getattr(raised.exc.func, "id", "")
        for raised in ast.walk(node)
        if isinstance(raised, ast.Raise) and isinstance(raised.exc, ast.Call)
    } - {""}


@pytest.mark.parametrize("path", LIBRARY, ids=lambda p: str(p.relative_to(SOURCE)))
def test_public_functions_are_documented(path):
    for node in public_functions(path):
        text = ast.get_docstring(node) or ""
        assert text, node.name
        arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        if arguments:
            assert "Parameters\n---" in text, node.name
            for argument in arguments:
                assert argument.arg in text, (node.name, argument.arg)
        returns = node.returns
        if not (isinstance(returns, ast.Constant) and returns.value is None):
            assert "Returns\n---" in text or "Yields\n---" in text, node.name
        for name in own_raises(node):
            assert name in text, (node.name, name)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_modules_hold_one_concept(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    assert path.stem not in {"utils", "helpers", "common", "misc", "core"}


@pytest.mark.parametrize("name", [n for n in equipoise.__all__ if n.islower() and "__" not in n])
def test_public_names_are_documented_in_full(name):
    text = getattr(equipoise, name).__doc__ or ""
    for section in ("Parameters", "Returns", "Examples"):
        if section == "Parameters" and name == "shipped_dossiers":
            continue
        assert f"{section}\n" in text, (name, section)
