"""What this machine has and lacks for making lectures, one line each."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

NEEDED_BYTES = 2 * 1024**3
"""Free space that a build of the whole series at final quality can want."""


@dataclass(frozen=True)
class Check:
    """One thing looked at: whether it is as it should be, and what was seen."""

    name: str
    good: bool
    detail: str


def examine(media: Path) -> list[Check]:
    """Look at everything a build needs; nothing is installed or changed."""
    looks: dict[str, Callable[[], str]] = {
        "Python": _python,
        "manim": lambda: metadata.version("manim"),
        "cairo": _cairo,
        "pango": _pango,
        "Typst and its fonts": _typst,
        "film encoder (H.264, AAC)": _codecs,
        "voice": _voice,
        "processor": lambda: (
            f"{len(os.sched_getaffinity(0))} cores"
            if hasattr(os, "sched_getaffinity")
            else f"{os.cpu_count()} cores"
        ),
        "disk space": lambda: _space(media),
        "write permission": lambda: _writable(media),
        "screen": lambda: "not needed",
    }
    return [_look(name, look) for name, look in looks.items()]


def _look(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, True, look())
    except Exception as error:
        # Whatever goes wrong inside a library is the finding itself.
        text = str(error).strip() or type(error).__name__
        return Check(name, False, text.splitlines()[0])


def _python() -> str:
    return f"{sys.version.split()[0]} ({sys.executable})"


def _cairo() -> str:
    import cairo

    return str(cairo.cairo_version_string())


def _pango() -> str:
    import manimpango

    return str(manimpango.pango_version())


def _typst() -> str:
    import typst

    picture = typst.compile(b"#set page(width: 4cm, height: 1cm)\n$ partial f $", format="svg")
    if b"<path" not in (picture if isinstance(picture, bytes) else b""):
        raise RuntimeError("a formula came out without glyphs; its fonts are missing")
    return f"{metadata.version('typst')}, a formula came out"


def _codecs() -> str:
    from av.codec import Codec

    return ", ".join(Codec(name, "w").name for name in ("libx264", "aac"))


def _voice() -> str:
    spec = find_spec("hibari")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("the package hibari-tts is not installed; only --voice silent works")
    assets = Path(spec.submodule_search_locations[0], "assets")
    size = sum(path.stat().st_size for path in assets.rglob("*") if path.is_file())
    if size < 1_000_000:
        raise RuntimeError(f"no voice model in {assets}")
    return f"hibari-tts {metadata.version('hibari-tts')}, {size / 1e6:.0f} MB, works offline"


def _space(media: Path) -> str:
    place = next(path for path in (media, *media.parents) if path.exists())
    free = shutil.disk_usage(place).free
    text = f"{free / 1024**3:.1f} GiB free at {place}"
    if free < NEEDED_BYTES:
        raise RuntimeError(f"{text}, a whole build can want {NEEDED_BYTES / 1024**3:.0f} GiB")
    return text


def _writable(media: Path) -> str:
    place = next(path for path in (media, *media.parents) if path.exists())
    with tempfile.TemporaryFile(dir=place):
        return str(place)
