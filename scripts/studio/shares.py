"""One film drawn by several processes, some groups of pictures each.

One process steps the scene on from frame to frame. Where a group begins and there is a core to
spare, it forks a child, which draws the frames of this group and the next ones up to a fair share,
encodes them, stores the groups and ends; its parent only steps on over them. Where no core is to
spare it draws the group itself. The scene's own code therefore runs as it always does, whatever
it does, and a long animation is shared like many short ones. Where groups begin depends on the
scene alone, so the film has the same bytes however it was shared.

Every finished group stays in the store: a build that was killed goes on where it stopped.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from scripts.studio import children
from scripts.studio.children import Child
from scripts.studio.groups import Cuts, Format, GroupMaker, Packets, packed, stream_of, unpacked
from scripts.studio.planes import Picture
from scripts.studio.slots import take_slot
from scripts.studio.store import Store

STEP, FILE = "group", "packets"
SHARE = 90
"""Pictures after which a child is given no further group; held ones count once."""


class Shares:
    """A sink for pictures that are drawn by several processes; see ``draw.Sink``.

    ``inputs`` is all that the pictures depend on. ``workers`` is how many processes may draw at
    once, this one and those of other films that use the same store among them. ``advance`` hears
    of frames that are done. The scene is played in a ``with`` block, at whose end all groups are
    there.
    """

    def __init__(
        self,
        form: Format,
        store: Store,
        inputs: Mapping[str, Any],
        *,
        workers: int,
        advance: Callable[[int], None] = lambda frames: None,
    ) -> None:
        self.drawing = False
        self._store, self._inputs = store, dict(inputs)
        self._workers = workers
        self._slot: int | None = None
        self._advance = advance
        self._cuts, self._maker = Cuts(form), GroupMaker(form)
        self._first_frame = 0
        self._sources: list[int] = []
        self._held: int | None = None
        self._child: Child | None = None
        self._last: int | None = None
        self._pictures = self._frames = 0
        self._running: dict[Child, int] = {}
        stream_of(form)  # made before there are children

    # -- the renderer's side ---------------------------------------------------------------

    def key_next(self) -> None:
        """Begin a new group with the next frame."""
        if self._cuts.length:
            self._end()

    @property
    def fresh(self) -> bool:
        """Whether the frame just taken is the first of its group."""
        return not self._cuts.length

    def take(self, repeat: int, *, again: bool) -> int:
        """Return how many of ``repeat`` equal frames the present group takes.

        ``again`` says that the same picture was shown before. Here the process forks; afterwards
        ``drawing`` says whether this one is to draw the picture.
        """
        if not again:
            # A new picture, maybe amid a group: what was held before is not what is held now.
            self._held = None
        if not self._cuts.length:
            self._begin(repeat, again=again)
        self._pictures += not again
        return min(repeat, self._cuts.room)

    def show(self, picture: Picture | None, repeat: int) -> None:
        """Count the frames that were taken; ``picture`` is needed if this process draws."""
        if self.drawing:
            assert picture is not None
            self._maker.show(picture, repeat, key_id=self._cuts.key_id)
        self._cuts.length += repeat
        if not self._cuts.room:
            self._end()

    def __enter__(self) -> Shares:
        self._slot = self._free_slot()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None and children.is_child():
            children.leave(error)
        try:
            if error is None:
                # In a child, whose scene has ended, this is where it leaves.
                self.key_next()
                self._let_go()
                for child in list(self._running):
                    self._reap(child, wait=True)
        finally:
            self._end_children()
            if self._slot is not None:
                os.close(self._slot)

    def _end_children(self) -> None:
        for child in [*self._running, *([self._child] if self._child else [])]:
            child.end()
        self._running, self._child = {}, None

    def groups(self) -> list[Packets]:
        """Return all groups in order; FileNotFoundError if one was removed meanwhile."""
        return [self._stored(number) for number in self._sources]

    # -- groups ----------------------------------------------------------------------------

    def _begin(self, repeat: int, *, again: bool) -> None:
        number = self._cuts.number
        self.drawing = False
        whole = repeat >= self._cuts.room
        if again and whole and self._held is not None and self._cuts.key_id == 0:
            self._sources.append(self._held)
            return
        if whole and self._cuts.key_id == 0:
            self._held = number
        self._sources.append(number)
        if self._store.find(STEP, self._key(number)) is not None:
            self._let_go()
        elif self._child is None:
            slot = None if children.is_child() else self._free_slot()
            if slot is None:
                self.drawing = True
            else:
                self._fork(slot)

    def _end(self) -> None:
        length, number = self._cuts.length, self._cuts.number
        if self.drawing:
            self._save(number, self._maker.end())
        if number == self._last:
            children.leave()
        self._first_frame += length
        self._cuts.end()
        if self._child is None:
            self._advance(length)
            return
        self._frames += length
        if self._pictures >= SHARE:
            self._let_go()

    def _fork(self, slot: int) -> None:
        task = f"drawing the film from frame {self._first_frame}"
        found = children.fork(task, holding=slot, closing=self._forget_siblings)
        if isinstance(found, Child):
            self._child, self._pictures, self._frames = found, 0, 0
        else:
            self._last, self.drawing = found, True

    def _let_go(self) -> None:
        """Let the child that waits begin: up to the last group that has ended."""
        if self._child is not None:
            self._child.let_go(self._cuts.number - 1)
            self._running[self._child] = self._frames
            self._child = None

    def _key(self, number: int) -> dict[str, Any]:
        return {"pictures": self._inputs, "group": number}

    def _save(self, number: int, packets: Packets) -> None:
        with self._store.draft(STEP, self._key(number)) as folder:
            (folder / FILE).write_bytes(packed(packets))

    def _stored(self, number: int) -> Packets:
        entry = self._store.find(STEP, self._key(number))
        if entry is None:
            raise FileNotFoundError(f"group {number} of the film is no longer in the store")
        return unpacked(entry.file(FILE).read_bytes())

    # -- children --------------------------------------------------------------------------

    def _free_slot(self) -> int | None:
        if not children.CAN_FORK:
            return None
        for child in list(self._running):
            self._reap(child, wait=False)
        return take_slot(Path(self._store.root) / "slots", self._workers)

    def _reap(self, child: Child, *, wait: bool) -> None:
        try:
            ended = child.ended(wait=wait)
        except Exception:
            del self._running[child]
            raise
        if ended:
            self._advance(self._running.pop(child))

    def _forget_siblings(self) -> None:
        for child in self._running:
            os.close(child.story)
        if self._slot is not None:
            os.close(self._slot)
        self._running = {}
        self._advance = lambda frames: None
