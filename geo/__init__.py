"""Places: districts, gazetteer, geocoding, distance, maps. Knows no services."""
