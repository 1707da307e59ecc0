"""Results of the steps, each a folder named by the hash of all that went in.

``<root>/<step>/<key>/`` holds the files of one result and ``inputs.json``, the inputs in words.
A folder exists only whole: it is made as a draft beside and renamed. So whoever finds it may use
it, two builds at once at worst do the same work twice, and a killed build loses only its draft.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.studio import whole

INPUTS_FILE = "inputs.json"

Inputs = Mapping[str, Any]
"""What a result depends on: plain JSON (strings, numbers, booleans, None, lists, mappings)."""


def key_of(inputs: Inputs) -> str:
    """Return the name of a result: 32 hex digits of SHA-256 over the inputs' canonical JSON.

    The order of mappings does not matter, that of lists does. TypeError names a value that is no
    JSON; ValueError refuses NaN and infinity, which are not equal to themselves in JSON.
    """
    return hashlib.sha256(canonical(inputs).encode()).hexdigest()[:32]


def canonical(value: object) -> str:
    """Return the one JSON text of a value: keys sorted, no spaces, unicode kept."""
    return json.dumps(
        value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )


@dataclass(frozen=True)
class Entry:
    """One whole result: its folder and what it was made from."""

    step: str
    key: str
    folder: Path
    reused: bool = True

    def file(self, name: str) -> Path:
        """Return the path of one of the result's files; FileNotFoundError if there is none."""
        path = self.folder / name
        if not path.exists():
            raise FileNotFoundError(f"the stored result {self.step}/{self.key} has no file {name}")
        return path

    @property
    def inputs(self) -> dict[str, Any]:
        """What went in, as it was given to ``make``."""
        loaded: dict[str, Any] = json.loads((self.folder / INPUTS_FILE).read_text("utf-8"))
        return loaded


class Store:
    """A folder of results; safe to share between processes and to kill at any moment."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def find(self, step: str, inputs: Inputs) -> Entry | None:
        """Return the result of ``step`` for exactly these inputs, if it is there.

        It counts as used now, which keeps it when the store is trimmed.
        """
        key = key_of(inputs)
        folder = self.root / step / key
        if not (folder / INPUTS_FILE).is_file():
            return None
        with contextlib.suppress(OSError):
            os.utime(folder)
        return Entry(step, key, folder)

    @contextlib.contextmanager
    def draft(self, step: str, inputs: Inputs) -> Iterator[Path]:
        """Give a folder to fill; at the end it becomes the result, or nothing does.

        If another process finished the same result meanwhile, its folder stays and this one goes.
        """
        key = key_of(inputs)
        final = self.root / step / key
        folder = whole.draft_path(final)
        folder.mkdir(parents=True)
        try:
            yield folder
            text = json.dumps(inputs, ensure_ascii=False, indent=1, sort_keys=True)
            (folder / INPUTS_FILE).write_text(text + "\n", encoding="utf-8")
            try:
                os.rename(folder, final)
            except OSError:
                if not (final / INPUTS_FILE).is_file():
                    raise
        finally:
            whole.remove(folder)

    def make(self, step: str, inputs: Inputs, build: Callable[[Path], None]) -> Entry:
        """Return the result for these inputs, calling ``build(folder)`` only if it is not there."""
        found = self.find(step, inputs)
        if found is not None:
            return found
        with self.draft(step, inputs) as folder:
            build(folder)
        key = key_of(inputs)
        return Entry(step, key, self.root / step / key, reused=False)

    def discard(self, entry: Entry) -> None:
        """Remove one result: in one step out of its name, then from the disk."""
        whole.discard(entry.folder)

    def sweep(self) -> int:
        """Remove what killed builds left half-written; return how many drafts there were."""
        if not self.root.is_dir():
            return 0
        steps = [self.root, *(path for path in self.root.iterdir() if path.is_dir())]
        return sum(whole.sweep(folder) for folder in steps)

    def bytes_used(self) -> int:
        """Return the size of all results on disk."""
        return size_of(self.root)


def size_of(path: Path) -> int:
    """Return the bytes of a file, or of all files below a folder (0 if there is nothing)."""
    if path.is_file():
        return path.stat().st_size
    total = 0
    for folder, _, names in os.walk(path):
        for name in names:
            with contextlib.suppress(OSError):
                total += os.lstat(os.path.join(folder, name)).st_size
    return total
