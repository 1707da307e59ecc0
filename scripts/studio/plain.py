"""Values as bytes: numbers, arrays, and what is made of them; anything else is refused."""

from __future__ import annotations

import marshal
from collections.abc import Callable
from enum import Enum
from types import FunctionType, MethodType, ModuleType
from typing import Any

import numpy as np

from scripts.studio.errors import UnknownError

CodeOf = Callable[[type], bytes]
"""Gives the hash of the code behind a class, in 16 bytes or so."""

_SIMPLE = (float, int, bool, str, bytes, type(None))
_NO_DATA = (FunctionType, MethodType, ModuleType, type)

# A format without references, whose bytes depend on the value alone.
_FORMAT = 2
_DEEPEST = 8


def put(into: list[bytes], value: Any, code_of: CodeOf | None, depth: int = _DEEPEST) -> None:
    """Append bytes that tell a value from all others of the same place.

    An object counts by its attributes and its class's code; without ``code_of`` it is refused.
    """
    kind: Any = type(value)
    if kind in _SIMPLE:
        into.append(marshal.dumps(value, _FORMAT))
    elif isinstance(value, np.ndarray | np.generic):
        array = np.asarray(value)
        if array.dtype.hasobject:
            raise UnknownError("an array of objects")
        into += [f"{array.dtype.str}{array.shape}".encode(), array.tobytes()]
    elif isinstance(value, list | tuple):
        _put_list(into, value, code_of, depth)
    elif isinstance(value, dict):
        into.append(b"{%d" % len(value))
        for key, item in value.items():
            put(into, key, code_of, depth)
            put(into, item, code_of, depth)
    elif isinstance(value, Enum):
        into.append(f"{kind.__qualname__}.{value.name}".encode())
    elif code_of is not None and depth and _has_attributes(value):
        into += [kind.__qualname__.encode(), code_of(kind)]
        put(into, vars(value), code_of, depth - 1)
    else:
        raise UnknownError(kind.__qualname__)


def _put_list(
    into: list[bytes], value: list[Any] | tuple[Any, ...], code_of: CodeOf | None, depth: int
) -> None:
    into.append(f"{type(value).__qualname__}{len(value)}".encode())
    if value and type(value[0]) in (*_SIMPLE, list):
        try:
            into.append(marshal.dumps(list(value), _FORMAT))
        except ValueError:  # something in it is more than that
            pass
        else:
            return
    for item in value:
        put(into, item, code_of, depth)


def _has_attributes(value: object) -> bool:
    return hasattr(value, "__dict__") and not isinstance(value, _NO_DATA)
