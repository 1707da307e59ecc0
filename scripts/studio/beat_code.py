"""Which beats of a segment a change of its file can touch, read from the source without running it.

The file's functions and the scene's methods are *units*; the rest (imports, constants, parameters,
other classes) is shared. A unit may use every unit whose name occurs in it, so a beat can only be
touched by a change in the units that it reaches by names. A change of what is shared, or of what
works outside of beats (facts, for instance), touches all.
"""

from __future__ import annotations

import ast
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from scripts.studio.fingerprint import drop_docstrings
from scripts.studio.outline import is_beat

OUTSIDE = ("facts", "script", "construct", "setup", "tear_down", "__init__", "beats")
"""Methods by which a scene works outside of its beats."""

Key = tuple[str, str]
"""A unit: the class it belongs to, empty for a function of the file, and its name."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Unit:
    """One function or method: a hash of its code, of its words if it is a beat, what it names."""

    code: str
    words: str
    names: frozenset[str]
    beat: bool

    @property
    def needs_class(self) -> bool:
        """Whether it works only where it was compiled as a part of its class."""
        private = (name.startswith("__") and not name.endswith("__") for name in self.names)
        return bool({"super", "__class__"} & self.names) or any(private)


@dataclass(frozen=True)
class BeatCode:
    """A segment's file as units and what they share."""

    shared: str
    outside: frozenset[str]
    """Names that are used where no beat plays."""
    units: Mapping[Key, Unit]

    @property
    def beats(self) -> tuple[str, ...]:
        """The beats in the order in which they are written."""
        return tuple(name for (_, name), unit in self.units.items() if unit.beat)

    def reach(self, names: Iterable[str]) -> set[str]:
        """Return the names of all units that these names lead to, themselves among them."""
        by_name: dict[str, set[str]] = {}
        for (_, name), unit in self.units.items():
            by_name.setdefault(name, set()).update(unit.names)
        found: set[str] = set()
        waiting = [name for name in names if name in by_name]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += by_name[name] & by_name.keys()
        return found

    def digests(self) -> dict[str, str]:
        """Return a hash for the code that each beat reaches."""
        return {beat: self.digest_of([beat]) for beat in self.beats}

    def digest_of(self, names: Iterable[str]) -> str:
        """Return a hash for the code that these names lead to."""
        reached = self.reach(names)
        parts = [unit.code for (_, name), unit in sorted(self.units.items()) if name in reached]
        return _hash(" ".join(parts))

    def words(self) -> dict[str, str]:
        """Return a hash for the words of each beat."""
        return {name: unit.words for (_, name), unit in self.units.items() if unit.beat}


def read_beats(source: str, class_name: str) -> BeatCode | None:
    """Read a file of a segment; None if it has no such class. SyntaxError as Python raises it."""
    tree = ast.parse(source)
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    scene = next((node for node in classes if node.name == class_name), None)
    if scene is None:
        return None
    drop_docstrings(tree)
    units: dict[Key, Unit] = {}
    outside = set(OUTSIDE)
    for owner, body in ((class_name, scene.body), ("", tree.body)):
        for node in _single_functions(body):
            outside |= _used_at_once(node)
            units[owner, node.name] = _unit(node)
            body.remove(node)
    code = BeatCode("", frozenset(), units)
    reached = code.reach(code.beats)
    # What no beat names is called by others: by the base class, or not at all.
    outside |= {name for _, name in units if name not in reached}
    outside |= _names(tree)
    return BeatCode(_hash(ast.dump(tree)), frozenset(outside), units)


def touched(before: BeatCode, now: BeatCode) -> tuple[str, ...] | None:
    """Return the beats that may look or sound otherwise than before, None for all."""
    if before.shared != now.shared or before.beats != now.beats:
        return None
    keys = {*before.units, *now.units}
    changed = {key[1] for key in keys if _code(before, key) != _code(now, key)}
    for code in (before, now):
        if code.reach(code.outside) & changed:
            return None
        if any(key[1] in changed and unit.needs_class for key, unit in code.units.items()):
            return None
    old, new = before.words(), now.words()
    return tuple(
        beat
        for beat in now.beats
        if old[beat] != new[beat] or (before.reach([beat]) | now.reach([beat])) & changed
    )


def changed_units(before: BeatCode, now: BeatCode) -> list[Key]:
    """Return the units that are new or were changed, words included, or are gone."""
    keys = dict.fromkeys([*now.units, *before.units])
    return [key for key in keys if before.units.get(key) != now.units.get(key)]


def _code(code: BeatCode, key: Key) -> str:
    return code.units[key].code if key in code.units else ""


def _single_functions(body: list[ast.stmt]) -> list[Function]:
    """Return the functions of a body that are defined once; others belong to what is shared."""
    functions = [node for node in body if isinstance(node, Function)]
    counts = Counter(node.name for node in functions)
    return [node for node in functions if counts[node.name] == 1]


def _used_at_once(node: Function) -> set[str]:
    """Return what a definition itself uses: decorators, but for the beat's own, and defaults."""
    defaults = [*node.args.defaults, *(value for value in node.args.kw_defaults if value)]
    decorators = [item for item in node.decorator_list if not is_beat(item)]
    return set().union(*map(_names, [*decorators, *defaults]))


def _unit(node: Function) -> Unit:
    names, words, beat = _names(node), "", False
    for decorator in node.decorator_list:
        if is_beat(decorator) and isinstance(decorator, ast.Call) and decorator.args:
            words, beat = _hash(ast.dump(decorator.args[0])), True
            decorator.args[0] = ast.Constant("")
    return Unit(_hash(ast.dump(node)), words, frozenset(names), beat)


def _names(tree: ast.AST) -> set[str]:
    """Return every name that occurs in a tree, also as text: ``getattr(self, "name")``."""
    return set(_occurring(tree))


def _occurring(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
