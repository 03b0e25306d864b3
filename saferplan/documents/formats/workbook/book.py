"""An empty workbook of ours: text stays text, and the file says in what language it is."""

from __future__ import annotations

from typing import IO, Any

from xlsxwriter import Workbook
from xlsxwriter.core import Core
from xlsxwriter.packager import Packager

from saferplan.documents.formats.workbook.look import FONT

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def book(file: IO[bytes], language: str) -> Any:
    """XlsxWriter adds to the properties that it is given, so each workbook has its own."""
    made = _Book(file, {**_OPTIONS, "default_format_properties": dict(FONT)})
    made.language = language
    return made


class _Book(Workbook):
    """XlsxWriter has no property for the language of a document, and lets its packager be another."""

    language = ""

    def _get_packager(self) -> Packager:
        return _Package(self.language)


class _Package(Packager):
    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def _write_core_file(self) -> None:
        core = _About(self.language)
        core._set_properties(self.workbook.doc_properties)
        core._set_xml_writer(self._filename("docProps/core.xml"))
        core._assemble_xml_file()


class _About(Core):
    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def _write_dcterms_created(self) -> None:
        self._xml_data_element("dc:language", self.language)
        super()._write_dcterms_created()
