"""The command ``lotse``: prints, and holds no logic. One module a subject."""

from finder.cli.main import main

__all__ = ["main"]
