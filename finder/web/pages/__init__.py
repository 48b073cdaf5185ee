"""What each page shows: one documented, frozen object a page, built before any template runs.

Templates only print: whatever needs a decision is decided here, in Python, where it is typed and tested.
"""
