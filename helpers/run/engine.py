"""What papermill loads under the name ``dateline``, each time that it starts.

So it imports nothing; what runs a notebook is loaded once there is one to run.
"""


class _Later(type):
    """Looks up in the engine in full; a class since ``Engine`` is asked as one."""

    def __getattr__(cls, name: str):
        from helpers.run.notebooks import Managed

        return getattr(Managed, name)


class Engine(metaclass=_Later):
    """The engine as papermill asks for it: ``papermill --engine dateline``.

    It inherits nothing of papermill's, which loads this module while it loads.
    """
