"""The steps of make_places.py, one table a module. Build time only: nothing here is needed to run Lotse."""
