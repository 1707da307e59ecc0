"""A user's mistake, said in one sentence with the nearest valid names."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path


class UserError(Exception):
    """Something the user can put right: one sentence, no traceback, exit status 2."""


class UnknownError(ValueError):
    """Something that a hash can't stand for, by its type's or its module's name."""


def nearest(name: str, valid: Iterable[str], *, most: int = 3) -> tuple[str, ...]:
    """Return up to ``most`` valid names that resemble ``name``, best first.

    Case and the difference between ``-`` and ``_`` count for nothing; a name that begins with
    what was typed counts as near however long it is.
    """
    by_fold = {_fold(candidate): candidate for candidate in valid}
    folded = _fold(name)
    starts = [full for fold, full in by_fold.items() if folded and fold.startswith(folded)]
    close = [by_fold[fold] for fold in get_close_matches(folded, by_fold, n=most, cutoff=0.6)]
    return tuple(dict.fromkeys(close + starts))[:most]


def unknown(kind: str, name: str, valid: Iterable[str]) -> str:
    """Say that ``name`` is no valid ``kind``, and what would be.

    With near names: ``unknown segment 'level-curve'; did you mean 'level-curves'?``; without,
    all valid names are listed (the first twenty, in their own order).
    """
    names = list(valid)
    close = nearest(name, names)
    if close:
        return f"unknown {kind} {name!r}; did you mean {' or '.join(map(repr, close))}?"
    if not names:
        return f"unknown {kind} {name!r}; there is none to choose from"
    listed = ", ".join(names[:20]) + (", …" if len(names) > 20 else "")
    return f"unknown {kind} {name!r}; valid: {listed}"


def shown_path(path: Path) -> str:
    """Return a path as a person would type it here: relative if it is below this folder."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)


def _fold(name: str) -> str:
    return name.casefold().replace("_", "-").lstrip("-")
