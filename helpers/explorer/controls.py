"""The controls of the explorer: widgets that each hold one parameter of a view."""

from collections.abc import Callable, Iterable

import ipywidgets

from helpers.case.cases import Case
from helpers.case.spelling import folded
from helpers.view import naming
from helpers.view.parameters import ALLOWED, NAMES, View

WIDE = "330px"
LABEL = {"description_width": "76px"}
SAID = {
    "start": "From",
    "end": "To",
    "actors": "Actors",
    "kinds": "Kinds",
    "sources": "Sources",
    "layers": "Layers",
    "dates": "Dates",
    "statuses": "Statuses",
    "gaps": "Gaps",
    "level": "Level",
    "memory": "Memory",
    "exclude": "Leave out",
    "mute": "Mute",
}
NOTHING = {"exclude": "nothing; type an id to add", "mute": "nobody; type to add"}
TICKED = ("kinds", "layers", "statuses")
MEMORIES = ("in-force", "6 months", "12 months", "24 months", "ever")
Ask = Callable[..., None]


def _layout(**more) -> ipywidgets.Layout:
    return ipywidgets.Layout(width=WIDE, **more)


class Field:
    """A parameter typed or picked in one widget.

    A class, as the other controls, because each turns its widgets into a value and
    back; ``box`` is what is shown.
    """

    def __init__(self, name: str, widget: ipywidgets.Widget, ask: Ask) -> None:
        self.name, self.box = name, widget
        widget.observe(lambda change: ask(**{name: change["new"]}), "value")

    def show(self, value: str) -> None:
        """Show a value that came from elsewhere."""
        self.box.value = value


class Ticks:
    """A list of allowed values, each with a box to tick; all ticked means all."""

    def __init__(self, name: str, values: Iterable[str], ask: Ask, all_: list) -> None:
        self.name, self.all = name, all_
        self.ticks = {
            value: ipywidgets.Checkbox(
                value=True,
                description=value,
                indent=False,
                tooltip=f"{SAID[name]}: {value}",
                layout=ipywidgets.Layout(width="auto", margin="0 8px 0 0"),
            )
            for value in values
        }
        label = ipywidgets.Label(
            f"{SAID[name]}:",
            layout=ipywidgets.Layout(width="76px", justify_content="flex-end"),
        )
        wrap = ipywidgets.Layout(flex_flow="row wrap", flex="1 1 0%")
        ticks = ipywidgets.HBox(list(self.ticks.values()), layout=wrap)
        self.box = ipywidgets.HBox([label, ticks], layout=_layout())
        self.ask, self.showing = ask, False
        for tick in self.ticks.values():
            tick.observe(self._ticked, "value")

    def _ticked(self, _) -> None:
        if not self.showing:  # with no box ticked a blank, which is refused in words
            self.ask(**{self.name: self.value})

    @property
    def value(self) -> list[str]:
        """The ticked values; what stands for all where every one is ticked."""
        ticked = [value for value, tick in self.ticks.items() if tick.value]
        return self.all if len(ticked) == len(self.ticks) else ticked or [""]

    def show(self, value: list[str]) -> None:
        """Show a value that came from elsewhere."""
        self.showing = True
        for name, tick in self.ticks.items():
            tick.value = name in value or value == self.all
        self.showing = False


