"""The registry: services, sources, rules, exchange. Knows no searching."""
