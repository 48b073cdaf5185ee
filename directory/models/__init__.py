"""The tables, named as in HSDS 3.1. They are read by ``directory.snapshot`` and written by ``directory.projection``."""

from directory.models.base import Base
from directory.models.location import Address, Location, Phone, Schedule, ServiceAtLocation
from directory.models.provenance import Fact, Meta, Redirect, Source
from directory.models.service import Attribute, Language, Organization, Service, ServiceArea, TaxonomyTerm

__all__ = [
    "Address",
    "Attribute",
    "Base",
    "Fact",
    "Language",
    "Location",
    "Meta",
    "Organization",
    "Phone",
    "Redirect",
    "Schedule",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "Source",
    "TaxonomyTerm",
]
