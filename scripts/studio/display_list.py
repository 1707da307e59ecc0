"""What a frame shows, by hash and without drawing it, so that what is known need not be drawn.

A camera draws mobjects one after the other, each from its points, colors and widths; a ``Painted``
one paints from what it was built to and from its own numbers, by its own code. A frame's *token*
is the hash of all of it, in order. Frames of equal tokens have equal pixels, in any process and on
any day, if what draws them is the same code (which is for the caller to add).

Onto the frame before, the canvas draws only what changed, and which mobject is the same as then
decides where. So the token of such a frame tells who is who as well.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Sequence
from struct import pack
from typing import Any

import numpy as np
from manim import Camera, Mobject, PMobject, VMobject
from manim.mobject.types.image_mobject import AbstractImageMobject

from scenes.kit.painted import Painted
from scenes.kit.space import InSpace
from scripts.studio.batches import draws_as_manim
from scripts.studio.errors import UnknownError
from scripts.studio.plain import CodeOf, put

_DRAWN = (VMobject, PMobject, AbstractImageMobject)
_PLAIN = (float, int, bool, str, tuple, type(None))


class DisplayList:
    """Names the frames of one scene; see the module.

    ``code_of`` gives the hash of the code by which a class paints.
    """

    def __init__(self, camera: Camera, code_of: CodeOf) -> None:
        self._camera, self._code_of = camera, code_of
        self._still: Sequence[Mobject] = ()
        self._still_token: bytes | None = None
        self._background: tuple[Any, bytes] = (None, b"")
        self._numbers: dict[int, int] = {}
        self._kept: list[Mobject] = []
        self._painted: dict[int, tuple[Painted, Any, bytes]] = {}
        self._foreign = {*vars(VMobject()), "kept", "_built"}

    def play_begins(self, still: Sequence[Mobject]) -> None:
        """Hear which mobjects stand still from now on, behind those that move."""
        self._still, self._still_token = still, None

    def still_is_drawn(self) -> None:
        """Hear that what stands still is shown as it is now, whatever happens to it."""
        with contextlib.suppress(UnknownError):
            self._still_token = _hash(self._drawn(self._parts(self._still)))

    def token(self, mobjects: Sequence[Mobject], *, whole: bool) -> bytes | None:
        """Return the token of a frame, None if it holds what cannot be told by hash.

        ``mobjects`` are those that are drawn over the still ones; ``whole`` says that the frame is
        drawn as a whole and not onto the one before.
        """
        try:
            return self._token(mobjects, whole=whole)
        except UnknownError:
            return None

    def _token(self, mobjects: Sequence[Mobject], *, whole: bool) -> bytes:
        if self._still_token is None:
            self._still_token = _hash(self._drawn(self._parts(self._still)))
        parts = self._parts(mobjects)
        if whole:
            self._numbers, self._kept = {}, []
        content = [
            b"whole" if whole else b"onto",
            np.array([self._number(part) for part in parts], np.int32).tobytes(),
            self._view(),
            self._still_token,
        ]
        return _hash(content + self._drawn(parts))

    def _parts(self, mobjects: Sequence[Mobject]) -> list[Mobject]:
        families = self._camera.get_mobjects_to_display(mobjects)
        return [part for part in families if isinstance(part, _DRAWN)]

    def _number(self, part: Mobject) -> int:
        """Return the place in which a mobject appeared since the last frame drawn as a whole."""
        key = id(part)
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers)
            self._kept.append(part)  # so that no id is used again
        return self._numbers[key]

    def _view(self) -> bytes:
        """Return what the camera adds: its view and its background."""
        camera = self._camera
        background: Any = camera.background
        if background is not self._background[0]:
            self._background = (background, hashlib.sha256(background.tobytes()).digest())
        center = np.asarray(camera.frame_center, float).tobytes()
        sizes = (camera.frame_width, camera.frame_height, camera.cairo_line_width_multiple)
        # The canvas may have been opened when the view was another one, and stays there.
        m = camera.get_cairo_context(camera.pixel_array).get_matrix()
        matrix = pack("<6d", m.xx, m.yx, m.xy, m.yy, m.x0, m.y0)
        return pack("<3d", *sizes) + center + matrix + self._background[1]

    def _drawn(self, parts: Sequence[Mobject]) -> list[bytes]:
        """Return what each part is drawn from."""
        content: list[bytes] = []
        for part in parts:
            if not isinstance(part, VMobject) or part.get_background_image():
                raise UnknownError(type(part).__qualname__)
            points = part.points
            fill, stroke = part.get_fill_rgbas(), part.get_stroke_rgbas()
            behind = part.get_stroke_rgbas(True)
            content += [
                pack(
                    "<?6i3d",
                    # What manim's own getters describe is drawn with others, to the same look
                    # but not to the last bit.
                    draws_as_manim(type(part)),
                    len(points),
                    len(fill),
                    len(stroke),
                    len(behind),
                    part.joint_type.value,
                    part.cap_style.value,
                    part.get_stroke_width(),
                    part.get_stroke_width(True),
                    part.tolerance_for_point_equality,
                ),
                points.tobytes(),
                np.asarray(fill, float).tobytes(),
                np.asarray(stroke, float).tobytes(),
                np.asarray(behind, float).tobytes(),
            ]
            if len(fill) > 1 or len(stroke) > 1 or len(behind) > 1:
                ends = part.get_gradient_start_and_end_points()
                content.append(np.asarray(ends, float).tobytes())
            if isinstance(part, Painted):
                content += [pack("<2d", part.alpha, part.reveal), self._content(part)]
        return content

    def _content(self, mobject: Painted) -> bytes:
        """Return the hash of what a mobject paints, anew only if it says that this changed."""
        picture = mobject.picture()
        look = None
        if picture is not None:
            look = (picture, [v for v in vars(mobject).values() if isinstance(v, _PLAIN)])
            known = self._painted.get(id(mobject))
            if known is not None and known[1] == look:
                return known[2]
        content = [type(mobject).__qualname__.encode(), self._code_of(type(mobject))]
        built = isinstance(mobject, InSpace)
        for name, value in vars(mobject).items():
            if name in self._foreign or name in mobject.unpainted:
                continue
            content.append(name.encode())
            try:
                put(content, value, None if built else self._code_of)
            except UnknownError:
                # What a mobject in space is made from other objects is what it was built to.
                if not built:
                    raise
        if isinstance(mobject, InSpace):
            put(content, mobject.built, None)
        found = _hash(content)
        self._painted[id(mobject)] = (mobject, look, found)
        return found


def _hash(content: list[bytes]) -> bytes:
    # Of what is fast, SHA-256 is the fastest where the processor knows it.
    return hashlib.sha256(b"".join(content)).digest()
