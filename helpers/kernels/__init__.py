"""Real ipykernels that start at once: forked from one preloaded process.

Where forking is not safe (another system, sources that changed since, or the variable
DATELINE_KERNELS=plain) each kernel is a process of its own, with the same outputs.
"""

from helpers.kernels.warm import Kernels, forks

__all__ = ["Kernels", "forks"]
