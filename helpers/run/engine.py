"""What papermill loads under the name ``dateline``, each time that it starts.

So it imports nothing; what runs a notebook is loaded once there is one to run.
"""


class Engine:
    """The engine as papermill asks for it: ``papermill --engine dateline``.

    A class because papermill's own takes the names of kernel and language, too; that
    one cannot be named here, since papermill loads this module while it loads.
    """

    @staticmethod
    def execute_notebook(nb, kernel_name: str, **more):
        """Execute a notebook in a forked process, or else in a kernel."""
        from helpers.run.notebooks import Managed

        return Managed.execute_notebook(nb, kernel_name, **more)

    @staticmethod
    def nb_kernel_name(nb, name: str | None = None) -> str:
        """Return the name of the kernel that a notebook asks for."""
        from papermill.engines import Engine as Stock

        return Stock.nb_kernel_name(nb, name)

    @staticmethod
    def nb_language(nb, language: str | None = None) -> str:
        """Return the language of a notebook."""
        from papermill.engines import Engine as Stock

        return Stock.nb_language(nb, language)
