"""From collected facts (one JSON object a line) and hand-kept corrections to the registry's TOML files."""
