"""How deep HTML goes, seen before a parser has to find out: its time and memory grow with the square of the depth."""

import re

# Tags that close themselves or each other, and the leaves of drawings: their number says nothing about depth.
_SHALLOW = {
    "area", "br", "circle", "col", "dd", "dt", "ellipse", "hr", "img", "input", "li", "line", "link", "meta", "p",
    "path", "polygon", "polyline", "rect", "source", "stop", "td", "th", "tr", "use", "wbr",
}  # fmt: skip
# A closing tag reaches past these to its own opening tag; past others it may be read as closing nothing.
_INLINE = {
    "a", "abbr", "b", "big", "cite", "code", "em", "font", "i", "ins", "label", "mark", "nobr", "q", "s", "small",
    "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
}  # fmt: skip
# What stands in these is text, with whatever looks like a tag; but not everywhere, and in a noscript not for everybody.
_RAW = {"iframe", "noembed", "noframes", "noscript", "plaintext", "script", "style", "textarea", "title", "xmp"}
_NOT_RAW_IN = {"svg", "math", "select"}
_OPENING = re.compile(r"<([a-zA-Z][^\t\n\f\r />]*)")
# A comment, or a tag with its attributes: HTML Standard, sections 13.2.5.6 to 13.2.5.51.
_TOKEN = re.compile(
    r"""
      <!--(?:-?>|(?s:.*?)(?:--!?>|\Z))
    | <(?:[!?]|/(?![a-zA-Z]))[^>]*+(?:>|\Z)
    | <(?P<closing>/?)(?P<name>[a-zA-Z][^\t\n\f\r\ />]*+)
      (?:[\t\n\f\r\ /]++
        | [^\t\n\f\r\ />][^\t\n\f\r\ />=]*+
          (?:[\t\n\f\r\ ]*+=[\t\n\f\r\ ]*+(?:"[^"]*+(?:"|\Z) | '[^']*+(?:'|\Z) | [^\t\n\f\r\ >"'][^\t\n\f\r\ >]*+)?)?+
      )*+(?:>|\Z)
    """,
    re.VERBOSE,
)


def depth_of(html: str, at_most: int) -> int:
    """
    How many tags of ``html`` are open at once; counting ends beyond ``at_most``.

    Where tags cross each other it counts too many rather than too few.
    """
    open_tags: list[str] = []
    deepest = place = 0
    while deepest <= at_most and (token := _TOKEN.search(html, place)):
        place = token.end()
        name = (token["name"] or "").lower()
        if not name or name in _SHALLOW:
            continue
        if token["closing"]:
            _close(open_tags, name)
            continue
        open_tags.append(name)
        if name in _RAW:
            end = re.compile(rf"</{name}[\t\n\f\r />]|\Z", re.IGNORECASE).search(html, place)
            start, place = place, end.start() if end else len(html)
            if name == "noscript" or _NOT_RAW_IN.intersection(open_tags):
                inside = map(str.lower, _OPENING.findall(html, start, place))
                open_tags += [tag for tag in inside if tag not in _SHALLOW]
        deepest = max(deepest, len(open_tags))
    return deepest


def _close(open_tags: list[str], name: str) -> None:
    for place in range(len(open_tags) - 1, -1, -1):
        if open_tags[place] == name:
            del open_tags[place]
            return
        if open_tags[place] not in _INLINE:
            return
