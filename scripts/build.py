"""Make the environment if need be, then render: all arguments go to ``lecture render``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.setup import run_lecture

if __name__ == "__main__":
    run_lecture(["render", *sys.argv[1:]])
