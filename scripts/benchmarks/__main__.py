"""./scripts/bench: what it measures and prints; options in --help."""

from __future__ import annotations

import argparse

from benchmarks.comparing import compare, table
from benchmarks.pages import pages_table


def main() -> None:
    options = _options()
    for size in options.sizes:
        print(table(size, compare(size, options.questions, options.rounds, options.all)), flush=True)
        print()
    if not options.no_pages:
        print(pages_table(seconds=2.0 if options.quick else 5.0), flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="./scripts/bench",
        description="Compares Lotse's search index with other engines on made-up registries (two words, topic, "
        "language, 40 km, top 20, facets), then measures pages of the real registry.",
    )
    parser.add_argument("--sizes", type=int, nargs="*", help="numbers of services (default: 1000 30000 300000)")
    parser.add_argument("--quick", action="store_true", help="1,000 and 30,000 services and fewer questions")
    parser.add_argument("--all", action="store_true", help="Whoosh as it comes also beyond 30,000 services")
    parser.add_argument("--no-pages", action="store_true", help="leave out the pages")
    parser.add_argument("--rounds", type=int, default=5, help="interleaved rounds, whose median counts (default: 5)")
    parser.add_argument("--questions", type=int, default=None, help="questions a round (default: 60, quick: 20)")
    options = parser.parse_args()
    if options.sizes is None:
        options.sizes = [1_000, 30_000] if options.quick else [1_000, 30_000, 300_000]
    options.questions = options.questions or (20 if options.quick else 60)
    return options


if __name__ == "__main__":
    main()
