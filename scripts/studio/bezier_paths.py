"""Bezier paths handed to cairo whole: one call for a mobject instead of one for every curve.

pycairo has no way to take a path from an array, but cairo has: ``cairo_append_path`` reads rows of
16 bytes, a header (kind, number of rows) or a point (x, y). It calls ``cairo_move_to`` and
``cairo_curve_to`` for them, so the path is the same to the last bit. Where the library cannot be
reached this way :func:`appender` returns None and paths are built curve by curve as manim does.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from functools import cache
from typing import Any, TypeAlias

import cairo
import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.float64]
"""A path for cairo, ``(n, 2)``: headers and points."""

Append: TypeAlias = "Callable[[cairo.Context[Any], Rows], None]"


def _header(kind: int, rows: int) -> Rows:
    return np.array([[kind, rows, 0, 0]], np.int32).view(np.float64)


_MOVE, _CURVE, _CLOSE = _header(0, 2), _header(2, 4), _header(3, 1)


class _Path(ctypes.Structure):
    _fields_ = (("status", ctypes.c_int), ("data", ctypes.c_void_p), ("rows", ctypes.c_int))


def rows_of(points: npt.NDArray[Any], tolerance: float) -> Rows:
    """Return the path through cubic curves ``(4 n, 2 or more)`` as manim would draw it.

    A new subpath begins where a curve doesn't start at the end of the one before; one that ends
    where it begins is closed. Equal means within ``tolerance + 1e-5 |x|``, as for ``np.isclose``.
    """
    count = len(points) // 4
    curves = points[: 4 * count, :2].reshape(count, 4, 2)
    broken = ~_close(curves[:-1, 3], curves[1:, 0], tolerance)
    firsts = np.flatnonzero(np.concatenate([[True], broken]))
    lasts = np.append(firsts[1:], count) - 1
    ends = curves[lasts, 3]
    rest = points[4 * count :, :2]
    if len(rest) and _close(ends[-1], rest[0], tolerance):
        # An unfinished curve isn't drawn, but manim takes its last point for the path's end.
        ends[-1] = rest[-1]
    closed = _close(curves[firsts, 0], ends, tolerance)
    rows = np.empty((4 * count + 2 * len(firsts) + int(closed.sum()), 2))
    at = 0
    for first, last, close in zip(firsts.tolist(), lasts.tolist(), closed.tolist(), strict=True):
        rows[at] = _MOVE
        rows[at + 1] = curves[first, 0]
        at += 2
        size = last + 1 - first
        block = rows[at : at + 4 * size].reshape(size, 4, 2)
        block[:, 0] = _CURVE
        block[:, 1:] = curves[first : last + 1, 1:]
        at += 4 * size
        if close:
            rows[at] = _CLOSE
            at += 1
    return rows


def _close(first: npt.NDArray[Any], second: npt.NDArray[Any], tolerance: float) -> Any:
    apart = np.abs(first - second)
    near = (apart <= tolerance + 1e-5 * np.abs(second)) & np.isfinite(apart)
    return (near | (first == second)).all(axis=-1)


@cache
def appender() -> Append | None:
    """Return what appends rows to a context's path, or None where cairo can't be reached."""
    if sys.implementation.name != "cpython" or sys.platform == "win32":
        return None
    try:
        library = ctypes.CDLL(cairo._cairo.__file__)  # type: ignore[attr-defined]
        call = library.cairo_append_path
        counted = library.cairo_get_reference_count
    except (AttributeError, OSError):
        return None
    call.argtypes = (ctypes.c_void_p, ctypes.POINTER(_Path))
    call.restype = None
    counted.argtypes = (ctypes.c_void_p,)
    # A pycairo context is a Python object whose first field is cairo's own.
    offset = object.__basicsize__
    pointer_at = ctypes.c_void_p.from_address

    def append(ctx: cairo.Context[Any], rows: Rows) -> None:
        path = _Path(0, rows.ctypes.data, len(rows))
        call(pointer_at(id(ctx) + offset).value, ctypes.byref(path))

    return append if _works(append) else None


def _works(append: Append) -> bool:
    """Tell whether a path comes out as it does curve by curve."""
    points = np.array([(0, 0), (1, 0.3), (2, 1), (2, 2), (5, 5), (6, 5), (7, 6), (5, 5.0)])
    context = cairo.Context(cairo.ImageSurface(cairo.FORMAT_ARGB32, 8, 8))
    append(context, rows_of(points, 1e-6))
    found = list(context.copy_path())
    context.new_path()
    context.move_to(0, 0)
    context.curve_to(1, 0.3, 2, 1, 2, 2)
    context.move_to(5, 5)
    context.curve_to(6, 5, 7, 6, 5, 5)
    context.close_path()
    return found == list(context.copy_path())
