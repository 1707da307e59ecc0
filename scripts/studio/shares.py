"""One film drawn by several processes, some groups of pictures each, and only groups not known.

One process steps the scene on from frame to frame and tells from what each frame shows, without
drawing it, which groups are in the store already (see ``display_list``). Where a group begins it
forks a child, which waits while its parent steps over this group and the next ones; then it is
told which of them are missing, draws and encodes these, and ends. Where no core is to spare the
first process draws a group itself, unless it begins like one in the store: then too a child waits
there, in case it goes on otherwise.

The scene's own code therefore runs as it always does, whatever it does, and a long animation is
shared like many short ones. Where groups begin depends on the scene alone, so the film has the
same bytes however it was shared. Every finished group stays in the store: a build that was killed
goes on where it stopped, and after a change only groups that look otherwise are drawn.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from scripts.studio import children
from scripts.studio.children import Child
from scripts.studio.group_store import GroupStore, group_name, group_start, place_name
from scripts.studio.groups import Cuts, Format, GroupMaker, Packets, stream_of
from scripts.studio.plain import CodeOf
from scripts.studio.planes import Picture
from scripts.studio.slots import take_slot
from scripts.studio.store import Store, key_of

SHARE = 90
"""Pictures after which a child is given no further group; held ones count once."""

PATIENCE = 8
"""Groups in a row with nothing to draw after which a waiting child is let go, or ended."""


@dataclass(frozen=True)
class Naming:
    """How groups are named by what they show.

    ``drawn_by`` is all that turns a display list into packets: code and versions. ``code_of``
    gives the hash of the code by which a class paints.
    """

    drawn_by: Mapping[str, Any]
    code_of: CodeOf
    guessing: bool = True
    """Whether to pass over a group that begins like a known one (where nothing can be forked)."""


@dataclass
class _Waiting:
    """A child that waits where it was forked, and the groups that it is to draw."""

    child: Child
    slotted: bool
    todo: dict[int, str] = field(default_factory=dict)
    pictures: int = 0
    frames: int = 0
    idle: int = 0


class Shares:
    """A sink for pictures that are drawn by several processes; see ``sinks.Sink``.

    ``inputs`` is all that the pictures depend on; a group that cannot be told by what it shows is
    named by them and by its place. So are all if ``naming`` is None. ``workers`` is how many
    processes may draw at once, this one and those of other films that use the same store among
    them. ``advance`` hears of frames that are done. The scene is played in a ``with`` block, at
    whose end all groups are there.
    """

    def __init__(
        self,
        form: Format,
        store: Store,
        inputs: Mapping[str, Any],
        *,
        workers: int,
        naming: Naming | None = None,
        advance: Callable[[int], None] = lambda frames: None,
    ) -> None:
        self.drawing = False
        self.code_of = None if naming is None else naming.code_of
        self.names: list[str] = []
        """The groups of the film so far, in order."""
        self.missed = False
        """Whether a group was passed over that is not there (only where nothing can be forked)."""
        self._groups, self._place = GroupStore(store.root), key_of(dict(inputs))
        self._common = "" if naming is None else key_of({**naming.drawn_by, "format": repr(form)})
        self._guessing = naming is not None and naming.guessing
        self._slots, self._workers = Path(store.root) / "slots", workers
        self._slot: int | None = None
        self._advance = advance
        self._cuts, self._maker = Cuts(form), GroupMaker(form)
        self._content: list[tuple[bytes | None, int]] = []
        self._pictures = self._first_frame = 0
        self._settled = self._held = ""
        self._coming: set[str] = set()
        self._waiting: _Waiting | None = None
        self._running: dict[Child, int] = {}
        self._lent: dict[Child, int] = {}
        self._todo: Mapping[int, str] = {}
        stream_of(form)  # made before there are children

    # -- the renderer's side ---------------------------------------------------------------

    def key_next(self) -> None:
        """Begin a new group with the next frame."""
        if self._cuts.length:
            self._end()

    @property
    def begins(self) -> bool:
        """Whether the next frame is the first of its group (after ``take``: the one taken)."""
        return not self._cuts.length

    @property
    def wants_tokens(self) -> bool:
        """Whether ``take`` is to be told what the frame shows."""
        return self.code_of is not None and not children.is_child()

    def take(self, repeat: int, *, again: bool, token: bytes | None = None) -> int:
        """Return how many of ``repeat`` equal frames the present group takes.

        ``again`` says that the same picture was shown before; ``token`` stands for what it shows,
        if that can be told. Here the process forks; afterwards ``drawing`` says whether this one
        is to draw the picture.
        """
        if not again:
            # A new picture, maybe amid a group: what was held before is not what is held now.
            self._held = ""
        if not self._cuts.length:
            self._begin(repeat, token)
        taken = min(repeat, self._cuts.room)
        self._content.append((token, taken))
        self._pictures += not again
        return taken

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
        for child in [*self._running, *([self._waiting.child] if self._waiting else [])]:
            child.end()
        for slot in self._lent.values():
            os.close(slot)
        self._running, self._waiting, self._lent = {}, None, {}

    def groups(self) -> list[Packets]:
        """Return all groups in order; FileNotFoundError if one was removed meanwhile."""
        return [self._groups.read(name) for name in self.names]

    # -- groups ----------------------------------------------------------------------------

    def _begin(self, repeat: int, token: bytes | None) -> None:
        self._content, self._pictures = [], 0
        number, key_id = self._cuts.number, self._cuts.key_id
        if children.is_child():
            self.drawing = number in self._todo
            return
        self.drawing = False
        self._settled = self._known(repeat, token)
        if self._settled or self._waiting is not None:
            return
        slot = self._free_slot()
        start = "" if token is None else group_start(self._common, key_id, token)
        if slot is not None:
            self._fork(slot)
        elif not self._groups.may_have(start):
            self.drawing = True
        elif children.CAN_FORK:
            self._fork(None)
        else:
            self.drawing = not self._guessing

    def _known(self, repeat: int, token: bytes | None) -> str:
        """Return the name of the group that begins, if it is certain now and it is there."""
        whole, key_id = repeat >= self._cuts.room, self._cuts.key_id
        if token is None:
            if whole and key_id == 0 and self._held:
                return self._held
            name = place_name(self._place, self._cuts.number)
            if whole and key_id == 0:
                self._held = name
        elif whole:
            name = group_name(self._common, key_id, [(token, self._cuts.room)])
        else:
            return ""
        return name if self._is_there(name) else ""

    def _is_there(self, name: str) -> bool:
        return name in self._coming or self._groups.has(name)

    def _name(self) -> str:
        """Return the name of the group that ends."""
        content = [(token, count) for token, count in self._content if token is not None]
        if not content or len(content) < len(self._content):
            return place_name(self._place, self._cuts.number)
        return group_name(self._common, self._cuts.key_id, content)

    def _end(self) -> None:
        number = self._cuts.number
        if children.is_child():
            if self.drawing:
                self._groups.save(self._todo[number], self._maker.end())
            if number == max(self._todo):
                children.leave()
        else:
            self._settle(number, self._settled or self._name())
        self._first_frame += self._cuts.length
        self._cuts.end()

    def _settle(self, number: int, name: str) -> None:
        """Note which group was passed, and see that it will be there."""
        self.names.append(name)
        length, waiting = self._cuts.length, self._waiting
        if self.drawing:
            packets = self._maker.end()
            if not self._is_there(name):
                self._groups.save(name, packets)
            self._advance(length)
        elif self._settled or self._is_there(name):
            self._advance(length)
            if waiting is not None:
                waiting.idle += 1
        elif waiting is None:
            self.missed = True
        else:
            waiting.todo[number] = name
            waiting.pictures += self._pictures
            waiting.frames += length
            waiting.idle = 0
        self._coming.add(name)
        if waiting is not None and (waiting.pictures >= SHARE or waiting.idle >= PATIENCE):
            self._let_go()

    # -- children --------------------------------------------------------------------------

    def _fork(self, slot: int | None) -> None:
        task = f"drawing the film from frame {self._first_frame}"
        found = children.fork(task, holding=slot, closing=self._forget_siblings)
        if isinstance(found, Child):
            self._waiting = _Waiting(found, slot is not None)
        else:
            self._todo = found
            self.drawing = self._cuts.number in found

    def _let_go(self) -> None:
        """Let the child that waits begin, or end it if all that it saw is there."""
        waiting, self._waiting = self._waiting, None
        if waiting is None:
            return
        if not waiting.todo:
            waiting.child.end()
            return
        slot = None if waiting.slotted else self._slot_of_another()
        self._running[waiting.child] = waiting.frames
        waiting.child.let_go(waiting.todo)
        if slot is not None:
            self._lent[waiting.child] = slot
        elif not waiting.slotted:
            # It works in this one's place.
            self._reap(waiting.child, wait=True)

    def _slot_of_another(self) -> int | None:
        slot = self._free_slot()
        if slot is None and self._running:
            self._reap(next(iter(self._running)), wait=True)
            slot = self._free_slot()
        return slot

    def _free_slot(self) -> int | None:
        if not children.CAN_FORK:
            return None
        for child in list(self._running):
            self._reap(child, wait=False)
        return take_slot(self._slots, self._workers)

    def _reap(self, child: Child, *, wait: bool) -> None:
        try:
            ended = child.ended(wait=wait)
        except Exception:
            del self._running[child]
            raise
        if ended:
            self._advance(self._running.pop(child))
            if child in self._lent:
                os.close(self._lent.pop(child))

    def _forget_siblings(self) -> None:
        for child in self._running:
            os.close(child.story)
        for slot in [*self._lent.values(), *([] if self._slot is None else [self._slot])]:
            os.close(slot)
        self._running, self._lent, self._slot = {}, {}, None
        self._advance = lambda frames: None
