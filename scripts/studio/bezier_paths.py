"""Bezier paths handed to cairo whole: one call for a mobject instead of one for every curve.

pycairo has no way to take a path from an array, but cairo has: ``cairo_append_path`` reads rows of
16 bytes, a header (kind, number of rows) or a point (x, y). It calls ``cairo_move_to`` and
``cairo_curve_to`` for them, so the path is the same to the last bit. Where the library cannot be
reached this way :func:`tracer` returns None and paths are built curve by curve as manim does.
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

Trace: TypeAlias = "Callable[[cairo.Context[Any], Rows], Callable[[int, int], None]]"
"""Given a context and rows: what appends the rows from one number to before another."""


def _header(kind: int, rows: int) -> Rows:
    return np.array([[kind, rows, 0, 0]], np.int32).view(np.float64)


_NOTHING = np.empty((0, 2))
_MOVE, _LINE, _CURVE, _CLOSE = _header(0, 2), _header(1, 2), _header(2, 4), _header(3, 1)

_STRAIGHT = 1e-9
"""Share of its length by which a curve may bend and still be a line."""


class _Path(ctypes.Structure):
    _fields_ = (("status", ctypes.c_int), ("data", ctypes.c_void_p), ("rows", ctypes.c_int))


def rows_of(points: npt.NDArray[Any], tolerance: float) -> Rows:
    """Return the path through cubic curves ``(4 n, 2 or more)`` as manim would draw it.

    A new subpath begins where a curve doesn't start at the end of the one before; one that ends
    where it begins is closed. Equal means within ``tolerance + 1e-5 |x|``, as for ``np.isclose``.
    """
    count = len(points) // 4
    rest = points[4 * count :, :2]
    rows, _ = rows_of_many(points[: 4 * count], np.zeros(1, int), tolerance, rest)
    return rows


def rows_of_many(
    points: npt.NDArray[Any],
    starts: npt.NDArray[Any],
    tolerance: Any,
    rest: npt.NDArray[Any] = _NOTHING,
    *,
    lines: bool = False,
) -> tuple[Rows, npt.NDArray[Any]]:
    """Return the paths of several mobjects after one another, and where each begins.

    ``points`` are those of whole curves ``(4 n, 2 or more)``; ``starts`` are the first curves of
    the mobjects, in order; ``tolerance`` is one number, or one for each curve. ``rest`` are points
    of an unfinished curve after the last. With ``lines``, a curve that is straight is a line,
    which is stroked in less than half the time, to the same shape but not to the last bit.
    """
    curves = points[:, :2].reshape(-1, 4, 2)
    count = len(curves)
    each = np.broadcast_to(np.asarray(tolerance, float), (count,))[:, None]
    first = np.empty(count, bool)
    first[1:] = ~_close(curves[:-1, 3], curves[1:, 0], each[1:])
    first[starts] = True
    firsts = np.flatnonzero(first)
    lasts = np.append(firsts[1:], count) - 1
    ends = curves[lasts, 3]
    if len(rest) and _close(ends[-1], rest[0], each[-1]):
        # An unfinished curve isn't drawn, but manim takes its last point for the path's end.
        ends[-1] = rest[-1]
    closed = _close(curves[firsts, 0], ends, each[firsts])
    straight = _straight(curves) if lines else np.zeros(count, bool)
    lengths = np.where(straight, 2, 4)
    # Before a curve lie the rows of those before it, a move for each subpath so far, and what
    # closes the finished ones.
    moves = 2 * np.arange(1, len(firsts) + 1) + np.cumsum(closed) - closed
    at = np.cumsum(lengths) - lengths + np.repeat(moves, lasts + 1 - firsts)
    rows = np.empty((int(lengths.sum()) + 2 * len(firsts) + int(closed.sum()), 2))
    bent = np.flatnonzero(~straight)
    rows[at[bent]] = _CURVE
    for k in (1, 2, 3):
        rows[at[bent] + k] = curves[bent, k]
    rows[at[straight]] = _LINE
    rows[at[straight] + 1] = curves[straight, 3]
    rows[at[firsts] - 2] = _MOVE
    rows[at[firsts] - 1] = curves[firsts, 0]
    rows[(at + lengths)[lasts[closed]]] = _CLOSE
    return rows, at[starts] - 2


def _straight(curves: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Tell which curves ``(n, 4, 2)`` are drawn as the line from their first to their last point.

    Their control points lie on it, in order.
    """
    chord = (curves[:, 3] - curves[:, 0])[:, None]
    arm = curves[:, 1:3] - curves[:, :1]
    square = (chord * chord).sum(axis=-1)
    aside = np.abs(chord[..., 0] * arm[..., 1] - chord[..., 1] * arm[..., 0])
    along = (chord * arm).sum(axis=-1)
    on_it = (aside <= _STRAIGHT * square).all(axis=-1)
    in_order = (along[:, 0] >= 0) & (along[:, 0] <= along[:, 1]) & (along[:, 1] <= square[:, 0])
    return np.asarray(on_it & in_order & (square[:, 0] > 0))


def _close(first: npt.NDArray[Any], second: npt.NDArray[Any], tolerance: Any) -> Any:
    apart = np.abs(first - second)
    near = (apart <= tolerance + 1e-5 * np.abs(second)) & np.isfinite(apart)
    return (near | (first == second)).all(axis=-1)


@cache
def tracer() -> Trace | None:
    """Return what appends rows to a context's path, or None where cairo can't be reached."""
    if sys.implementation.name != "cpython" or sys.platform == "win32":
        return None
    try:
        library = ctypes.CDLL(cairo._cairo.__file__)  # type: ignore[attr-defined]
        append_path = library.cairo_append_path
    except (AttributeError, OSError):
        return None
    append_path.argtypes = (ctypes.c_void_p, ctypes.POINTER(_Path))
    append_path.restype = None
    # A pycairo context is a Python object whose first field is cairo's own.
    offset = object.__basicsize__
    pointer_at = ctypes.c_void_p.from_address

    def trace(ctx: cairo.Context[Any], rows: Rows) -> Callable[[int, int], None]:
        path = _Path(0, 0, 0)
        reference, context = ctypes.byref(path), pointer_at(id(ctx) + offset).value
        address = rows.ctypes.data

        def append(first: int, last: int) -> None:
            path.data, path.rows = address + 16 * first, last - first
            append_path(context, reference)

        return append

    return trace if _works(trace) else None


def _works(trace: Trace) -> bool:
    """Tell whether a path comes out as it does curve by curve."""
    points = np.array([(0, 0), (1, 0.3), (2, 1), (2, 2), (5, 5), (6, 5), (7, 6), (5, 5.0)])
    context = cairo.Context(cairo.ImageSurface(cairo.FORMAT_ARGB32, 8, 8))
    rows = rows_of(points, 1e-6)
    trace(context, rows)(0, len(rows))
    found = list(context.copy_path())
    context.new_path()
    context.move_to(0, 0)
    context.curve_to(1, 0.3, 2, 1, 2, 2)
    context.move_to(5, 5)
    context.curve_to(6, 5, 7, 6, 5, 5)
    context.close_path()
    return found == list(context.copy_path())
