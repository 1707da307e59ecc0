"""The course as promised: every item has its beat, every figure holds, every term is explained.

``course/NN-SLUG.toml`` says for each segment which beat shows an item of its row, which beat first
explains a term or a symbol, and which figures the course fixes. A segment in parts has a file for
each part.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from manim import Typst

from scenes.kit.lecture import LectureScene
from scripts.studio.draw import studio_config
from scripts.studio.inspect.observe import InspectingRenderer, PlayLog
from scripts.studio.plan import Job, Request, make_plan
from scripts.studio.prepare import Prepared, prepare

COURSE = Path(__file__).parent / "course"

SYMBOLS = {
    "∂": r"\bpartial\b",
    "∇": r"\bnabla\b",
    "D_u": r"\bD_(bold\()?u",
    "η": r"\beta\b",
    "λ": r"\blambda\b",
    "κ": r"\bkappa\b",
    "θ": r"\btheta\b",
}
"""Symbols of the course, and how their formulas' sources write them."""


@dataclass(frozen=True)
class Row:
    """What one file of the course promises of a segment."""

    slug: str
    items: dict[str, str]
    introduces: dict[str, str]
    facts: dict[str, str]


@cache
def jobs() -> dict[str, Job]:
    plan = make_plan(Request(quality="draft", voice="silent"))
    return {job.slug: job for job in plan.jobs}


@cache
def prepared(slug: str) -> Prepared:
    return prepare(jobs()[slug])


@cache
def rows() -> dict[str, Row]:
    found = {}
    for file in sorted(COURSE.glob("*.toml")):
        told = tomllib.loads(file.read_text("utf-8"))
        slug = file.stem.partition("-")[2]
        assert told["items"], f"{file.name} promises nothing"
        assert set(told) <= {"items", "introduces", "facts"}, file.name
        found[slug] = Row(slug, told["items"], told.get("introduces", {}), told.get("facts", {}))
    return found


SLUGS = [file.stem.partition("-")[2] for file in sorted(COURSE.glob("*.toml"))]


def beats() -> Iterator[tuple[str, str]]:
    """Every beat of the series with its segment, in the order in which a viewer meets them."""
    for slug in jobs():
        for beat in prepared(slug).narrations:
            yield slug, beat


def test_every_segment_of_the_series_has_its_promises_and_the_other_way_round() -> None:
    assert set(rows()) == set(jobs())


@pytest.mark.parametrize("slug", SLUGS)
def test_every_promised_beat_exists(slug: str) -> None:
    row, known = rows()[slug], set(prepared(slug).narrations)
    named = {**row.items, **row.introduces}
    missing = {what: beat for what, beat in named.items() if beat not in known}
    assert not missing, f"{slug} has the beats {', '.join(known)}"


@pytest.mark.parametrize("slug", SLUGS)
def test_the_figures_that_the_course_fixes_hold(slug: str) -> None:
    made = prepared(slug)
    assert issubclass(made.scene_class, LectureScene)
    facts: dict[str, Any] = dict(made.scene_class.facts(made.params))
    for name, wanted in rows()[slug].facts.items():
        got = facts[name]
        shown = getattr(got, "shown", got)
        assert wanted in str(shown), f"{slug}: {name} is {shown}, the course says {wanted}"


def pattern(term: str) -> re.Pattern[str]:
    """A term in running words, also in the plural."""
    return re.compile(rf"\b{re.escape(term)}(s|es)?\b", re.IGNORECASE)


def test_no_term_is_said_before_it_is_introduced() -> None:
    order = list(beats())
    too_early = []
    for slug, row in rows().items():
        for term, introducing in row.introduces.items():
            if term in SYMBOLS:
                continue
            due = order.index((slug, introducing))
            for at, (where, beat) in enumerate(order[:due]):
                if pattern(term).search(prepared(where).narrations[beat].display):
                    too_early.append(f"{term!r} in {order[at]}, introduced in {order[due]}")
    assert not too_early, "\n".join(too_early)


def test_a_term_is_said_in_the_beat_that_introduces_it() -> None:
    unsaid = [
        f"{term!r} in {slug}, {beat}"
        for slug, row in rows().items()
        for term, beat in row.introduces.items()
        if term not in SYMBOLS and not pattern(term).search(prepared(slug).narrations[beat].display)
    ]
    assert not unsaid, "\n".join(unsaid)


def test_no_symbol_is_written_before_it_is_introduced(tmp_path: Path) -> None:
    order = list(beats())
    due = {
        term: order.index((slug, beat))
        for slug, row in rows().items()
        for term, beat in row.introduces.items()
        if term in SYMBOLS
    }
    assert due, "no symbol is introduced anywhere"
    sources = {
        (slug, beat): written for slug in jobs() for beat, written in formulas(slug, tmp_path)
    }
    too_early = [
        f"{symbol} in {where}, introduced in {order[latest]}: {source}"
        for symbol, latest in due.items()
        for where in order[:latest]
        for source in sorted(sources.get(where, set()))
        if re.search(SYMBOLS[symbol], source)
    ]
    assert not too_early, "\n".join(too_early)


def formulas(slug: str, scratch: Path) -> Iterator[tuple[str, set[str]]]:
    """The sources of all formulas on screen after any play of a beat."""
    made = prepared(slug)
    seen: dict[str, set[str]] = {}
    size = {"width": 160, "height": 90, "fps": 2}
    with studio_config(**size, scratch=scratch, background="#000000"):
        scene: Any = made.scene_class(**made.options())
        renderer = InspectingRenderer.adopt(scene, PlayLog())

        def look() -> None:
            written = seen.setdefault(scene.records[-1].name, set())
            for mobject in scene.mobjects:
                for part in mobject.get_family():
                    if isinstance(part, Typst):
                        written.add(str(part.typst_code))

        renderer.after_play = look
        scene.render()
    yield from seen.items()
