"""The few bits of an H.264 stream that the studio reads and writes itself (ITU-T H.264, 7.3).

A frame that only repeats the one before is, in H.264, a slice in which every macroblock is
skipped; all such slices are alike but for the number of their frame. So one of them, made once by
x264, serves for every repetition, with the number (``frame_num``, a field of fixed width near the
start) written over. Streams here have one slice a frame, no B-frames and a picture order that
follows from the frame number (``pic_order_cnt_type`` 2): what x264 writes without B-frames.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

SLICE, KEY_SLICE, SEQUENCE = 1, 5, 7
"""Kinds of NAL units: a slice, a slice of a key frame (IDR), a sequence parameter set."""

_START = re.compile(rb"\x00\x00\x00?\x01")
_HIGH_PROFILES = {100, 110, 122, 244, 44, 83, 86, 118, 128}


class StreamError(ValueError):
    """A stream that is not of the expected kind, in a sentence."""


class _Bits:
    """Reads bits from the left: fixed widths, and Exp-Golomb codes (9.1)."""

    def __init__(self, content: bytes) -> None:
        self._value, self._size = int.from_bytes(content, "big"), 8 * len(content)
        self.at = 0

    def fixed(self, width: int) -> int:
        self.at += width
        return (self._value >> (self._size - self.at)) & ((1 << width) - 1)

    def golomb(self) -> int:
        zeros = 0
        while not self.fixed(1):
            zeros += 1
        return (1 << zeros) - 1 + self.fixed(zeros)


def units(packet: bytes) -> Iterator[bytes]:
    """Yield the NAL units between the start codes of a packet, each with its header byte."""
    yield from _START.split(packet)[1:]


def kind(unit: bytes) -> int:
    """Return the kind of a NAL unit (``nal_unit_type``)."""
    return unit[0] & 31


def slice_of(packet: bytes) -> bytes:
    """Return a packet with its one slice only, without the encoder's remarks (SEI)."""
    slices = [unit for unit in units(packet) if kind(unit) in (SLICE, KEY_SLICE)]
    if len(slices) != 1:
        raise StreamError(f"a frame of {len(slices)} slices instead of one")
    return b"\x00\x00\x00\x01" + slices[0]


def is_key(packet: bytes) -> bool:
    """Tell whether a packet made by :func:`slice_of` is a key frame (IDR)."""
    return packet[4] & 31 == KEY_SLICE


def key_id(packet: bytes, width: int) -> int:
    """Return what tells a key frame from the one before it (``idr_pic_id``)."""
    bits = _Bits(_unescaped(packet[5:])[:16])
    bits.golomb(), bits.golomb(), bits.golomb(), bits.fixed(width)
    return bits.golomb()


def frame_number_width(parameters: bytes) -> int:
    """Return how many bits ``frame_num`` has, from the stream's parameter sets (Annex B)."""
    sets = [unit for unit in units(parameters) if kind(unit) == SEQUENCE]
    if not sets:
        raise StreamError("there is no sequence parameter set")
    bits = _Bits(_unescaped(sets[0][1:]))
    profile = bits.fixed(8)
    bits.fixed(16)  # constraints and level
    bits.golomb()  # its id
    if profile in _HIGH_PROFILES:
        chroma = bits.golomb()
        bits.golomb(), bits.golomb()  # bit depths
        if chroma == 3 or bits.fixed(1) or bits.fixed(1):
            raise StreamError("a color format or scaling lists that are not expected")
    width = bits.golomb() + 4
    if bits.golomb() != 2:
        raise StreamError("the order of the pictures does not follow from their numbers")
    return width


def numbered(packet: bytes, number: int, width: int) -> bytes:
    """Return a packet of :func:`slice_of` with ``frame_num`` set to ``number`` modulo 2^width."""
    body = _unescaped(packet[5:])
    bits = _Bits(body[:16])
    bits.golomb(), bits.golomb(), bits.golomb()  # first macroblock, type, picture parameters
    shift = 8 * len(body) - bits.at - width
    value = int.from_bytes(body, "big")
    value &= ~(((1 << width) - 1) << shift)
    value |= (number % (1 << width)) << shift
    return packet[:5] + _escaped(value.to_bytes(len(body), "big"))


def _unescaped(body: bytes) -> bytes:
    return body.replace(b"\x00\x00\x03", b"\x00\x00")


def _escaped(body: bytes) -> bytes:
    # Within a unit, two zero bytes are followed by a byte above 3: others get a 3 between (7.4.1).
    return re.sub(rb"\x00\x00(?=[\x00-\x03])", b"\x00\x00\x03", body)
