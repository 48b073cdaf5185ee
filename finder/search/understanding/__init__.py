"""How a typed line is read. Start in reading.py; what the words mean stands in data/vocabulary/."""

from finder.search.understanding.reader import Reader, build_reader

__all__ = ["Reader", "build_reader"]
