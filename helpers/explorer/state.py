"""What the reader has asked for and chosen: the one thing that an explorer observes."""

from traitlets import HasTraits, Instance, Tuple, Unicode

from helpers.view.parameters import View


class State(HasTraits):
    """What is asked, which charts are open, what is chosen, and the way back.

    A class because charts, lists and evidence observe it: each is a function of it.
    ``chosen`` is the id of a record or a tie, ``held`` one that it is compared with,
    ``trail`` what was chosen before, the last one last.
    """

    view = Instance(View)
    charts = Tuple(default_value=("timeline",))
    chosen = Unicode("")
    held = Unicode("")
    trail = Tuple()

    def choose(self, chosen: str) -> None:
        """Choose a record or a tie; blank chooses nothing."""
        if chosen != self.chosen:  # the trail first: whoever observes sees both
            self.trail = (*self.trail, self.chosen)
            self.chosen = chosen

    def back(self) -> None:
        """Choose again what was chosen before."""
        if self.trail:
            *before, last = self.trail
            self.trail = tuple(before)
            self.chosen = last
