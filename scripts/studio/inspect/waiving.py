"""Findings that are meant: waived by kind and mobject, with a reason, next to the code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any, Protocol

from scripts.studio.inspect.findings import Finding, WaivedFinding


class WaiverLike(Protocol):
    """A waiver as ``scenes.kit.waivers`` makes it."""

    @property
    def kind(self) -> str:
        """The kind of finding that is waived."""

    @property
    def mobject(self) -> str:
        """The name of a mobject in the finding; ``*`` stands for any characters."""

    @property
    def reason(self) -> str:
        """Why it is meant."""


def apply_waivers(
    findings: Iterable[Finding],
    waivers: Mapping[str | None, Sequence[WaiverLike]],
    *,
    segment: str,
) -> tuple[tuple[Finding, ...], tuple[WaivedFinding, ...]]:
    """Divide findings into those that stand and those that are waived.

    ``waivers`` maps a beat (None: the whole segment) to its waivers. A waiver that matches no
    finding becomes a finding itself.
    """
    standing: list[Finding] = []
    waived: list[WaivedFinding] = []
    used: set[int] = set()
    for finding in findings:
        match = next(
            (
                waiver
                for beat in (finding.beat, None)
                for waiver in waivers.get(beat, ())
                if _matches(waiver, finding)
            ),
            None,
        )
        if match is None:
            standing.append(finding)
        else:
            used.add(id(match))
            waived.append(WaivedFinding(finding=finding, reason=match.reason))
    for beat, given in waivers.items():
        for waiver in given:
            if id(waiver) not in used:
                standing.append(_unused(waiver, segment, beat))
    return tuple(standing), tuple(waived)


def waivers_of_scene(scene: Any) -> dict[str | None, tuple[WaiverLike, ...]]:
    """Return the waivers on a scene's class (key None) and on each of its methods.

    What a scene inherits it plays, so the waivers on that hold for it too.
    """
    kind = type(scene)
    found: dict[str | None, tuple[WaiverLike, ...]] = {None: tuple(getattr(kind, "waivers", ()))}
    for name in dict.fromkeys(name for base in kind.__mro__ for name in vars(base)):
        member = getattr(kind, name, None)
        own = getattr(member, "waivers", None) if callable(member) else None
        if own:
            found[name] = tuple(own)
    return found


def _matches(waiver: WaiverLike, finding: Finding) -> bool:
    # People write "text over line" as readily as "text-over-line".
    return waiver.kind.replace(" ", "-") == finding.kind and any(
        name == waiver.mobject or fnmatchcase(name, waiver.mobject) for name in finding.mobjects
    )


def _unused(waiver: WaiverLike, segment: str, beat: str | None) -> Finding:
    sentence = f"nothing was found that the waiver of {waiver.kind} for {waiver.mobject} waives"
    return Finding(
        kind="unused-waiver",
        segment=segment,
        beat=beat or "",
        second=0.0,
        mobjects=(waiver.mobject,),
        amount=1.0,
        unit="waiver",
        sentence=sentence,
    )
