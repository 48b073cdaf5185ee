"""Answering: understand, select, rank, explain; the web app and the command on top."""
