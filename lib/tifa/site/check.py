"""What a site must not have."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from tifa.arguments import takes

_STRETCH = re.compile(r"c\d+-\d+")
_REMOTE_STYLE = re.compile(r"""(?:url\(|@import)\s*["']?((?:https?:)?//[^)"']+)""")


class _Page(HTMLParser):
    """What a page asks for: addresses, images, anchors."""

    def __init__(self):
        super().__init__()
        self.addresses, self.images, self.anchors = [], [], set()
        self.lights_up = False  # page.js lights up any stretch of a newspaper page

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.lights_up |= "data-start" in given
        self.anchors.update(filter(None, (given.get("id"), given.get("name"))))
        for name in ("src", "href", "data", "poster", "srcset", "action"):
            if given.get(name):
                self.addresses.append(given[name])
        if tag == "img":
            self.images.append((given.get("src", "")[:60], given.get("alt")))

    def has(self, place):
        return place in self.anchors or self.lights_up and _STRETCH.fullmatch(place)


@takes()
def check_site(site):
    """List what is wrong with a rendered site.

    Parameters
    ----------
    site : Path

    Returns
    -------
    list of str
        One line a fault: an image without alternative text or with a file's name for it, a remote address,
        a link to a file or place that is not there.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "a.html").write_text('<img src="https://example.org/x.png">', encoding="utf-8")
    ...     for fault in check_site(Path(folder)):
    ...         print(fault)
    a.html: remote address https://example.org/x.png
    a.html: no alternative text: https://example.org/x.png
    """
    site = Path(site)
    if not site.is_dir():
        raise ValueError(
            f"check_site: site is {site}, which is no folder; give the folder of a rendered site"
        )
    faults, pages = [], {}
    for file in sorted(site.rglob("*.html")):
        page = pages[file] = _Page()
        page.feed(file.read_text(encoding="utf-8"))
    for file, page in pages.items():
        name = file.relative_to(site).as_posix()
        for address in page.addresses:
            if re.match(r"(?i)(?:https?:)?//", address):
                faults.append(f"{name}: remote address {address}")
            elif not re.match(r"(?i)[a-z]+:|#$|$", address):
                path, _, anchor = map(unquote, address.partition("#"))
                target = (file.parent / path.partition("?")[0]).resolve() if path else file
                target = target / "index.html" if target.is_dir() else target
                if not target.exists():
                    faults.append(f"{name}: link to {address}, which is not there")
                elif anchor and target in pages and not pages[target].has(anchor):
                    faults.append(f"{name}: link to {address}, a place that is not there")
        for src, alt in page.images:
            if not alt or re.fullmatch(r"[\w/.-]+\.(?:png|svg|jpg)|[\w-]*_files.*|_images/.*", alt):
                faults.append(f"{name}: no alternative text: {src}")
    for file in sorted(site.rglob("*.css")):
        for address in _REMOTE_STYLE.findall(file.read_text(encoding="utf-8")):
            faults.append(f"{file.relative_to(site).as_posix()}: remote address {address}")
    return faults
