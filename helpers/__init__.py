"""Dateline: one article in, one sourced timeline out."""

import sys

__version__ = "0.1.0"

# jsonschema imports it for one format check (`iri`) that nothing here uses, and it
# compiles its grammars on import: over a second of every start. Set before any import.
sys.modules.setdefault("rfc3987_syntax", None)
