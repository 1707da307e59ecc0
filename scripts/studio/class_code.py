"""By which code a class works: that of its own file and of all that it imports in the project."""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

from scripts.studio.errors import UnknownError, UserError
from scripts.studio.fingerprint import Sources, digests_of
from scripts.studio.outline import SceneReference

_STDLIB = Path(sysconfig.get_paths()["stdlib"])


class ClassCode:
    """Gives the hash of a class's code and of its bases'; libraries count by their versions."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._known: dict[type, bytes] = {}
        self._files: dict[str, bytes] = {}

    def __call__(self, cls: type) -> bytes:
        """Return the hash; UnknownError for a class whose source can't be found."""
        if cls not in self._known:
            modules = dict.fromkeys(base.__module__ for base in cls.__mro__)
            self._known[cls] = b"".join(map(self._module, modules))
        return self._known[cls]

    def _module(self, name: str) -> bytes:
        if name not in self._files:
            self._files[name] = self._digest(name)
        return self._files[name]

    def _digest(self, name: str) -> bytes:
        if name in sys.builtin_module_names:
            return b""
        file = getattr(sys.modules.get(name), "__file__", None)
        if file is None:
            raise UnknownError(name)
        path = Path(file).resolve()
        if is_foreign(path):
            return b""
        try:
            closure = self._sources.closure([SceneReference(path, "")])
        except (OSError, UserError):
            raise UnknownError(name) from None
        return digests_of(closure).encode()


def is_foreign(file: Path) -> bool:
    """Tell whether a file belongs to a library and not to whoever wrote the scene."""
    return "site-packages" in file.parts or not file.is_absolute() or _STDLIB in file.parents
