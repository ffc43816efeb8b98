"""What every page of ours is made of: one file that makes no request.

It knows the template, the look, the policy and the scripts; not what a page is about.
"""

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

import jinja2

from helpers import __version__, theme
from helpers.draw import letters

HERE = Path(__file__).parent
MADE_WITH = ("pandas", "matplotlib", "plotly", "papermill")


@cache
def versions() -> dict[str, str]:
    """Name the packages that a page is made with."""
    return {"dateline": __version__} | {p: metadata.version(p) for p in MADE_WITH}


def digest(script: str) -> str:
    """Hash a script as the policy names it."""
    found = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(found).decode()}'"


@cache
def script_of(parts: tuple[Path, ...]) -> str:
    """Put a page's own script together: what it does, and the page as its host."""
    host = bare([HERE / "host.js"])
    return f'"use strict";\n(() => {{\nconst report = {hosted(parts)};\n{host}}})();\n'


def hosted(parts: Iterable[Path]) -> str:
    """Write a script as one function of a root element, its payload and a host.

    It reaches nothing outside its root but by ``ask(name, value)``.
    """
    return "(root, payload, ask) => {\n" + bare(parts) + "}"


def bare(parts: Iterable[Path]) -> str:
    """Read scripts without their comments, blank lines and indents."""
    told = "".join(part.read_text(encoding="utf-8") for part in parts)
    return re.sub(r"(?m)^(\s*//.*\n|\s+)+|(?<=[;{,(]) // .*$", "", told)


def packed(text: str) -> str:
    """Compress a script or its data for the page; the same bytes every time."""
    return base64.b64encode(gzip.compress(text.encode(), 9, mtime=0)).decode()


def inert_json(value) -> str:
    """Write JSON that cannot end the script element it stands in."""
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False, sort_keys=True)
    return (
        text.replace("<", "\\u003c")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )


def policy(hashes: Iterable[str]) -> str:
    """Allow nothing from outside, and no script but those with these hashes."""
    return "; ".join(
        [
            "default-src 'none'",
            "img-src data: blob:",
            "style-src 'unsafe-inline'",
            "font-src data:",
            f"script-src {' '.join(hashes)}",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


@cache
def template(path: Path) -> jinja2.Template:
    """Read a template, compiled once a process; it may build on those here."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([path.parent, HERE]), autoescape=True,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template(path.name)


def fill(
    source: Path, boot: str, *hashes: str, style: str = "", packs: str = "", **told
) -> str:
    """Write a page: ``boot`` is its script; others may run by their ``hashes``.

    ``style`` is what it adds to the look that all pages share, and ``packs`` what it
    holds in a packed form; the faces have every letter of both.
    """
    look = (HERE / "page.css").read_text(encoding="utf-8")
    html = template(source).render(
        style=theme.css_variables() + look + style,
        policy=policy([digest(boot), *hashes]),
        boot=boot,
        **told,
    )
    # No text of a case comes before the first style with a tag in it: it is escaped.
    return html.replace("<style>", f"<style>{letters.css(html + packs)}", 1)
