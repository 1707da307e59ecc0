"""The pixels of a frame: drawn for the inspector, and kept from before each text was drawn."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from scripts.studio.inspect.snapshot import Box, Snapshot, TextUnit

Pixels = npt.NDArray[np.uint8]

Array = npt.NDArray[np.float64]


def draw(snapshot: Snapshot) -> tuple[Pixels, dict[int, Pixels]]:
    """Draw the frame, and keep for every text the pixels around it from before it was drawn.

    Returns the frame ``(height, width, 4)`` and, by id of the text unit, windows of it.
    """
    camera = snapshot.camera
    camera.reset()
    displayed = camera.get_mobjects_to_display(snapshot.tops)
    starts = sorted((min(leaf.order for leaf in text.leaves), text_id(text)) for text in
                    snapshot.texts)  # fmt: skip
    by_id = {text_id(text): text for text in snapshot.texts}
    before: dict[int, Pixels] = {}
    drawn = 0
    for order, key in starts:
        if order > drawn:
            camera.capture_mobjects(displayed[drawn:order], include_submobjects=False)
            drawn = order
        rows, columns = pixel_window(snapshot, by_id[key].box.grown(0.08))
        before[key] = camera.pixel_array[rows, columns].copy()
    if drawn < len(displayed):
        camera.capture_mobjects(displayed[drawn:], include_submobjects=False)
    return camera.pixel_array.copy(), before


def text_id(text: TextUnit) -> int:
    """Return the key of a text unit in the results of ``draw``."""
    return id(text)


def pixel_window(snapshot: Snapshot, box: Box) -> tuple[slice, slice]:
    """Return the rows and columns of the camera's pixels under a box, at least one pixel."""
    camera, frame = snapshot.camera, snapshot.frame
    density = camera.pixel_width / frame.width
    left = int(np.clip((box.left - frame.left) * density, 0, camera.pixel_width - 1))
    right = int(np.clip(np.ceil((box.right - frame.left) * density), left + 1, camera.pixel_width))
    top = int(np.clip((frame.top - box.top) * density, 0, camera.pixel_height - 1))
    bottom = int(np.clip(np.ceil((frame.top - box.bottom) * density), top + 1, camera.pixel_height))
    return slice(top, bottom), slice(left, right)


def look(snapshot: Snapshot, frame: Pixels, points: Array) -> tuple[Array, npt.NDArray[np.bool_]]:
    """Return the colours ``(k, 3)`` of the frame at points ``(k, 2)``, and which are inside."""
    height, width = frame.shape[:2]
    density = height / snapshot.frame.height
    column = np.floor((points[:, 0] - snapshot.frame.left) * density).astype(int)
    row = np.floor((snapshot.frame.top - points[:, 1]) * density).astype(int)
    inside = (column >= 0) & (column < width) & (row >= 0) & (row < height)
    column, row = np.clip(column, 0, width - 1), np.clip(row, 0, height - 1)
    return frame[row, column, :3] / 255.0, inside
