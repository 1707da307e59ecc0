"""The sub-commands of ``lecture``, one file each: its options, and a function that runs it."""
