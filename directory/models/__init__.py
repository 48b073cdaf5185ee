"""The tables, named as in HSDS 3.1. They are read by ``directory.snapshot`` and written by ``directory.projection``."""

from directory.models.base import Base
from directory.models.keeping import Account, ConfirmationLink, Proposal
from directory.models.location import Address, Location, Phone, Schedule, ServiceAtLocation
from directory.models.provenance import Fact, Meta, Redirect, Source
from directory.models.referral import Relation, SlipCode, SlipCount, UnmetSearch
from directory.models.service import Attribute, Language, Organization, Service, ServiceArea, TaxonomyTerm

__all__ = [
    "Account",
    "Address",
    "Attribute",
    "Base",
    "ConfirmationLink",
    "Fact",
    "Language",
    "Location",
    "Meta",
    "Organization",
    "Phone",
    "Proposal",
    "Redirect",
    "Relation",
    "Schedule",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "SlipCode",
    "SlipCount",
    "Source",
    "TaxonomyTerm",
    "UnmetSearch",
]
