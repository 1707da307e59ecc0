"""Groups of pictures: each begins with a key frame and is encoded by itself.

A group depends on nothing but its pictures, so groups may be encoded by any process in any order,
kept, and used again, and the film has the same bytes. Where groups begin is decided by counting
frames and by beats, never by what the pictures show or by who encodes them.

A picture that is held is encoded once and then repeated by frames that skip every macroblock,
which cost nothing to make. A group that is one held picture throughout is encoded once, however
often it follows itself.

Why these settings, measured at 1920x1080 on one busy core on 30 moving frames each of a turning
surface, of words that fade, and of a map with a point on its way (luma PSNR; kB; milliseconds):

====================================  ==============  =============  =============
x264                                  surface         words          map
====================================  ==============  =============  =============
superfast, crf 18, as below           50.0 / 983, 11  53.3 / 178, 8  52.9 / 126, 7
superfast, qp 22, as below            50.2 / 957, 7   55.0 / 186, 4  51.7 / 98, 5
**... and blocks of 8x8**             50.5 / 841, 7   55.0 / 185, 5  51.7 / 98, 5
... and subme 2                       50.6 / 810, 8   55.1 / 181, 5  52.0 / 96, 5
ultrafast, crf 18                     54.5 / 1820, 7  59.8 / 329, 5
medium, crf 23, as manim has it       44.1 / 149      46.3 / 62
====================================  ==============  =============  =============

A constant quantizer spares x264 a look ahead at every frame, which is a third of its work, and
takes no bits from still parts, which in a lecture are the text: the worst error in luma falls from
33 to 25. A held picture is as good the first time as the third, so nothing flickers as it settles.
Edges are crisper without the deblocking filter. Without B-frames a packet's decoding time is its
display time, so films join by counting frames and need no edit list.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

import av
import numpy as np
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType, VideoFrame
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc

from scripts.studio import h264
from scripts.studio.planes import Picture, Planes

TUNING = (
    "scenecut=0:rc-lookahead=0:sync-lookahead=0:mbtree=0:weightp=0:ref=1:no-deblock=1:"
    "chroma-qp-offset=-3:partitions=p8x8,i8x8,i4x4:"
    "me=dia:subme=1:force-cfr=1:threads=1"
)


class EncodeError(ValueError):
    """A picture or a film that cannot be encoded, in a sentence."""


@dataclass(frozen=True)
class EncoderSettings:
    """How to encode: x264's preset and quality, and the longest time between key frames.

    ``qp`` is x264's constant quantizer (0 lossless, 51 worst), three less for key frames.
    """

    preset: str = "superfast"
    qp: int = 22
    key_seconds: float = 2.0


@dataclass(frozen=True)
class Format:
    """What all groups of one film share: size (even), rate, settings."""

    width: int
    height: int
    fps: Fraction
    settings: EncoderSettings = EncoderSettings()

    def __post_init__(self) -> None:
        if self.width <= 0 or self.height <= 0 or self.width % 2 or self.height % 2:
            raise EncodeError(
                f"a film of {self.width}x{self.height} pixels cannot be made: H.264 (yuv420p) "
                "needs an even width and height"
            )
        if self.fps <= 0:
            raise EncodeError(f"a film needs a positive number of frames a second, not {self.fps}")

    @property
    def longest(self) -> int:
        """Most frames in a group."""
        return max(1, math.floor(self.settings.key_seconds * self.fps))

    def opened(self) -> VideoCodecContext:
        """Return a fresh encoder."""
        context = av.CodecContext.create("libx264", "w")
        assert isinstance(context, VideoCodecContext)
        self.configure(context)
        context.open()
        return context

    def configure(self, context: VideoCodecContext) -> None:
        """Tell an encoder all: size, rate, BT.709 in video range, settings, one thread."""
        context.width, context.height, context.pix_fmt = self.width, self.height, "yuv420p"
        context.time_base, context.framerate = 1 / self.fps, self.fps
        context.color_range = ColorRange.MPEG
        context.color_primaries = ColorPrimaries.BT709
        context.color_trc = ColorTrc.BT709
        context.colorspace = Colorspace.ITU709
        context.thread_count = 1  # workers share the cores
        context.gop_size = 1 << 20  # a group ends when it is told to
        context.options = {
            "preset": self.settings.preset,
            "qp": str(self.settings.qp),
            "bf": "0",
            "forced-idr": "1",
            "flags": "+global_header",
            "x264-params": TUNING,
        }


Packets = list[bytes]
"""The frames of a group, in order, each one slice with a start code (Annex B)."""


@dataclass(frozen=True)
class Stream:
    """What a decoder must know before the first group, and the frame that repeats the last."""

    parameters: bytes
    number_width: int
    skip: bytes


_streams: dict[Format, Stream] = {}


def stream_of(form: Format) -> Stream:
    """Return a format's parameter sets and its skipping frame, made once in a process."""
    if form not in _streams:
        context = form.opened()
        parameters = bytes(context.extradata or b"")
        # A flat gray comes out exactly, so from the second frame on there is nothing to add.
        packets = [h264.slice_of(_encoded(context, _gray(form), k, key=k == 0)) for k in range(5)]
        width = h264.frame_number_width(parameters)
        skip = h264.numbered(min(packets[1:], key=len), 0, width)
        _streams[form] = Stream(parameters, width, skip)
    return _streams[form]


