"""So that ``python -m finder.cli`` works before anything is installed."""

from finder.cli.main import main

main()
