"""What HSDS has no field for travels in attributes. Their names, shared by writing and reading.

An attribute names with ``link_type`` what it says and holds it in ``value``; ``link_entity`` and ``link_id`` name what
it is about. For whatever is one of our facts (``directory.facts``) and has no place of its own in HSDS, ``link_type``
is the name of the fact: a list gives one attribute an item, in its order, and yes is ``yes``.
"""

from __future__ import annotations

VERSION = "3.1"

# Facts of a service that stand in fields of HSDS. All other ones are attributes of the service, under their own names.
SERVICE_FIELDS = {
    "name": "name",
    "organization": "organization.name",
    "url": "url",
    "email": "email",
    "access_text": "application_process",
    "target_group": "eligibility_description",
    "temporarily_closed": "status",
    "phones": "phones",
    "languages": "languages",
    "hours": "schedules",
    "hours_text": "schedules",
    "areas": "service_areas",
    "areas_text": "service_areas",
    "area_municipalities": "service_areas",
}
# Facts of a door (service_at_location): name, address and position stand in its location. Where the address is not
# whole, HSDS cannot hold it: then its parts are attributes of the service_at_location. So are the other facts.
DOOR_FIELDS = ("name", "street", "postcode", "city", "lat", "lon", "phones", "hours", "hours_text")

KEY = "key"  # of a service, or of a door: what its id is made of
# With a taxonomy_term; ``value`` is its code. Kinds and topics in their order, the main kind first.
KIND, TOPIC, OFFICE = "kind", "topic", "office"
USUAL_TOPIC = "usual_topic"  # what its kinds usually treat; nobody states it of this service
# Of a service_area: which fact it comes from ("areas", "areas_text", "area_municipalities", "scope"), with the key or
# the wording as the value; or that the district is only assumed from the kind and the door.
ASSUMED_AREA = "areas_assumed"
HOURS = "hours"  # of the first schedule of a service or a door: its hours in OSM's opening_hours syntax
EXTENSION = "extension"  # of a phone whose direct dial is no plain number (HSDS has a number there)
PRECISION = "position_precision"  # of a location: given, street ... ; only "given" is a statement, the rest is reckoned
# For readers only.
ASSUMED = "assumed"  # value: a field of the service that holds a general text about its kind, not its own words
ELIGIBILITY = "eligibility"  # who may come to a service of this kind, in plain German
VERIFICATION = "verification"  # label: facts of this service; value: "date; confidence; kind of source; address"
RELATED = "related_service"  # label: the type of the relation; value: the id of the other service
