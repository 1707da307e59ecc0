"""The surface ``z = f(x, y)`` as one mobject: one projection, one shading, one loop of fills."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, ClassVar, Protocol, Self

import numpy as np
import numpy.typing as npt

from mathcore.fields import ScalarField
from scenes.kit.claims import Claim, point_claim
from scenes.kit.color import to_rgb
from scenes.kit.faces import Faces, bounds, box_around, dark_ink, paint_faces, surface_ramp
from scenes.kit.mesh import Mesh, surface_mesh
from scenes.kit.occlusion import Occluder
from scenes.kit.painted import Array, Context
from scenes.kit.polygons import clip
from scenes.kit.space import FRONT, SURFACE, InSpace, Space

AMBIENT = 0.66
"""Share of a face's colour that does not depend on the light."""

LIGHT = np.array([-0.45, 0.55, 0.72])
"""Where the light comes from: left, up, toward the eye."""

SOLID = 0.5
"""A front part fainter than this no longer hides lines."""


class Divider(Protocol):
    """A plane that parts the surface: ``signed(points)`` is zero on it.

    ``bisections`` says how often a crossing on a cell's edge is halved: none for a vertical
    plane, which meets the edge's shadow linearly.
    """

    bisections: ClassVar[int]

    def signed(self, points: npt.ArrayLike) -> Array: ...
    def stamp(self) -> Hashable: ...


class SurfacePlot(InSpace):
    """The graph of a field over a space's window, coloured by height, with fine threads.

    Where ``f`` leaves the z range the surface is cut cleanly along ``f = bound``; where ``f`` is
    undefined there is no surface. ``divide`` parts it at a vertical or horizontal plane; the part
    on the eye's side is the submobject ``front``, painted after everything at the cut, with the
    opacity ``front_opacity`` (``surface.animate.fade_front(0.15)`` opens the view on the cut).
    """

    animated: ClassVar[tuple[str, ...]] = ("front_opacity",)
    costly: ClassVar[bool] = True
    shared: ClassVar[tuple[str, ...]] = ("_built", "field", "mesh", "divider")

    def __init__(
        self,
        space: Space,
        field: ScalarField,
        *,
        resolution: int = 48,
        threads: int = 6,
        opacity: float = 1.0,
        colors: tuple[str, ...] | None = None,
    ) -> None:
        super().__init__(space, z_index=SURFACE, opacity=opacity)
        self.field = field
        box = space.box
        self.mesh: Mesh = surface_mesh(
            field, space.window, (box.low[2], box.high[2]), resolution=resolution, every=threads
        )
        self.ramp: Array = surface_ramp(colors)
        self.thread_ink: Array = to_rgb(dark_ink())
        self.front_opacity = 1.0
        self.divider: Divider | None = None
        self.front = SurfaceFront(self)
        self.front.set_fill(opacity=opacity)
        self.settle()
        self.front.settle()
        self.add(self.front)

    def divide(self, divider: Divider | None) -> Self:
        """Part the surface at a plane (a ``Heading`` or a ``Level``); ``None`` makes it whole."""
        self.divider = divider
        return self

    def fade_front(self, opacity: float) -> Self:
        """Set how strongly the part before the divider is painted, 0..1."""
        self.front_opacity = float(opacity)
        return self

    def cut(self, heading: Divider, *, opacity: float = 0.16, **animation: Any) -> Any:
        """Return the animation that opens the surface at a plane: its front fades."""
        self.divide(heading)
        move: Any = self.animate
        return move(**animation).fade_front(opacity)

    def color_at(self, heights: npt.ArrayLike) -> Array:
        """Return the ramp's colours ``(..., 3)`` at heights ``(...)`` before shading."""
        low, high = self.space.box.low[2], self.space.box.high[2]
        share = np.clip((np.asarray(heights, float) - low) / (high - low), 0, 1)
        stops = np.linspace(0, 1, len(self.ramp))
        return np.stack([np.interp(share, stops, channel) for channel in self.ramp.T], axis=-1)

    def depends(self) -> tuple[Hashable, ...]:
        """Follow the divider."""
        return () if self.divider is None else (id(self.divider), self.divider.stamp())

    def build(self) -> tuple[Faces, Faces | None]:
        """Return the faces behind the divider (or all), and those before it."""
        mesh = self.mesh
        everything = np.arange(len(mesh.faces))
        if self.divider is None:
            return self._dress(mesh.faces, everything), None
        side = self.eye_side
        behind, before = (self._part(self.divider, sign) for sign in (-side, side))
        return behind, before

    def _part(self, divider: Divider, sign: float) -> Faces:
        def signed(points: Array) -> Array:
            return sign * divider.signed(self._on_surface(points) if steps else points)

        steps = divider.bisections
        part, index = clip(self.mesh.faces, signed, steps=steps)
        # Corners that the cut has made lie on chords of cells; put them on the surface.
        width = max(self.space.window.width, self.space.window.height)
        fresh = np.abs(divider.signed(part)) < (np.inf if steps else 1e-9 * width)
        part[fresh] = self._on_surface(part[fresh])
        return self._dress(part, index, sign)

    def _on_surface(self, points: Array) -> Array:
        """Return points ``(..., 3)`` moved vertically to the drawn surface."""
        box = self.space.box
        with np.errstate(all="ignore"):
            heights = np.clip(self.field(points[..., :2]), box.low[2], box.high[2])
        return self.space.at(points[..., :2], np.where(np.isnan(heights), points[..., 2], heights))

    def stamp(self) -> Hashable:
        """Follow view and divider, and whether whole and front are solid enough to hide lines."""
        return (*self.picture(), self.front_opacity < SOLID, self.alpha < SOLID)

    def picture(self) -> tuple[Hashable, ...]:
        """Return the stamp without the opacities, which change no pixel of this part."""
        return (self.space.stamp(), *self.depends())

    @property
    def eye_side(self) -> float:
        """The sign that ``divider.signed`` has on the eye's side."""
        if self.divider is None:
            return 1.0
        return 1.0 if float(self.divider.signed(self.space.projection.eye)) >= 0 else -1.0

    def _dress(self, faces: Array, index: npt.NDArray[np.int64], sign: float = 0.0) -> Faces:
        """Sort, project and shade faces; ``index`` names each one's face in the mesh."""
        mesh, projection = self.mesh, self.space.projection
        # For cells of a grid, this order is exact: a cell can only hide cells that are farther
        # from the eye in both grid directions.
        eye = mesh.cells_at(projection.eye[:2])
        order = np.argsort(-np.abs(mesh.cell[index] - eye).sum(axis=1), kind="stable")
        faces, index = faces[order], index[order]
        corners = projection.to_screen(faces)[..., :2]
        colors = self.color_at(faces[..., 2].mean(axis=1)) * self._light(index)[:, None]
        threads: list[list[float] | None] = [None] * len(mesh.faces)
        if len(mesh.threads):
            ends = mesh.threads
            keep: npt.NDArray[np.bool_] = np.ones(len(ends), bool)
            if sign and self.divider is not None:
                keep = np.asarray((sign * self.divider.signed(ends) >= 0).all(axis=1))
            flat = projection.to_screen(ends)[..., :2].reshape(-1, 4).tolist()
            for face, kept, line in zip(
                mesh.thread_face.tolist(), keep.tolist(), flat, strict=True
            ):
                if kept:
                    threads[face] = (threads[face] or []) + line
        colors = np.clip(colors, 0, 1)
        return Faces(
            faces, corners, colors, [threads[k] for k in index.tolist()],
            colors + 0.28 * (self.thread_ink - colors), box_around(corners),
        )  # fmt: skip

    def _light(self, index: npt.NDArray[np.int64]) -> Array:
        right, up, toward = self.space.projection.frame
        scale = self.space.box.scale
        slope = self.mesh.gradient[index] * scale[2] / scale[:2]
        normal = np.concatenate([-slope, np.ones((len(slope), 1))], axis=1)
        normal /= np.linalg.norm(normal, axis=1, keepdims=True)
        # Both sides of the surface are lit: what counts is the side that faces the eye.
        normal *= np.where(normal @ toward < 0, -1.0, 1.0)[:, None]
        light = np.stack([right, up, toward], axis=1) @ (LIGHT / np.linalg.norm(LIGHT))
        diffuse = np.maximum(normal @ light, 0)
        half = light + toward
        gloss = np.maximum(normal @ (half / np.linalg.norm(half)), 0) ** 24
        return np.asarray(AMBIENT + (1.06 - AMBIENT) * diffuse + 0.10 * gloss)

    def extent(self) -> Array:
        """Return the corners of the whole surface, front part included."""
        return bounds([faces for faces in self.built if faces is not None])

    def paint(self, ctx: Context) -> None:
        """Paint the part behind the divider, or all."""
        paint_faces(ctx, self.built[0], self.reveal)

    def occluder(self) -> Occluder:
        """Return what this surface hides at the moment."""
        box, divider, side = self.space.box, self.divider, self.eye_side
        opaque = None
        if divider is not None and self.front_opacity < SOLID:
            depth = 1e-6 * max(self.space.window.width, self.space.window.height)

            def opaque(points: Array) -> npt.NDArray[np.bool_]:
                return np.asarray(side * divider.signed(points) < -depth)

        return Occluder(self.field, np.array(box.low), np.array(box.high), opaque)

    def claims(self) -> Iterable[Claim]:
        """Claim that the corners of all painted faces are points of the graph."""

        def parts() -> list[Faces]:
            return [faces for faces in self.built if faces is not None]

        def drawn() -> Array:
            corners = np.concatenate([faces.corners.reshape(-1, 2) for faces in parts()])
            return self.place(np.pad(corners, ((0, 0), (0, 1))))

        def truth() -> Array:
            solid = np.concatenate([faces.solid.reshape(-1, 3) for faces in parts()])
            return self.space.to_screen(self._on_surface(solid))

        subject = f"surface {self.field.name} at the corners of its faces"
        return [point_claim(subject, drawn, truth)]


