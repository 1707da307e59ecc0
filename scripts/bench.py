"""Make the environment if need be, then measure: all arguments go to ``scripts.benchmark``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.setup import run_in_environment

if __name__ == "__main__":
    run_in_environment(["-m", "scripts.benchmark", *sys.argv[1:]])
