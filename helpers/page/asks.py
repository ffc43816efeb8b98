"""What a reader may ask that another view answers: the parameters, as a page asks."""

import re
from typing import Any

from helpers.view import parameters
from helpers.view.parameters import View

GROUPS = {  # the parameters by what they are of, each with its label
    "Time": {"start": "From", "end": "To", "as_of": "As of",
             "memory": "An act counts for", "gaps": "Empty stretches"},
    "Who": {"actors": "Actors", "pair": "Two actors", "level": "Actors stand for"},
    "Evidence": {"sources": "Sources", "voices": "Voices", "layers": "Layers",
                 "statuses": "Statuses", "kinds": "Events", "basis": "Relations",
                 "exclude": "Leave out", "mute": "Without what these say (or unnamed)"},
    "Reading": {"dates": "Dates and statuses", "order": "Dates by order",
                "orders_from": "Orders from"},
}  # fmt: skip
MEMORIES = ("in-force", "6 months", "12 months", "24 months", "ever")


def payload(view: View) -> dict[str, Any]:
    """Give the fields of a view in groups, with its values and the default ones."""
    default = View(case=view.case)
    return {
        "case": view.case,
        "groups": [
            {
                "title": title,
                "fields": [_field(*one, view, default) for one in labels.items()],
            }
            for title, labels in GROUPS.items()
        ],
    }


def _field(name: str, label: str, view: View, default: View) -> dict[str, Any]:
    """Describe one parameter: how it is asked for, what is allowed, what it is now."""
    form = parameters.form(name)
    return {
        "name": name,
        "label": label,
        "help": re.sub(r"; (?:blank|\[\]):.*", "", View.model_fields[name].description),
        "blank": parameters.in_words(name, getattr(default, name)),
        "list": form.type == "list",
        "values": list(MEMORIES if name == "memory" else form.values),
        "only": bool(form.values),
        "value": getattr(view, name),
        "default": getattr(default, name),
    }
