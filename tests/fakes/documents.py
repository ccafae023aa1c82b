"""Small documents, made here: what Word, LibreOffice and a printer to PDF write, without what nobody reads."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A zip of these, packed, the first as it is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A Word document around its body in XML; ``parts`` are further files of ``word``."""
    document = f'<?xml version="1.0"?><w:document {_W}><w:body>{body}</w:body></w:document>'
    more = {f"word/{name}.xml": xml for name, xml in parts.items()}
    return zipped({"[Content_Types].xml": _TYPES, "word/document.xml": document, **more})


def word(*paragraphs: str) -> bytes:
    """A Word document of plain paragraphs."""
    return docx("".join(f"<w:p><w:r><w:t xml:space='preserve'>{p}</w:t></w:r></w:p>" for p in paragraphs))


def odt(body: str, manifest: str = "") -> bytes:
    """An OpenDocument text around its body in XML."""
    spaces = f'xmlns:office="{_ODF}:office:1.0" xmlns:text="{_ODF}:text:1.0" xmlns:draw="{_ODF}:drawing:1.0"'
    content = f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:text>{body}'
    whole = content + "</office:text></office:body></office:document-content>"
    kind = "application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": kind, "content.xml": whole, "META-INF/manifest.xml": f"<m>{manifest}</m>"})


def pdf(pages: Sequence[Sequence[str]], password: str = "") -> bytes:
    """A PDF with these lines on its pages; without a line on a page there is nothing on it."""
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    font = DictionaryObject(
        {NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
         NameObject("/BaseFont"): NameObject("/Helvetica")}
    )  # fmt: skip
    for lines in pages:
        page = writer.add_blank_page(595, 842)
        drawn = DecodedStreamObject()
        said = "".join(f"({line}) Tj T*\n" for line in lines)
        drawn.set_data(f"BT /F1 11 Tf 14 TL 60 780 Td\n{said}ET".encode("latin-1"))
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(font)})}
        )
        page[NameObject("/Contents")] = writer._add_object(drawn)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
