"""What XMP says (ISO 16684-1), by the local names of its properties, whoever's namespace they are in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from redraft.domain.picture import Said
from redraft.pictures.exif import Told

LARGEST = 4 << 20
"""Bytes that are read; what is longer holds pictures."""
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_START, _END = re.compile(rb"<(?:x:xmpmeta|rdf:RDF)\b"), re.compile(rb"</(?:x:xmpmeta|rdf:RDF)>")

SAYS: dict[str, Said] = {
    name: said
    for said, names in {
        Said.PLACE: "City State Country CountryName Location Sublocation ProvinceState WorldRegion LocationName "
        "AddressLine Address CountryCode",
        Said.PERSON: "creator Artist Author Photographer OwnerName CameraOwnerName Owner rights Copyright Credit "
        "PersonInImage PersonDisplayName CaptionWriter AuthorsPosition Name CopyrightOwnerName LicensorName "
        "CreatorName BabyName",
        Said.CONTACT: "CiEmailWork CiTelWork CiAdrExtadr CiAdrCity CiAdrPcode CiAdrCtry CiAdrRegion CiUrlWork "
        "WebStatement PersonEmailDigest PersonLiveIdCID",
        Said.SERIAL: "SerialNumber BodySerialNumber LensSerialNumber CameraSerialNumber DroneSerialNumber "
        "InternalSerialNumber",
        Said.TIME: "CreateDate ModifyDate MetadataDate DateCreated DateTimeOriginal DateTimeDigitized when "
        "GPSTimeStamp GPSDateStamp",
        Said.WORDS: "title description subject Headline Instructions TagsList hierarchicalSubject UserComment Event "
        "Label Keywords Caption Category SupplementalCategories TransmissionReference ImageDescription Title Comment "
        "LastKeywordXMP AltTextAccessibility Prompt AIPromptInformation",
        Said.DEVICE: "Make Model Lens LensModel HostComputer DroneModel CameraModelName",
        Said.SOFTWARE: "CreatorTool Software softwareAgent ProcessingSoftware DigitalSourceType AISystemUsed",
        Said.TRACK: "DocumentID OriginalDocumentID InstanceID ImageUniqueID DerivedFrom AssetID BurstID "
        "ContentIdentifier DigitalImageGUID RegistryItemID RegItemId ImageCaptureRequestID MediaGroupUUID ImageID",
    }.items()
    for name in names.split()
}
"""Properties that tell of a person, a place, a device. ``Name`` is that of a marked face."""


@dataclass(slots=True)
class Xmp:
    """What it says, how many properties beside say nothing of a person, and all simple ones by name."""

    told: list[Told] = field(default_factory=list)
    other: int = 0
    named: dict[str, str] = field(default_factory=dict)
    broken: bool = False


def read(data: bytes) -> Xmp:
    """The properties of a packet; what cannot be read is broken."""
    found = Xmp()
    first, ends = _START.search(data), [end.end() for end in _END.finditer(data)]
    if first is None or not ends or len(data) > LARGEST:
        found.broken = bool(data.strip(b"\x00 \r\n\t"))
        return found
    try:
        root = fromstring(data[first.start() : ends[-1]], forbid_dtd=True)
    except (SyntaxError, ValueError, LookupError, RecursionError, DefusedXmlException):  # a bad encoding is a lookup
        found.broken = True
        return found
    for name, value in _properties(root):
        _add(found, name, value)
    return found


def _add(found: Xmp, name: str, value: str) -> None:
    said = SAYS.get(name)
    if said is not None:
        found.told.append(Told(said, value, f"XMP {name}"))
    elif name not in {"about", "parseType", "xmptk", "resource", "lang", "li"}:
        found.other += 1
    found.named.setdefault(name, value)


def _properties(root: Element) -> Iterator[tuple[str, str]]:
    """Name and value of everything that has one: an attribute, an element, each item of a list by the list's name."""
    stack = [(root, "")]
    while stack:
        node, name = stack.pop()
        tag = _local(node.tag)
        name = name if node.tag.startswith(_RDF) else tag
        for key, value in node.attrib.items():
            if value.strip() and not key.startswith((_RDF, "{http://www.w3.org/XML")):
                yield _local(key), value.strip()
        if node.text and node.text.strip() and name:
            yield name, node.text.strip()
        stack += [(child, name) for child in reversed(node)]


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
