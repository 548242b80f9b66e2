#!/usr/bin/env python
"""The `emotate` command under Django's customary name."""

from config.cli import main

if __name__ == "__main__":
    main()
