"""nianbao: the yearly report on open government information, from a locked workbook to the Word report.

What a Python program may use is named here, and each name is a task of :mod:`toolkit.tasks`; anything else may change.
``import toolkit`` alone costs nothing: a task is imported when it is first asked for.
"""

from typing import TYPE_CHECKING

__version__ = "0.2.0"
__all__ = [
    "UserError", "check", "export", "fill", "mark", "new", "read", "render", "repair", "total",
]  # fmt: skip

if TYPE_CHECKING:
    from toolkit.errors import UserError
    from toolkit.tasks.check import check
    from toolkit.tasks.export import export
    from toolkit.tasks.fill import fill
    from toolkit.tasks.mark import mark
    from toolkit.tasks.new import new
    from toolkit.tasks.read import read
    from toolkit.tasks.render import render
    from toolkit.tasks.repair import repair
    from toolkit.tasks.total import total
else:

    def __getattr__(name):
        """One of the names above, from the module where it lives; raises :class:`AttributeError`."""
        from importlib import import_module  # noqa: PLC0415 - whoever asks for the version alone need not wait for it

        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        homes = {"UserError": "toolkit.errors"}
        return getattr(import_module(homes.get(name, f"{__name__}.tasks.{name}")), name)

    def __dir__():
        return sorted({*globals(), *__all__})
