"""New code for a scene that is already playing: functions of its file are replaced one by one."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from scripts.studio.beat_code import Key


def replace_units(scene_class: type, file: Path, source: str, keys: Iterable[Key]) -> None:
    """Give a class and its module the functions that ``source`` has under these keys.

    They see the module as it was loaded, and so the same classes as the mobjects on screen.
    A function that ``source`` lacks is removed.
    """
    module: Any = sys.modules[scene_class.__module__]
    tree = ast.parse(source)
    bodies = {"": tree.body}
    bodies |= {node.name: node.body for node in tree.body if isinstance(node, ast.ClassDef)}
    for owner, name in keys:
        place: Any = scene_class if owner else module
        node = next((n for n in bodies[owner] if _is_function(n, name)), None)
        if node is None:
            delattr(place, name)
            continue
        found: dict[str, Any] = {}
        code = compile(ast.Module([node], []), str(file), "exec")
        exec(code, vars(module), found)  # the user's own code, as an import would run it
        setattr(place, name, found[name])


def _is_function(node: ast.stmt, name: str) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == name
