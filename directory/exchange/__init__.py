"""Export and import. One module a format, one table of formats: ``directory.exchange.formats``."""
