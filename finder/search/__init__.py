"""From one typed line to ranked, explained results. Start reading in find.py."""
