"""What the first visitors would have to wait for is made ready beside them, while the server answers already."""

from __future__ import annotations

import gc
from threading import Thread
from typing import Final

from flask import Flask

from planner.figures.region_map import region_map_svg
from planner.web.services import Services
from planner.web.shipped import fonts, static_files

_OF_PAGES: Final = ("layouts/", "macros/", "pages/")


def settle() -> None:
    """What is loaded by now stays for good: the collector of unused objects need not look through the library again
    and again, which took up to a tenth of a second in the middle of a page."""
    gc.collect()
    gc.freeze()


def warm_up(app: Flask, services: Services) -> None:
    """Reads the templates of the pages, the files they link and what is drawn once for everybody."""
    static_files(), fonts()
    region_map_svg({})
    _ = services.words, services.sources, services.postures
    for name in app.jinja_env.list_templates(filter_func=lambda name: name.startswith(_OF_PAGES)):
        app.jinja_env.get_template(name)


def warm_up_meanwhile(app: Flask, services: Services) -> None:
    """The same in a thread of its own."""
    Thread(target=warm_up, args=(app, services), name="warm-up", daemon=True).start()