def sight_test(surface: SurfacePlot | None) -> Callable[[Array], npt.NDArray[np.bool_]]:
    """Return the test for points ``(k, 3)`` that a surface hides now; nothing hides, if faint."""
    if surface is None or surface.alpha < SOLID:
        return lambda points: np.zeros(len(points), bool)
    occluder, eye = surface.occluder(), surface.space.projection.eye
    return lambda points: occluder.hides(points, eye)


class SurfaceFront(InSpace):
    """The part of a surface on the eye's side of its divider."""

    costly: ClassVar[bool] = True

    def __init__(self, surface: SurfacePlot) -> None:
        super().__init__(surface.space, z_index=FRONT)
        self.surface = surface

    def depends(self) -> tuple[Hashable, ...]:
        """Follow the surface."""
        # Not the surface's own stamp: its front opacity changes no shape.
        return self.surface.depends()

    def build(self) -> Faces | None:
        """Return the faces before the divider."""
        return self.surface.built[1]  # type: ignore[no-any-return]

    def extent(self) -> Array:
        """Return the corners of this part."""
        return bounds([self.built] if self.built is not None else [])

    @property
    def alpha(self) -> float:
        """The opacity: that of the whole surface times the front's own."""
        return super().alpha * self.surface.front_opacity

    def paint(self, ctx: Context) -> None:
        """Paint the faces before the divider, if there are any."""
        if self.built is not None:
            paint_faces(ctx, self.built, self.reveal)
