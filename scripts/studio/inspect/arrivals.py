"""What is new on screen, and whether it is too much: within one breath, and over a whole step.

Over a step drawings that touch are one patch (:mod:`.novelty`). Within a breath the count is
stricter, for then a viewer has no time to tell them apart: four graphs of four colors in one plane
are four things, wherever they touch (:mod:`.meanings`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from manim import AnimationGroup, Group, Mobject

from scripts.studio.inspect.ledger import Sighting
from scripts.studio.inspect.meanings import Arrival, meanings
from scripts.studio.inspect.newcomers import arrivals_of, of_owner
from scripts.studio.inspect.novelty import MOST_NEW, too_many_new
from scripts.studio.inspect.snapshot import Snapshot


@dataclass(frozen=True)
class Limits:
    """How many patches of the picture a step may bring, and how many things a breath."""

    patches: int
    breaths: tuple[tuple[float, int], ...]


ON_THE_WAY = Limits(MOST_NEW, ((1.0, MOST_NEW), (2.0, 4), (4.0, 5)))
"""The ordinary limits; seconds, and how many things may begin to appear within them."""

SET_OUT = Limits(6, ((1.0, MOST_NEW + 1),))
"""The limits of what a plain scene sets out at first: a title may have been there already."""


class Arrivals:
    """What appeared in this step (a beat, or a play of a plain scene), and within one breath."""

    def __init__(self) -> None:
        # By id, with the mobjects, so that no id is used again.
        self._met: dict[int, Mobject] = {}
        self._met_before: dict[int, Mobject] = {}
        self._beat: list[Arrival] = []

    def open_beat(self) -> None:
        """Begin to count anew: a new beat, a new breath."""
        self.close_step()
        self._beat = []

    def close_step(self) -> None:
        """Let all that was met be known: what comes now is new to the picture as it stands."""
        self._met_before = dict(self._met)

    def fresh(self, tops: Sequence[Mobject]) -> list[Mobject]:
        """Return those of which no part was ever met."""
        return _without(tops, self._met)

    def of_step(self, tops: Sequence[Mobject]) -> list[Mobject]:
        """Return those of which no part was met before this step."""
        return _without(tops, self._met_before)

    def note(
        self,
        snapshot: Snapshot,
        tops: Sequence[Mobject],
        *,
        start: float,
        delays: Mapping[int, float],
        beat: str,
        owners: Sequence[Mobject],
        limits: Limits = ON_THE_WAY,
    ) -> Iterator[Sighting]:
        """Note which of ``tops`` begin to appear at ``start``; yield a sighting if too many do.

        ``delays`` are the seconds after ``start`` at which single mobjects, by id, follow.
        """
        fresh = self.fresh(tops)
        kept = {id(part): owner for owner in owners for part in owner.submobjects}
        for mobject in _taken_apart(fresh, owners):
            parts = [id(part) for part in mobject.get_family()]
            later = min((delays[key] for key in parts if key in delays), default=0.0)
            found = arrivals_of(snapshot, mobject, start + later)
            self._beat += [of_owner(a, kept.get(id(mobject))) for a in found]
        for mobject in fresh:
            self._met |= {id(part): part for part in mobject.get_family()}
        if fresh:
            yield from self._too_many(beat, limits.breaths)

    def patches(
        self,
        snapshot: Snapshot,
        tops: Sequence[Mobject],
        *,
        beat: str,
        owners: Sequence[Mobject],
        limits: Limits = ON_THE_WAY,
    ) -> Iterator[Sighting]:
        """Yield a sighting if what of ``tops`` is new in this step makes too many patches."""
        new = self.of_step(tops)
        if new:
            most = limits.patches
            yield from too_many_new(snapshot, new, most=most, beat=beat, owners=owners)

    def _too_many(self, beat: str, breaths: tuple[tuple[float, int], ...]) -> Iterator[Sighting]:
        for breath, most in breaths:
            for first in self._beat:
                end = first.second + breath - 1e-6
                things = meanings([a for a in self._beat if first.second <= a.second < end])
                if len(things) > most:
                    names = ", ".join(thing.name for thing in things)
                    yield Sighting(
                        "too-many-new",
                        (beat,),
                        len(things),
                        "things",
                        f"{len(things)} new things appear within {breath:g} s ({names}); "
                        f"{most} are the most",
                    )
                    return


def _without(tops: Sequence[Mobject], met: Mapping[int, Mobject]) -> list[Mobject]:
    return [m for m in tops if not any(id(part) in met for part in m.get_family())]


def delays_of(animation: AnimationGroup | object, *, scale: float = 1.0) -> dict[int, float]:
    """Return by mobject's id how long after an animation's beginning its own part begins."""
    if not isinstance(animation, AnimationGroup) or not len(animation.animations):
        return {}
    found: dict[int, float] = {}
    whole = max(float(animation.max_end_time), 1e-9)
    pace = scale * float(animation.run_time) / whole
    for member, begin, _ in animation.anims_with_timings:
        later = float(begin) * pace
        own = getattr(member, "mobject", None)
        if isinstance(own, Mobject):
            found |= {id(part): later for part in own.get_family()}
        found |= {key: later + more for key, more in delays_of(member, scale=pace).items()}
    return found


def _taken_apart(fresh: Sequence[Mobject], owners: Sequence[Mobject]) -> list[Mobject]:
    """Return the mobjects, those of bundles that nobody named one by one.

    ``FadeIn(a, b, c)`` makes a group of what it is given; what the author keeps together by name
    stays together.
    """
    named = {id(owner) for owner in owners}
    apart: list[Mobject] = []
    for mobject in fresh:
        if type(mobject) is Group and id(mobject) not in named:
            apart += _taken_apart(mobject.submobjects, owners)
        else:
            apart.append(mobject)
    return apart
