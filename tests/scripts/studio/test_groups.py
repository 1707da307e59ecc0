"""Groups of pictures: what is repeated costs nothing and is seen exactly, whatever came before."""

from fractions import Fraction

import av
import numpy as np
import pytest
from av.video.frame import VideoFrame

from scripts.studio import groups, h264
from scripts.studio.groups import (
    Cuts,
    EncodeError,
    Format,
    GroupEncoder,
    GroupMaker,
    packed,
    stream_of,
    unpacked,
)  # fmt: skip
from scripts.studio.planes import BAND, Planes

W, H = 192, 108
FORM = Format(W, H, Fraction(10))


def picture(seed, noise=60):
    """Smooth waves with noise, so that slices are long enough to hold every pattern of bits."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[:H, :W]
    waves = 128 + 90 * np.sin(x / 17 + seed) * np.cos(y / 11 - seed / 3)
    noisy = waves[..., None] + rng.normal(0, noise, (H, W, 4))
    return np.clip(noisy, 0, 255).astype(np.uint8)


def decoded(packets, form=FORM):
    """Luma planes of all frames; a decoder that complains raises."""
    context = av.CodecContext.create("h264", "r")
    context.extradata = stream_of(form).parameters
    context.options = {"err_detect": "explode+bitstream+crccheck"}
    frames = [f for content in packets for f in context.decode(av.Packet(content))]
    frames += context.decode(None)
    return [np.array(frame.to_ndarray(format="yuv420p")[: form.height]) for frame in frames]


def made(shows, form=FORM):
    """All groups of a sequence of (picture or None for a key frame, repeat)."""
    found = []
    maker, cuts = GroupMaker(form), Cuts(form)

    def end():
        found.append(maker.end())
        cuts.end()

    for shown, repeat in shows:
        if shown is None:
            end()
        for _ in range(repeat):
            maker.show(shown, 1, key_id=cuts.key_id)
            cuts.length += 1
            if not cuts.room:
                end()
    if cuts.length:
        end()
    return found


def luma(rgba):
    planes = Planes(W, H, "rgba")
    planes.take(rgba, planes.differing(rgba))
    return planes.frame.to_ndarray(format="yuv420p")[:H].astype(float)


def test_repetitions_are_exact_and_what_follows_them_is_right() -> None:
    shows = [(picture(1), 1), (picture(2), 9), (picture(3), 1), (picture(4), 6), (picture(4), 2)]
    (packets,) = made(shows)
    seen = decoded(packets)
    assert len(seen) == len(packets) == 19
    for k in range(4, 10):
        assert np.array_equal(seen[k], seen[3])
    for k in range(14, 19):
        assert np.array_equal(seen[k], seen[13])
    sources = [luma(p) for p, repeat in shows for _ in range(repeat)]
    for found, source in zip(seen, sources, strict=True):
        assert np.mean((found - source) ** 2) < 45  # 31.6 dB on noise
    assert all(len(packets[k]) < 60 for k in (4, 5, 9, 14, 18))


def test_a_group_depends_on_its_own_pictures_only() -> None:
    alone = made([(picture(5), 3), (picture(6), 4)])
    after = made([(picture(1), 4), (None, 0), (picture(5), 3), (picture(6), 4)])
    assert after[1] == alone[0]


def test_a_long_hold_is_one_group_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    real = Format.opened

    def counting(form):
        opened.append(form)
        return real(form)

    stream_of(FORM)
    monkeypatch.setattr(Format, "opened", counting)
    found = made([(picture(1), 1), (picture(2), 100)])
    assert [len(group) for group in found] == [20, 20, 20, 20, 20, 1]
    assert found[1] == found[2] == found[4]
    assert found[5] == found[4][:1]
    assert len(opened) == 2
    assert all(h264.is_key(group[0]) and not any(map(h264.is_key, group[1:])) for group in found)


def test_a_still_group_that_goes_on_moving_is_as_if_made_at_once() -> None:
    long = made([(picture(1), 25), (picture(2), 3)])
    assert long[1] == made([(picture(1), 5), (picture(2), 3)])[0]


def test_key_frames_in_a_row_are_told_apart() -> None:
    key = (None, 0)
    shows = [(picture(1), 1), key, (picture(2), 1), key, (picture(2), 1), key, (picture(3), 2),
             key, (picture(3), 3)]  # fmt: skip
    found = made(shows)
    assert [len(group) for group in found] == [1, 1, 1, 2, 3]
    width = stream_of(FORM).number_width
    assert [h264.key_id(group[0], width) for group in found] == [0, 1, 0, 1, 0]
    seen = decoded([packet for group in found for packet in group])
    sources = [luma(picture(k)) for k in (1, 2, 2, 3, 3, 3, 3, 3)]
    for shown, source in zip(seen, sources, strict=True):
        assert np.mean((shown - source) ** 2) < 45


@pytest.mark.parametrize("width", [4, 5, 9])
def test_frame_numbers_are_written_over_and_nothing_else(width: int) -> None:
    encoder = GroupEncoder(FORM)
    planes = Planes(W, H, "rgba")
    for seed in (1, 2):
        planes.take(picture(seed), planes.differing(picture(seed)))
        encoder.picture(planes.frame, 1)
    original = encoder.packets[1]
    there = h264.numbered(original, 3, stream_of(FORM).number_width)
    assert there != original
    assert h264.numbered(there, 1, stream_of(FORM).number_width) == original
    again = h264.numbered(h264.numbered(original, 0, width), (1 << width) - 1, width)
    assert b"\x00\x00\x00" not in again[4:]


def test_a_stream_of_another_kind_is_refused() -> None:
    context = av.CodecContext.create("libx264", "w")
    FORM.configure(context)
    context.options = {"bf": "2", "flags": "+global_header"}
    context.open()
    with pytest.raises(h264.StreamError, match="order of the pictures"):
        h264.frame_number_width(bytes(context.extradata))
    with pytest.raises(h264.StreamError, match="no sequence parameter set"):
        h264.frame_number_width(b"\x00\x00\x01\x65abc")
    with pytest.raises(h264.StreamError, match="0 slices"):
        h264.slice_of(b"\x00\x00\x01\x06abc")


def test_a_group_comes_back_from_its_bytes() -> None:
    (group,) = made([(picture(1), 5)])
    assert unpacked(packed(group)) == group
    assert unpacked(b"") == []


def test_more_than_one_packet_for_a_frame_is_refused() -> None:
    class Silent:
        time_base = Fraction(1, 10)

        def encode(self, frame):
            return []

    with pytest.raises(EncodeError, match="0 packets"):
        groups._encoded(Silent(), VideoFrame(W, H, "yuv420p"), 0, key=True)


@pytest.mark.parametrize(("height", "layout"), [(H, "rgba"), (2, "rgba"), (50, "rgb24")])
def test_planes_converted_in_pieces_are_those_of_the_whole(height: int, layout: str) -> None:
    rng = np.random.default_rng(3)
    channels = 4 if layout == "rgba" else 3
    width = W if layout == "rgba" else 50  # rows that are no multiple of eight bytes
    shown = rng.integers(0, 256, (height, width, channels), np.uint8)
    planes = Planes(width, height, layout)
    assert planes.differing(shown)
    planes.take(shown, planes.differing(shown))
    assert planes.differing(shown) == []
    for row, *columns in ((0, 0), (height // 2, width // 3), (height - 1, width - 1),
                          (0, 5, width // 2), (height - 1, 0, width - 1)):  # fmt: skip
        shown = shown.copy()
        shown[row, columns] ^= 255
        pieces = planes.differing(shown)
        assert all(first <= row < first + BAND for first, _, _ in pieces)
        assert all(left <= columns[0] <= columns[-1] < right for _, left, right in pieces)
        planes.take(shown, pieces)
        fresh = Planes(width, height, layout)
        fresh.take(shown, fresh.differing(shown))
        assert np.array_equal(
            planes.frame.to_ndarray(format="yuv420p"), fresh.frame.to_ndarray(format="yuv420p")
        )
