"""Measurements of Lotse: the search index beside other engines on made-up registries, and pages of the real one."""
