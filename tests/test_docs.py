"""The documentation keeps up: every setting and command has its line, every link leads somewhere."""

import argparse
import re
from pathlib import Path

import pytest

from standfirst import cli

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
REFERENCE = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")


def settings_read() -> set[str]:
    source = "".join((ROOT / "src" / "standfirst" / name).read_text("utf-8") for name in ("settings.py", "secret.py"))
    return set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', source))


def commands() -> set[str]:
    parser = cli._parser()
    found = set()
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                inner = [a for a in command._actions if isinstance(a, argparse._SubParsersAction)]
                found |= {f"{name} {kind}" for kind in inner[0].choices} if inner else {name}
    return found


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_there_are_settings_and_commands_to_document() -> None:
    assert len(settings_read()) > 20
    assert {"serve", "worker", "doctor", "demo", "import articles", "import wordpress", "manage"} <= commands()


@pytest.mark.parametrize("name", sorted(settings_read()))
def test_a_setting_has_a_line_in_the_reference(name: str) -> None:
    assert re.search(rf"^\| `{name}` \| .*\| .+ \|$", REFERENCE, re.MULTILINE)


@pytest.mark.parametrize("command", sorted(commands()))
def test_a_command_has_a_line_in_the_reference(command: str) -> None:
    assert f"| `standfirst {command}" in REFERENCE


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
        if target.startswith(("http://", "https://")):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), target
        assert not anchor or anchor in anchors(there), target


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = set(re.findall(r"\]\((\d{4}-[^)]+)\)", (folder / "README.md").read_text(encoding="utf-8")))
    assert listed == {file.name for file in folder.glob("[0-9]*.md")}


def test_every_dependency_has_a_line_of_why() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = re.search(r"^dependencies = \[(.*?)^\]", project, re.MULTILINE | re.DOTALL)
    assert block
    why = (ROOT / "docs" / "decisions" / "0001-dependencies.md").read_text(encoding="utf-8")
    for name in re.findall(r'"([A-Za-z0-9-]+)', block[1]):
        assert re.search(rf"^\| [^|]*\b{re.escape(name)}\b[^|]* \| .+ \|$", why, re.MULTILINE), name
