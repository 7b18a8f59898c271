"""What the importer's tests share: files, runs, and a public export that may not be there."""

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult
from PIL import Image

from standfirst.importers import commands
from standfirst.importers.notes import MISSING, NoPicture

EXPORT = Path(__file__).resolve().parents[3] / "shared" / "data" / "themeunittestdata.wordpress.xml"
needs_export = pytest.mark.skipif(not EXPORT.exists(), reason=f"{EXPORT.name} is not beside this checkout")


@dataclass(frozen=True)
class Run:
    """How one import ended."""

    status: int
    stdout: str
    stderr: str

    @property
    def counts(self) -> dict[str, Any]:
        """What --json printed."""
        found: dict[str, Any] = json.loads(self.stdout)
        return found


def import_articles(path: Path, media: Path | None = None, *, as_json: bool = True) -> Run:
    """Run ``standfirst import articles`` as the command line would."""
    stdout, stderr = io.StringIO(), io.StringIO()
    status = commands.import_articles(path, media, as_json, stdout, stderr)
    return Run(status, stdout.getvalue(), stderr.getvalue())


def import_wordpress(path: Path, media: Path | None = None, *, as_json: bool = True) -> Run:
    """Run ``standfirst import wordpress`` as the command line would."""
    stdout, stderr = io.StringIO(), io.StringIO()
    status = commands.import_wordpress(path, media, as_json, stdout, stderr)
    return Run(status, stdout.getvalue(), stderr.getvalue())


def an_article(number: object = 1, **changes: object) -> dict[str, object]:
    """A line as an exporter would write it; a change to None leaves the field out."""
    line: dict[str, object] = {
        "id": number,
        "section": "Harbour",
        "headline": f"The ferry is late again, part {number}",
        "body": "<p>One paragraph.</p><p>Another one.</p><p>And the part behind the wall.</p>",
        "access": "registered",
        "published_at": "2026-03-01T09:30:00+00:00",
        **changes,
    }
    return {field: value for field, value in line.items() if value is not None}


def jsonl(folder: Path, *lines: dict[str, object] | str) -> Path:
    """A file with ``lines``; a text stands as it is."""
    path = folder / "articles.jsonl"
    texts = (line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return path


def an_item(number: object = 1, **changes: str) -> str:
    """A post as WordPress exports it; ``post_type="page"`` becomes ``wp:post_type``, ``inside`` stands as it is."""
    inside = changes.pop("inside", "")
    title, content = changes.pop("title", f"Post {number}"), changes.pop("content", "<p>One.</p><p>Two.</p>")
    values = {
        "post_id": str(number),
        "post_type": "post",
        "status": "publish",
        "post_date_gmt": "2026-03-01 09:30:00",
        "post_name": f"post-{number}",
        "post_password": "",
        **changes,
    }
    fields = "".join(f"<wp:{name}><![CDATA[{value}]]></wp:{name}>" for name, value in values.items())
    return (
        f"<item><title><![CDATA[{title}]]></title><dc:creator>ada</dc:creator>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded>{fields}{inside}</item>"
    )


def wxr(folder: Path, *items: str, head: str = "") -> Path:
    """An export with ``items``."""
    path = folder / "export.xml"
    path.write_text(
        f"""<?xml version="1.0" encoding="UTF-8"?>{head}
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:wp="http://wordpress.org/export/1.2/"><channel><language>en-GB</language>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://old.example/blog</wp:base_blog_url>
<wp:author><wp:author_login>ada</wp:author_login><wp:author_display_name>Ada Nance</wp:author_display_name></wp:author>
{"".join(items)}</channel></rss>""",
        encoding="utf-8",
    )
    return path


def a_picture(path: Path, colour: str = "navy") -> Path:
    """A small picture file at ``path``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (64, 48), colour).save(path)
    return path


def no_pictures(address: str) -> int:
    """For conversions where the media folder is empty."""
    raise NoPicture(MISSING)


def run_waiting_tasks() -> None:
    """Do what the worker would do now: among it, Wagtail's search index of what was saved."""
    for row in DBTaskResult.objects.ready():
        row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
        row.delete()
