"""Imports point one way, mathcore knows no manim, and the examples in docstrings hold."""

import ast
import doctest
import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import mathcore

ROOT = Path(mathcore.__file__).parents[1]
MODULES = sorted(m.name for m in pkgutil.walk_packages(mathcore.__path__, "mathcore."))
LAYERS = ("mathcore", "scenes", "scripts")


def test_mathcore_alone_loads_no_manim():
    code = (
        "import importlib, sys\n"
        f"[importlib.import_module(name) for name in {MODULES!r}]\n"
        "loaded = {name.split('.')[0] for name in sys.modules}\n"
        "bad = {'manim', 'scenes', 'scripts', 'hibari', 'av', 'rich', 'pydantic'} & loaded\n"
        "sys.exit(', '.join(sorted(bad)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr


def _imported(path: Path) -> set[str]:
    """Return the first parts of all names that a file imports."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add("." if node.level else (node.module or "").split(".")[0])
    return names


@pytest.mark.parametrize("layer", LAYERS)
def test_imports_point_downwards(layer):
    above = set(LAYERS[LAYERS.index(layer) + 1 :]) | {"tests"}
    if layer == "mathcore":
        above |= {"manim", "PIL", "av", "rich", "pydantic"}
    wrong = {
        str(path.relative_to(ROOT)): found
        for path in (ROOT / layer).rglob("*.py")
        if (found := _imported(path) & above)
    }
    assert not wrong


def test_the_import_check_sees_imports(tmp_path):
    source = tmp_path / "bad.py"
    source.write_text("def f():\n    from scripts.studio import plan\n    import manim.utils\n")
    assert _imported(source) == {"scripts", "manim"}


def test_no_star_imports():
    for layer in LAYERS:
        for path in (ROOT / layer).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ImportFrom):
                    assert all(alias.name != "*" for alias in node.names), path


@pytest.mark.parametrize("name", MODULES)
def test_docstring_examples_hold(name):
    module = importlib.import_module(name)
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("name", MODULES)
def test_public_names_exist_and_are_documented(name):
    module = importlib.import_module(name)
    for public in module.__all__:
        thing = getattr(module, public)
        if callable(thing) and getattr(thing, "__module__", None) == name:
            assert thing.__doc__, f"{name}.{public}"
