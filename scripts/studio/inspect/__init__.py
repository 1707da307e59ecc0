"""The inspector: looks at every beat of a scene and names what is wrong, by how much, and where."""

from scripts.studio.inspect.findings import (
    KINDS,
    ClaimTotals,
    Finding,
    InspectionReport,
    WaivedFinding,
)
from scripts.studio.inspect.inspector import inspect_scene
from scripts.studio.inspect.speech import Speech

__all__ = [
    "KINDS",
    "ClaimTotals",
    "Finding",
    "InspectionReport",
    "Speech",
    "WaivedFinding",
    "inspect_scene",
]
