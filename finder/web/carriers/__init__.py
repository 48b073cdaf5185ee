"""Pages for the staff of carriers: the state of a slip's code. German and English, never stored, never indexed."""

from finder.web.carriers.blueprint import carriers

__all__ = ["carriers"]
