"""What a segment's pictures depend on: its source and all it imports in the project, by hash.

Nothing is imported to find out: imports are read from the syntax trees, so that the answer takes
a fraction of a second and needs no manim. Comments, formatting and docstrings do not count. What
is said in ``@beat("…")`` counts for the voice, not for the picture.
"""

from __future__ import annotations

import ast
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

from scripts.studio.errors import UserError
from scripts.studio.outline import SceneReference, is_beat
from scripts.studio.whole import write_text

LAYERS = ("mathcore", "scenes", "scripts")
TOOLS = (
    "manim", "pycairo", "ManimPango", "typst", "numpy", "scipy", "sympy", "contourpy",
    "scikit-learn", "pillow", "av", "hibari-tts", "pyloudnorm",
)  # fmt: skip
"""The packages whose version can change a film."""

_FORMAT = f"2-{sys.version_info[0]}.{sys.version_info[1]}"  # syntax trees differ between Pythons


@dataclass(frozen=True)
class SourceDigest:
    """Two hashes of one file, and the modules that it names in imports."""

    drawn: str
    """Of everything that can change a picture."""
    said: str
    """Of everything, narration included."""
    imports: tuple[str, ...] = ()


@dataclass
class Sources:
    """Reads and remembers the digests of a project's files.

    ``cache`` is a JSON file that keeps them, by content, from run to run; call ``save`` at the end.
    """

    root: Path
    cache: Path | None = None
    _known: dict[str, SourceDigest] = field(default_factory=dict, init=False)
    _seen: dict[Path, SourceDigest] = field(default_factory=dict, init=False)
    _reached: dict[Path, tuple[Path, ...]] = field(default_factory=dict, init=False)
    _bytes: dict[Path, str] = field(default_factory=dict, init=False)
    _modules: dict[tuple[Path, str], Path | None] = field(default_factory=dict, init=False)
    _fresh: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self._known = _load(self.cache) if self.cache else {}

    def closure(
        self,
        start: Iterable[SceneReference | str],
        *,
        said: bool = False,
        files: Iterable[Path] = (),
    ) -> dict[str, str]:
        """Return the digest of every project file that the starting points reach, by path.

        A starting point is a dotted module of the project or a scene; ``files`` are data (fonts,
        tables) whose bytes count. Paths are relative to the root with ``/``, absolute if outside.
        """
        waiting = [self._file(item) for item in start]
        digests: dict[str, str] = {}
        visited: set[Path] = set()
        while waiting:
            file = waiting.pop()
            if file in visited:
                continue
            visited.add(file)
            digest = self.digest(file)
            digests[self.name(file)] = digest.said if said else digest.drawn
            if file not in self._reached:
                self._reached[file] = tuple(self._imported(file, digest.imports))
            waiting += self._reached[file]
        for path in files:
            if path not in self._bytes:
                self._bytes[path] = _hash(path.read_bytes())
            digests[self.name(path)] = self._bytes[path]
        return dict(sorted(digests.items()))

    def digest(self, file: Path) -> SourceDigest:
        """Return one file's digests, from memory if its bytes are known."""
        if file not in self._seen:
            content = file.read_bytes()
            key = _hash(content)
            if key not in self._known:
                self._known[key] = read_source(content, str(file))
                self._fresh = True
            self._seen[file] = self._known[key]
        return self._seen[file]

    def name(self, file: Path) -> str:
        """Return how a file is called in inputs and sentences."""
        return (
            file.relative_to(self.root).as_posix() if file.is_relative_to(self.root) else str(file)
        )

    def save(self) -> None:
        """Keep what was learnt for the next run, if there is a cache and anything new."""
        if self.cache is None or not self._fresh:
            return
        table = {key: [item.drawn, item.said, item.imports] for key, item in self._known.items()}
        write_text(self.cache, json.dumps({"format": _FORMAT, "sources": table}))
        self._fresh = False

    def _file(self, item: SceneReference | str) -> Path:
        if isinstance(item, SceneReference):
            return item.file
        found = self._module_file(self.root, item)
        if found is None:
            raise UserError(f"there is no module {item} in {self.root}")
        return found

    def _imported(self, file: Path, names: Iterable[str]) -> Iterator[Path]:
        """Find the files behind imports: in the project's layers, or beside a user's own file."""
        inside = file.is_relative_to(self.root) and file.relative_to(self.root).parts[0] in LAYERS
        for name in names:
            parts = _absolute(name, file, self.root).split(".")
            base = self.root if parts[0] in LAYERS else None if inside else file.parent
            if base is None:
                continue
            for length in range(1, len(parts) + 1):
                found = self._module_file(base, ".".join(parts[:length]))
                if found is not None:
                    yield found

    def _module_file(self, base: Path, name: str) -> Path | None:
        # Most files import the same few dozen modules; each is looked for once.
        if (base, name) not in self._modules:
            self._modules[base, name] = _module_file(base, name)
        return self._modules[base, name]


