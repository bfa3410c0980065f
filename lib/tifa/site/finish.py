"""What the pages of the site still lack when Sphinx has written them."""

from lxml import html

from tifa.show.markup import CHINESE

# Their text is no prose, or may hold no element
_LEFT = {"script", "style", "pre", "code", "option", "textarea", "svg"}


def finish_pages(site):
    """Mark the Chinese of every page, fold its code away, and leave it one heading of the first rank.

    Parameters
    ----------
    site : Path

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     page = Path(folder, "a.html")
    ...     _ = page.write_text("<html><body><p>The 提法 of reform</p></body></html>", encoding="utf-8")
    ...     finish_pages(Path(folder))
    ...     print(page.read_text(encoding="utf-8").splitlines()[1])
    <html><body><p>The <span lang="zh-Hans">提法</span> of reform</p></body></html>
    """
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    for file in sorted(site.rglob("*.html")):
        page = html.fromstring(file.read_bytes(), parser=parser)
        _keep_one_title(page)
        _name_sidebar(page)
        _fold_code(page)
        for body in page.iter("body"):
            _mark_chinese(body)
        text = html.tostring(page, encoding="unicode", doctype="<!DOCTYPE html>")
        file.write_text(text, encoding="utf-8", newline="\n")


def _keep_one_title(page):
    """Take out what the theme adds for print: the title and the contents once more."""
    for again in page.xpath('//*[@id="jb-print-docs-body"]'):
        again.drop_tree()


def _name_sidebar(page):
    """Make the column with title, search and contents a landmark, so that it can be skipped and found."""
    for sidebar in page.xpath('//*[@id="pst-primary-sidebar"]'):
        sidebar.attrib.update({"role": "navigation", "aria-label": "Site"})


def _fold_code(page):
    """Put the code of each cell, and of those before it that show nothing, behind the word Code."""
    for code in page.xpath('//div[contains(concat(" ", @class, " "), " cell_input ")]'):
        box = html.Element("details", {"class": "tifa-code"})
        html.etree.SubElement(box, "summary").text = "Code"
        cell = code.getparent()
        cell.replace(code, box)
        before = cell.getprevious()
        if before is not None and [child.get("class") for child in before] == ["tifa-code"]:
            box.extend(before[0][1:])
            before.drop_tree()
        box.append(code)


def _mark_chinese(element):
    """Say of the Chinese in an element what language it is, but for what says so itself."""
    if not isinstance(element.tag, str) or element.tag in _LEFT or element.get("lang"):
        return
    children = list(element)
    for place in reversed(range(len(children))):
        _mark_chinese(children[place])
        children[place].tail = _wrap_chinese(element, place + 1, children[place].tail)
    element.text = _wrap_chinese(element, 0, element.text)


def _wrap_chinese(element, place, text):
    """Put the Chinese of a text, and what follows it, into an element at a place; give what precedes it."""
    if not text or not CHINESE.search(text):
        return text
    before, *after = CHINESE.split(text)
    for run, rest in reversed(list(zip(CHINESE.findall(text), after))):
        span = html.Element("span", lang="zh-Hans")
        span.text, span.tail = run, rest
        element.insert(place, span)
    return before