def _gray(form: Format) -> VideoFrame:
    planes = np.full((form.height * 3 // 2, form.width), 128, np.uint8)
    return VideoFrame.from_ndarray(planes, format="yuv420p")


def _encoded(context: VideoCodecContext, frame: VideoFrame, time: int, *, key: bool) -> bytes:
    frame.pts, frame.time_base = time, context.time_base
    frame.pict_type = PictureType.I if key else PictureType.NONE
    packets = context.encode(frame)
    if len(packets) != 1:
        raise EncodeError(f"x264 gave {len(packets)} packets for a frame")
    return bytes(packets[0])


class GroupEncoder:
    """Encodes one group: pictures in, packets out.

    ``key_id`` (0 or 1) is what tells two key frames in a row apart (``idr_pic_id``).
    """

    def __init__(self, form: Format, key_id: int = 0) -> None:
        self._stream = stream_of(form)
        self._context = form.opened()
        if bytes(self._context.extradata or b"") != self._stream.parameters:
            raise EncodeError("x264 described the same kind of film in two ways")
        self._time = self._sent = 0
        self.packets: Packets = []
        if key_id:
            # x264 counts its key frames; one that nobody sees makes the next the second.
            _encoded(self._context, _gray(form), 0, key=True)
            self._time = 1

    def picture(self, frame: VideoFrame, repeat: int) -> None:
        """Show planes for ``repeat`` frames; x264 copies what it is given."""
        packet = _encoded(self._context, frame, self._time, key=self._sent == 0)
        self._add(h264.slice_of(packet), self._sent)
        self._time += 1
        self._sent += 1
        # What x264 holds is still the last picture, so it need not know of the repetitions.
        for _ in range(repeat - 1):
            self._add(self._stream.skip, 0)

    def _add(self, packet: bytes, number: int) -> None:
        place = len(self.packets)
        if number != place:
            packet = h264.numbered(packet, place, self._stream.number_width)
        self.packets.append(packet)


class Cuts:
    """Counts frames and tells where groups begin: at beats, and when a group is full."""

    def __init__(self, form: Format) -> None:
        self._longest = form.longest
        self.number = 0
        """Groups before the present one."""
        self.length = 0
        """Frames in the present group so far."""
        self.key_id = 0

    @property
    def room(self) -> int:
        """Frames that the present group can still take."""
        return self._longest - self.length

    def end(self) -> None:
        """Begin a new group with the next frame."""
        # Two key frames in a row need different numbers.
        self.key_id = 1 - self.key_id if self.length == 1 else 0
        self.number += 1
        self.length = 0


class GroupMaker:
    """Takes the pictures of one group after the other.

    What a picture shares with the one before is not converted again, across groups too.
    """

    def __init__(self, form: Format) -> None:
        self.form = form
        self._planes: Planes | None = None
        self._encoder: GroupEncoder | None = None
        self._waiting = self._key_id = 0
        self._still: dict[int, Packets] = {}

    def show(self, picture: Picture, repeat: int, *, key_id: int = 0) -> None:
        """Show a picture ``(height, width, 3 or 4)`` of bytes for ``repeat`` frames.

        RGB or RGBA; the alpha channel is ignored. The array may be reused after the call.
        ``key_id`` is that of the present group.
        """
        planes = self._planes_for(picture)
        picture = np.ascontiguousarray(picture)
        pieces = planes.differing(picture)
        if pieces:
            self._flush()
            planes.take(picture, pieces)
            self._still = {}
        self._waiting += repeat
        self._key_id = key_id

    def end(self) -> Packets:
        """End the present group, which has a frame at least, and return it."""
        key_id, length = self._key_id, self._waiting
        if self._encoder is None and len(self._still.get(key_id, ())) >= length:
            packets = self._still[key_id][:length]
            self._waiting = 0
            return packets
        one_picture = self._encoder is None
        self._flush()
        assert self._encoder is not None
        packets, self._encoder = self._encoder.packets, None
        if one_picture:
            self._still[key_id] = packets
        return packets

    def _planes_for(self, picture: Picture) -> Planes:
        expected = (self.form.height, self.form.width)
        if picture.dtype != np.uint8 or picture.ndim != 3 or picture.shape[:2] != expected:
            raise EncodeError(
                f"a picture has shape {picture.shape} and type {picture.dtype}; the film needs "
                f"({self.form.height}, {self.form.width}, 3 or 4) and uint8"
            )
        layout = {3: "rgb24", 4: "rgba"}.get(picture.shape[2])
        if layout is None:
            raise EncodeError(f"a picture has {picture.shape[2]} channels instead of 3 or 4")
        if self._planes is None or self._planes.layout != layout:
            self._flush()
            self._planes = Planes(self.form.width, self.form.height, layout)
        return self._planes

    def _flush(self) -> None:
        """Encode what waits, since its picture is about to go."""
        if not self._waiting:
            return
        assert self._planes is not None
        if self._encoder is None:
            self._encoder = GroupEncoder(self.form, self._key_id)
        self._encoder.picture(self._planes.frame, self._waiting)
        self._waiting = 0


def packed(packets: Packets) -> bytes:
    """Return a group as bytes for a file: each frame after its length (4 bytes)."""
    return b"".join(len(packet).to_bytes(4, "big") + packet for packet in packets)


def unpacked(content: bytes) -> Packets:
    """Return the group that :func:`packed` made."""
    packets, at = [], 0
    while at < len(content):
        start = at + 4
        at = start + int.from_bytes(content[at:start], "big")
        packets.append(content[start:at])
    return packets
