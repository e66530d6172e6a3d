"""Entry of the command line."""

import sys

from sozialmonitor.build.command import main

if __name__ == "__main__":
    sys.exit(main())