class Picks:
    """A list of ids: one is added by typing any of its labels, and taken out again.

    ``labels`` maps what may be typed to an id; ``names`` an id to how it is shown.
    """

    def __init__(
        self, name: str, labels: dict[str, str], names: dict[str, str], ask: Ask
    ) -> None:
        self.name, self.names, self.ask = name, names, ask
        self.labels = {folded(told): one for told, one in labels.items()}
        self.value: list[str] = []
        self.typed = ipywidgets.Combobox(
            options=list(labels),
            description=f"{SAID[name]}:",
            style=LABEL,
            placeholder="all; type to add",
            continuous_update=False,
            layout=_layout(),
        )
        if name in NOTHING:
            self.typed.placeholder = NOTHING[name]
        self.chips = ipywidgets.HBox(
            layout=_layout(flex_flow="row wrap", padding="0 0 0 80px")
        )
        self.box = ipywidgets.VBox([self.typed, self.chips])
        self.typed.observe(self._add, "value")

    def _add(self, change: dict) -> None:
        told = change["new"].strip()
        if told:
            self.typed.value = ""
            one = self.labels.get(folded(told), told)
            if one not in self.value:
                self.ask(**{self.name: [*self.value, one]})

    def show(self, value: list[str]) -> None:
        """Show the ids of a view, each with a button that takes it out."""
        if value == self.value:
            return
        self.value = list(value)
        self.chips.children = [self._chip(one) for one in value]

    def _chip(self, one: str) -> ipywidgets.Button:
        named = self.names.get(one, one)
        chip = ipywidgets.Button(
            description=f"{named} \N{MULTIPLICATION SIGN}",
            tooltip=f"Take {named} out",
            layout=ipywidgets.Layout(width="auto", max_width=WIDE),
        )
        chip.add_class("dateline-chip")
        left = [other for other in self.value if other != one]
        chip.on_click(lambda _: self.ask(**{self.name: left}))
        return chip


def _typed(name: str, hint: str) -> ipywidgets.Text:
    return ipywidgets.Text(
        description=f"{SAID[name]}:",
        placeholder=hint,
        continuous_update=False,
        style=LABEL,
        layout=_layout(),
    )


def _picked(name: str, value: str) -> ipywidgets.Dropdown:
    """Make a list to pick one allowed value from."""
    return ipywidgets.Dropdown(
        options=list(ALLOWED[name]),
        value=value,
        description=f"{SAID[name]}:",
        style=LABEL,
        layout=_layout(),
    )


def _actors(case: Case) -> tuple[dict[str, str], dict[str, str]]:
    """Map every label that one actor bears to how a view names that actor.

    By its short name, or by its id where others bear that name too.
    """
    bearers: dict[str, set[str]] = {}
    for row in case.rows("actors"):
        for label in (row.short_name, row.name, *row.aliases, row.actor_id):
            if name := label.partition("@")[0]:
                bearers.setdefault(name, set()).add(row.actor_id)
    names = {a: n if len(bearers[n]) == 1 else a for a, n in case.actor_names.items()}
    labels = {label: names[min(a)] for label, a in bearers.items() if len(a) == 1}
    return labels, dict(case.actor_names)


def _records(case: Case, tables: tuple[str, ...]) -> tuple[dict, dict]:
    """Map "id title" to the id over some tables, and the id to itself."""
    titles = {}
    for table in tables:
        for row in case.rows(table):
            told = dict.fromkeys([row[1], naming.title_of(row)])
            titles[row[1]] = " ".join(told)
    return {title: i for i, title in titles.items()}, {i: i for i in titles}


def _voices(case: Case) -> tuple[dict[str, str], dict[str, str]]:
    """Map what names an actor or a source to how a view names it, and to its name."""
    (labels, names), (titles, ids) = _actors(case), _records(case, ("sources",))
    return labels | titles, names | ids


def make(case: Case, ask: Ask) -> dict[str, Field | Ticks | Picks]:
    """Make a control for every parameter but the case and the day."""
    default = View()
    sources = _records(case, ("sources",))
    records = _records(case, ("sources", "actors", "events", "relations"))
    controls = [
        Field("start", _typed("start", "2018, 2020-10 or a day"), ask),
        Field("end", _typed("end", "2018, 2020-10 or a day"), ask),
        Picks("actors", *_actors(case), ask),
        Picks("sources", *sources, ask),
        Picks("exclude", *records, ask),
        Picks("mute", *_voices(case), ask),
        *(Ticks(n, ALLOWED[n], ask, getattr(default, n)) for n in TICKED),
        Field("dates", _picked("dates", default.dates), ask),
        Field("level", _picked("level", default.level), ask),
        Field("memory", _memory(default.memory), ask),
        Field("gaps", _picked("gaps", default.gaps), ask),
    ]
    by_name = {control.name: control for control in controls}
    return {name: by_name[name] for name in NAMES if name in by_name}


def _memory(value: str) -> ipywidgets.Combobox:
    return ipywidgets.Combobox(
        options=MEMORIES,
        value=value,
        description="Memory:",
        style=LABEL,
        continuous_update=False,
        layout=_layout(),
    )
