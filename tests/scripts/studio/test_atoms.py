import io

import pytest

from scripts.studio.atoms import Atom, atoms, find, set_track_enabled, starts_fast


def atom(kind, body=b"", *, wide=False):
    if wide:
        return b"\0\0\0\1" + kind + (16 + len(body)).to_bytes(8, "big") + body
    return (8 + len(body)).to_bytes(4, "big") + kind + body


def track(handler, flags):
    header = atom(b"tkhd", b"\0" + flags.to_bytes(3, "big") + bytes(20))
    return atom(b"trak", header + atom(b"mdia", atom(b"hdlr", bytes(8) + handler + bytes(12))))


def test_atoms_are_found_where_they_are():
    file = io.BytesIO(atom(b"ftyp", b"isom") + atom(b"mdat", b"xyz", wide=True) + atom(b"free"))
    assert list(atoms(file)) == [
        Atom(b"ftyp", 0, 12),
        Atom(b"mdat", 12, 19, header=16),
        Atom(b"free", 31, 8),
    ]


def test_a_last_atom_without_size_goes_to_the_end():
    file = io.BytesIO(atom(b"free") + b"\0\0\0\0mdatxyz")
    assert list(atoms(file))[1] == Atom(b"mdat", 8, 11)


def test_broken_sizes_are_errors():
    for size in (3, 99):
        with pytest.raises(ValueError, match="at byte 8 leaves its parent"):
            list(atoms(io.BytesIO(atom(b"free") + size.to_bytes(4, "big") + b"mdat")))


def test_paths_lead_into_atoms():
    tracks = track(b"vide", 3) + track(b"sbtl", 3)
    file = io.BytesIO(atom(b"ftyp") + atom(b"moov", tracks))
    headers = list(find(file, b"moov/trak/tkhd"))
    assert len(headers) == 2
    assert headers[1].start - headers[0].start == len(tracks) // 2


def test_only_the_named_tracks_are_switched(tmp_path):
    path = tmp_path / "a.mp4"
    path.write_bytes(atom(b"moov", track(b"vide", 3) + track(b"sbtl", 3)))
    before = path.read_bytes()
    assert set_track_enabled(path, b"sbtl", enabled=False) == 1
    after = path.read_bytes()
    assert after == atom(b"moov", track(b"vide", 3) + track(b"sbtl", 2))
    set_track_enabled(path, b"sbtl", enabled=True)
    assert path.read_bytes() == before


def test_fast_start_is_the_order_of_index_and_media(tmp_path):
    path = tmp_path / "a.mp4"
    for parts, fast in [((b"ftyp", b"moov", b"mdat"), True), ((b"mdat", b"moov"), False),
                        ((b"moov",), False), ((b"mdat",), False)]:  # fmt: skip
        path.write_bytes(b"".join(atom(kind) for kind in parts))
        assert starts_fast(path) is fast
