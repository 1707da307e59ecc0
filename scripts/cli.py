"""The command line (first version)."""

import sys


def main() -> int:
    print("lecture", sys.argv[1:])
    return 0


if __name__ == "__main__":
    sys.exit(main())
