"""What a reader may ask that another view answers: the parameters, as a page asks."""

import re
from typing import Any

from helpers.view import parameters
from helpers.view.parameters import View

GROUPS = {
    "Time": ("start", "end", "as_of", "memory", "gaps"),
    "Who": ("actors", "pair", "level"),
    "Evidence": (
        "sources", "voices", "layers", "statuses", "kinds", "basis", "exclude", "mute",
    ),
    "Reading": ("dates", "order", "orders_from"),
}  # fmt: skip
SAID = {
    "start": "From", "end": "To", "as_of": "As of", "memory": "An act counts for",
    "gaps": "Empty stretches", "actors": "Actors", "level": "Actors stand for",
    "sources": "Sources", "layers": "Layers", "statuses": "Statuses", "kinds": "Events",
    "pair": "Two actors", "voices": "Voices", "basis": "Relations",
    "exclude": "Leave out", "mute": "Without what these say (or unnamed)",
    "dates": "Dates and statuses", "order": "Dates by order",
    "orders_from": "Orders from",
}  # fmt: skip
MEMORIES = ("in-force", "6 months", "12 months", "24 months", "ever")


def payload(view: View) -> dict[str, Any]:
    """Give the fields of a view in groups, with its values and the default ones."""
    default = View(case=view.case)
    return {
        "case": view.case,
        "groups": [
            {"title": title, "fields": [_field(name, view, default) for name in names]}
            for title, names in GROUPS.items()
        ],
    }


def _field(name: str, view: View, default: View) -> dict[str, Any]:
    """Describe one parameter: how it is asked for, what is allowed, what it is now."""
    form = parameters.form(name)
    return {
        "name": name,
        "label": SAID[name],
        "help": re.sub(r"; (?:blank|\[\]):.*", "", View.model_fields[name].description),
        "blank": parameters.in_words(name, getattr(default, name)),
        "list": form.type == "list",
        "values": list(MEMORIES if name == "memory" else form.values),
        "only": bool(form.values),
        "value": getattr(view, name),
        "default": getattr(default, name),
    }