def tool_versions(names: Iterable[str] = TOOLS) -> dict[str, str]:
    """Return the installed version of each package (``"none"`` if not there) and of Python."""
    versions = {"python": ".".join(map(str, sys.version_info[:3]))}
    for name in names:
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            versions[name] = "none"
    return versions


def folder_digest(folder: Path) -> dict[str, str]:
    """Return the hash of every file in a folder of recordings, by name."""
    return {
        path.name: _hash(path.read_bytes())
        for path in sorted(folder.iterdir())
        if path.is_file() and not path.name.startswith(".")
    }


def read_source(content: bytes, name: str) -> SourceDigest:
    """Return the digests of a Python source; UserError names file and line if it is none."""
    try:
        tree = ast.parse(content, filename=name)
    except SyntaxError as error:
        raise UserError(f"{name}, line {error.lineno}: {error.msg}") from None
    imports = tuple(sorted(set(_imports(tree))))
    drop_docstrings(tree)
    said = _hash(ast.dump(tree).encode())
    silenced = [_silence(node) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    drawn = _hash(ast.dump(tree).encode()) if any(silenced) else said
    return SourceDigest(drawn, said, imports)


def _imports(node: ast.AST) -> Iterator[str]:
    """Name every module imported anywhere but under ``if TYPE_CHECKING``; dots lead if relative."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            module = "." * child.level + (child.module or "")
            dot = "" if module.endswith(".") or not module else "."
            yield from (f"{module}{dot}{alias.name}" for alias in child.names)
        elif isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"):
            yield from (name for item in child.orelse for name in _imports(ast.Module([item], [])))
        elif isinstance(child, ast.stmt | ast.ExceptHandler | ast.match_case):
            yield from _imports(child)


def drop_docstrings(tree: ast.Module) -> None:
    """Remove strings that stand alone as statements: docstrings and notes under attributes."""
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [item for item in body if not _is_note(item)]  # type: ignore[attr-defined]


def _is_note(item: ast.stmt) -> bool:
    value = item.value if isinstance(item, ast.Expr) else None
    return isinstance(value, ast.Constant) and isinstance(value.value, str)


def _silence(node: ast.FunctionDef) -> bool:
    """Blank the words in a method's ``@beat("…")``; tell whether there were any."""
    found = False
    for decorator in node.decorator_list:
        if is_beat(decorator) and isinstance(decorator, ast.Call) and decorator.args:
            decorator.args[0] = ast.Constant("")
            found = True
    return found


def _absolute(name: str, file: Path, root: Path) -> str:
    """Turn the relative ``..kit.plane`` into an absolute name, seen from ``file``."""
    if not name.startswith("."):
        return name
    tail = name.lstrip(".")
    folder = file.parents[len(name) - len(tail) - 1]
    if not folder.is_relative_to(root):
        return tail
    return ".".join([*folder.relative_to(root).parts, tail])


def _module_file(base: Path, name: str) -> Path | None:
    path = base.joinpath(*name.split("."))
    for candidate in (path.with_name(path.name + ".py"), path / "__init__.py"):
        if candidate.is_file():
            return candidate
    return None


def _load(cache: Path) -> dict[str, SourceDigest]:
    try:
        table = json.loads(cache.read_text(encoding="utf-8"))
        if table["format"] != _FORMAT:
            return {}
        return {
            key: SourceDigest(drawn, said, tuple(imports))
            for key, (drawn, said, imports) in table["sources"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


def digests_of(inputs: Mapping[str, str]) -> str:
    """Return one hash for a closure, to use where its files need no naming."""
    return _hash(json.dumps(inputs, sort_keys=True).encode())
