"""What a typed line means: place, kinds, topics, languages, age, status, and what is left as free text."""
