"""The voices: neural and offline, silent, and the instructor's own."""
