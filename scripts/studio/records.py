"""What drawing a segment leaves behind: the frames of each beat, and when marks were reached."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Record(BaseModel):
    """A frozen record that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class MarkRecord(Record):
    """When a mark was wanted and reached, in seconds from the beginning of its beat."""

    wanted: float = Field(ge=0)
    reached: float = Field(ge=0)


class BeatRecord(Record):
    """One beat as drawn: frames ``start_frame`` up to, not including, ``end_frame``."""

    name: str
    start_frame: int = Field(ge=0)
    end_frame: int = Field(ge=0)
    marks: dict[str, MarkRecord] = {}

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end_frame < self.start_frame:
            raise ValueError(
                f"The beat {self.name!r} ends at frame {self.end_frame}, before its beginning at "
                f"frame {self.start_frame}"
            )
        return self


class DrawRecord(Record):
    """One segment as drawn: frames a second, their number and size, and its beats in order.

    ``remarks`` are sentences for the user: what was done otherwise than in most scenes.
    """

    fps: float = Field(gt=0)
    frames: int = Field(ge=0)
    width: int = Field(gt=0)
    height: int = Field(gt=0)
    beats: tuple[BeatRecord, ...]
    remarks: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _beats_follow_each_other(self) -> Self:
        earlier = 0
        for beat in self.beats:
            if beat.start_frame < earlier:
                raise ValueError(
                    f"The beat {beat.name!r} begins at frame {beat.start_frame}, before the one "
                    f"before it ends at frame {earlier}"
                )
            earlier = beat.end_frame
        if earlier > self.frames:
            raise ValueError(f"The beats end at frame {earlier} of {self.frames}")
        names = [beat.name for beat in self.beats]
        if len(set(names)) != len(names):
            raise ValueError(f"Two beats have the same name: {', '.join(names)}")
        return self
