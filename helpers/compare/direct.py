"""The findings of many views without notebooks: some fifty views a second.

The same functions that the notebooks call to record them, on the same variations.
"""

from helpers.case import check
from helpers.case.cases import Case
from helpers.compare import findings, variations
from helpers.compare.findings import Outcome
from helpers.compare.variations import Variation
from helpers.view import parameters, select
from helpers.view.parameters import View


def outcomes(case: Case, asked: list[Variation]) -> list[Outcome]:
    """Compute the findings of each variation of a whole case, in their order.

    Raises
    ------
    ParameterError
        Where a variation asks for what the case does not have.
    """
    found = []
    for one in asked:
        view = parameters.view(one.values)
        shown = select.view(case, view)
        found.append(Outcome(one, tuple(findings.of(shown, view))))
    return found


def around(asked: View) -> list[Outcome]:
    """Compute what a view comes to, read otherwise, and without one source or voice.

    The view itself comes first. Of a case so large that a page would wait for it, only
    those are left out that most citations name (``variations.room``).
    """
    case, values = check.load(asked.case), dict(asked)
    shown = select.view(case, asked)
    varied = [variations.base(values), *variations.readings(values, case.text)]
    left = [
        one
        for what in variations.AROUND
        for one in variations.leave_one_out(shown, asked, values, what)
    ]
    varied += variations.weightiest(shown, left, variations.room(case))
    return outcomes(case, varied)
