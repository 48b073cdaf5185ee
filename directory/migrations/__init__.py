"""The history of the tables. ``HEAD`` is the newest revision; a test holds it against the files in versions/."""

HEAD = "0002"
