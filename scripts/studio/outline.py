"""What a scene's source says about it, read without running it or loading manim.

So ``lecture list`` and the checks of a lecture file answer at once, and a mistyped parameter is
found before anything is drawn.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from scripts.studio.errors import UserError, unknown

PARAMETERS_CLASS = "Params"
PARAMETERS_BASE = "SegmentParams"
BEAT = "beat"


@dataclass(frozen=True)
class SceneReference:
    """Which class of which file is to be drawn.

    ``file`` is absolute; ``module`` is the dotted name if the file belongs to the project.
    """

    file: Path
    class_name: str
    module: str | None = None

    def __str__(self) -> str:
        return f"{self.module or self.file}:{self.class_name}"


@dataclass(frozen=True)
class Outline:
    """A scene class as written: its question, its parameters' source texts, its beats."""

    name: str
    question: str
    parameters: Mapping[str, str]
    """Default of each parameter as written (empty if it has none)."""
    beats: tuple[str, ...]
    closed: bool
    """Whether ``parameters`` is certainly all there are."""


def project_scene(text: str, root: Path) -> SceneReference:
    """Return the reference for ``"scenes.s02_partial_derivatives:PartialDerivatives"``.

    UserError if the text has no such form, or names a module or class that is not there.
    """
    module, colon, class_name = text.partition(":")
    if not colon or not all(part.isidentifier() for part in [*module.split("."), class_name]):
        raise UserError(f'scene {text!r} should read "package.module:ClassName"')
    file = root.joinpath(*module.split(".")).with_suffix(".py")
    if not file.is_file():
        siblings = sorted(path.stem for path in file.parent.glob("*.py") if path.stem[0] != "_")
        parent = module.rpartition(".")[0]
        names = [f"{parent}.{stem}" if parent else stem for stem in siblings]
        raise UserError(unknown("scene module", module, names))
    return find_class(SceneReference(file, class_name, module))


def find_class(reference: SceneReference) -> SceneReference:
    """Return the reference if its class is there; UserError with the nearest names otherwise."""
    classes = [node.name for node in _classes(reference.file)]
    if reference.class_name not in classes:
        what = f"class in {reference.module or reference.file}"
        raise UserError(unknown(what, reference.class_name, classes))
    return reference


def scenes_in(file: Path) -> tuple[SceneReference, ...]:
    """Return the scene classes of a user's file, in the order in which they are written.

    A scene is a class with a base named ``…Scene`` (or ``Slide``), or one that derives from such
    a class of the same file; UserError if there is none.
    """
    found: list[str] = []
    for node in _classes(file):
        bases = [base.rpartition(".")[2] for base in map(ast.unparse, node.bases)]
        if any(base.endswith(("Scene", "Slide")) or base in found for base in bases):
            found.append(node.name)
    if not found:
        raise UserError(f"{file} has no scene: no class that derives from a manim Scene")
    return tuple(SceneReference(file, name) for name in found)


def outline(reference: SceneReference) -> Outline:
    """Read a scene's class: docstring, ``Params`` and the methods decorated with ``@beat``."""
    node = next(node for node in _classes(reference.file) if node.name == reference.class_name)
    parameters: dict[str, str] = {}
    closed = False
    beats = []
    for item in node.body:
        if isinstance(item, ast.ClassDef) and item.name == PARAMETERS_CLASS:
            parameters, closed = _parameters(item, reference.file, _root_of(reference))
        elif isinstance(item, ast.FunctionDef) and any(map(is_beat, item.decorator_list)):
            beats.append(item.name)
    question = (ast.get_docstring(node) or "").partition("\n")[0]
    return Outline(node.name, question, parameters, tuple(beats), closed)


def is_beat(decorator: ast.expr) -> bool:
    """Tell whether a decorator is ``@beat(…)``, however it was imported."""
    if not isinstance(decorator, ast.Call):
        return False
    called = decorator.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    return name == BEAT


def _parameters(node: ast.ClassDef, file: Path, root: Path) -> tuple[dict[str, str], bool]:
    """Return a parameter class's fields, inherited ones first, and whether these are all."""
    own, bases = _fields(node), [ast.unparse(base) for base in node.bases]
    if bases == [PARAMETERS_BASE]:
        return own, True
    found = _written(bases[0], file, root) if len(bases) == 1 else None
    if found is None:
        return own, False
    inherited, closed = _parameters(*found, root)
    return {**inherited, **own}, closed


def _written(name: str, file: Path, root: Path) -> tuple[ast.ClassDef, Path] | None:
    """Return the class that a name means in a file, and the file where it is written."""
    for item in _parsed(file, file.stat().st_mtime_ns).body:
        if isinstance(item, ast.ClassDef) and item.name == name:
            return item, file
        if isinstance(item, ast.ImportFrom) and name in [alias.name for alias in item.names]:
            source = root.joinpath(*(item.module or "").split(".")).with_suffix(".py")
            return _written(name, source, root) if source.is_file() else None
    return None


def _root_of(reference: SceneReference) -> Path:
    """Return the folder from which a scene's imports are read."""
    if reference.module is None:
        return Path(__file__).resolve().parents[2]
    return reference.file.parents[reference.module.count(".")]


def _fields(node: ast.ClassDef) -> dict[str, str]:
    fields = {}
    for item in node.body:
        if not (isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name)):
            continue
        if not ast.unparse(item.annotation).startswith("ClassVar"):
            fields[item.target.id] = ast.unparse(item.value) if item.value else ""
    return fields


def _classes(file: Path) -> list[ast.ClassDef]:
    return [
        node
        for node in _parsed(file, file.stat().st_mtime_ns).body
        if isinstance(node, ast.ClassDef)
    ]


@lru_cache(maxsize=256)
def _parsed(file: Path, _: int) -> ast.Module:
    try:
        return ast.parse(file.read_bytes(), filename=str(file))
    except SyntaxError as error:
        raise UserError(f"{file}, line {error.lineno}: {error.msg}") from None
