"""Claims read back from what is drawn."""

from __future__ import annotations

from manim import Mobject


def errors(mobject: Mobject) -> list[float]:
    """Return by how many pixels each claim of a mobject and of its parts is off."""
    family = mobject.get_family()
    return [c.read().error_px for m in family if hasattr(m, "claims") for c in m.claims()]
