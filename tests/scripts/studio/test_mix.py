import math

import numpy as np
import pyloudnorm
import pytest

from scripts.studio.limiter import limited, peaks, true_peak
from scripts.studio.loudness import loudness, phrases
from scripts.studio.mix import SAMPLE_RATE, MixError, Placed, mix

RATE = 24_000


def voice(seconds, *, level=0.1, seed=0, rate=RATE):
    """Noise with a syllable-like envelope: as irregular as speech, with peaks well above RMS."""
    rng = np.random.default_rng(seed)
    t = np.arange(round(seconds * rate)) / rate
    syllables = 0.25 + np.sin(2 * np.pi * 3.1 * t + rng.uniform(0, 6)) ** 2
    return (level * syllables * rng.standard_normal(len(t))).astype(np.float32)


def pause(seconds):
    return np.zeros(round(seconds * RATE), np.float32)


def heard(samples):
    """Loudness as a meter reads it from the film's two equal channels."""
    meter = pyloudnorm.Meter(SAMPLE_RATE)
    return meter.integrated_loudness(np.stack([samples, samples], 1).astype(float))


def test_track_has_the_exact_length_and_the_standard_loudness():
    track = mix([Placed(voice(3), 0.5, "a"), Placed(voice(2, seed=1), 4.0, "b")], duration=7.125)
    assert len(track.samples) == 342_000
    assert track.samples.dtype == np.float32
    assert heard(track.samples) == pytest.approx(-16, abs=0.2)
    assert track.lufs == pytest.approx(heard(track.samples), abs=0.05)
    assert track.peak_dbfs <= -1.5
    assert np.max(np.abs(track.samples)) <= 10 ** (-1.5 / 20)


def test_speeches_start_at_their_sample():
    click = np.zeros(RATE, np.float32)
    click[0] = 0.9
    track = mix([Placed(click, 0.25, "a"), Placed(click, 2.0, "b")], duration=4)
    loud = np.flatnonzero(np.abs(track.samples) > 0.5 * np.max(np.abs(track.samples)))
    assert {round(i / SAMPLE_RATE, 3) for i in loud} == {0.25, 2.0}


def test_loud_and_quiet_sentences_come_out_even():
    quiet, loud = voice(2, level=0.03, seed=2), voice(2, level=0.12, seed=3)
    track = mix([Placed(np.concatenate([quiet, pause(0.4), loud]), 0, "a")], duration=4.5)
    first = heard(track.samples[: 2 * SAMPLE_RATE])
    second = heard(track.samples[round(2.4 * SAMPLE_RATE) : round(4.4 * SAMPLE_RATE)])
    assert abs(first - second) < 1.5
    assert first == pytest.approx(-16, abs=1.5)


def test_quiet_recordings_are_evened_among_themselves():
    levels = [0.001, 0.002, 0.0015, 0.003]
    starts = [0, 2.5, 5, 7.5]
    speeches = [
        Placed(voice(2, level=level, seed=k), start, f"beat {k}")
        for k, (level, start) in enumerate(zip(levels, starts, strict=True))
    ]
    track = mix(speeches, duration=10)
    heights = [heard(track.samples[round(t * 48_000) : round((t + 2) * 48_000)]) for t in starts]
    assert max(heights) - min(heights) < 1.5
    assert heard(track.samples) == pytest.approx(-16, abs=0.2)


def test_a_phrase_keeps_its_own_rise_and_fall():
    rising = voice(3) * np.linspace(0.5, 1, 3 * RATE, dtype=np.float32)
    track = mix([Placed(rising, 0, "a")], duration=3)
    halves = heard(track.samples[: 3 * RATE]), heard(track.samples[3 * RATE :])
    assert halves[1] - halves[0] > 2


def test_peaks_are_held_without_clipping():
    spiky = voice(4, level=0.02)
    spiky[::2000] = 0.9
    track = mix([Placed(spiky, 0, "a")], duration=4)
    assert true_peak(track.samples.astype(float)) <= 10 ** (-1.9 / 20)
    assert heard(track.samples) == pytest.approx(-16, abs=0.5)


def test_silence_stays_silence():
    for speeches in ([], [Placed(pause(1), 0.5, "a")], [Placed(pause(0), 0.5, "a")]):
        track = mix(speeches, duration=2)
        assert len(track.samples) == 96_000
        assert not np.any(track.samples)
        assert track.lufs == -math.inf


def test_silence_may_overhang_but_words_may_not():
    speech = np.concatenate([voice(1), pause(0.5)])
    assert len(mix([Placed(speech, 1, "a")], duration=2.2).samples) == 105_600
    with pytest.raises(MixError, match=r"the speech of closing sounds until 2\.\d+ s.*ends at 1.8"):
        mix([Placed(speech, 1.2, "closing")], duration=1.8)
    with pytest.raises(MixError, match="before the film"):
        mix([Placed(speech, -0.1, "a")], duration=2)


def test_a_broken_speech_is_named():
    with pytest.raises(MixError, match="opening has shape"):
        mix([Placed(np.zeros((10, 2)), 0, "opening")], duration=1)
    with pytest.raises(MixError, match="opening holds samples"):
        mix([Placed(np.full(10, np.nan), 0, "opening")], duration=1)


def test_other_rates_are_resampled():
    rate = 44_100
    tone = 0.3 * np.sin(2 * np.pi * 440 * np.arange(rate) / rate)
    track = mix([Placed(tone, 0, "a", rate=rate)], duration=1)
    spectrum = np.abs(np.fft.rfft(track.samples))
    assert np.argmax(spectrum) == 440


def test_loudness_agrees_with_the_meter_of_two_channels_and_takes_short_sounds():
    samples = voice(2, rate=SAMPLE_RATE).astype(float)
    assert loudness(samples, SAMPLE_RATE) == pytest.approx(heard(samples), abs=0.01)
    tone = 0.1 * np.sin(2 * np.pi * 1000 * np.arange(4800) / SAMPLE_RATE)
    # A full-scale 1 kHz sine has -3.01 LUFS in one channel (BS.1770), two channels add 3.01.
    assert loudness(tone, SAMPLE_RATE) == pytest.approx(-20, abs=0.3)


def test_phrases_lie_between_pauses_and_short_ones_join_the_nearer():
    first, second, word = voice(1.5), voice(1.2, seed=1), voice(0.3, seed=2)
    parts = [pause(0.3), first, pause(0.6), word, pause(0.3), second, pause(0.2)]
    found = [(a / RATE, b / RATE) for a, b in phrases(np.concatenate(parts).astype(float), RATE)]
    assert len(found) == 2
    np.testing.assert_allclose(found, [(0.3, 1.8), (2.4, 4.2)], atol=0.05)


def test_limiter_changes_only_what_surrounds_a_peak():
    samples = 0.1 * np.sin(np.arange(SAMPLE_RATE) / 20)
    samples[24_000] = 1.0
    result = limited(samples, 0.5, SAMPLE_RATE)
    assert true_peak(result) <= 0.5 + 1e-9
    np.testing.assert_array_equal(result[:20_000], samples[:20_000])
    assert limited(samples, 1.2, SAMPLE_RATE) is samples


def test_true_peak_sees_between_the_samples():
    # A sine at a quarter of the rate, sampled at 45 degrees: samples 0.707, curve 1.
    samples = np.sin(np.pi / 4 + np.pi / 2 * np.arange(4000))
    samples *= np.hanning(4000)
    assert np.max(np.abs(samples)) < 0.72
    assert true_peak(samples) == pytest.approx(1, abs=0.02)
    assert peaks(samples).shape == samples.shape
