"""The index of the finder: text by words, everything else as columns. Start reading in engine.py."""
