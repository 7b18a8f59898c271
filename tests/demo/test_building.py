"""The demo is built whole, from nothing, and its pages answer."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.auth import authenticate
from django.test import Client

from standfirst.demo.building import build
from standfirst.demo.reading import newsroom


@pytest.fixture
def demo(db: None, tmp_path: Path, settings: LazySettings) -> list[str]:
    settings.MEDIA_ROOT = tmp_path
    stages: list[str] = []
    build(lambda what, done, of: stages.append(what) if done == of else None)
    return stages


@pytest.mark.usefixtures("demo")
def test_the_demo_has_what_it_promises(client: Client) -> None:
    from standfirst.newsroom.models import ArticlePage, Author, Correction, PolicyVersion, SectionPage, Topic
    from standfirst.readers.models import Reader

    live = ArticlePage.objects.live()
    assert live.count() >= 40
    assert {level: live.filter(access_level=level).exists() for level in ("free", "registered", "premium")} == {
        "free": True,
        "registered": True,
        "premium": True,
    }
    assert SectionPage.objects.live().count() == 6
    assert live.filter(language="ar").count() == 1
    assert not Author.objects.filter(face=None).exists()
    assert not Topic.objects.filter(articles=None).exists()
    assert Correction.objects.exists()
    assert PolicyVersion.objects.filter(material=True).exists()
    assert not live.filter(last_published_at=None).exists()

    for account in newsroom()["accounts"]:
        assert isinstance(authenticate(None, email=account["email"], password=account["password"]), Reader)
    editor = Reader.objects.get(email="editor@courier.example")
    assert editor.has_perm("wagtailadmin.access_admin")
    assert not Reader.objects.get(email="zoe@reader.example").has_perm("wagtailadmin.access_admin")

    front = client.get("/").content.decode()
    assert "Kittle Bridge to shut" in front
    assert "The Aldermouth Courier" in front
    assert client.get("/feed/").status_code == 200
    arabic = client.get("/town/bayt-al-bahhara/").content.decode()
    assert '<article lang="ar" dir="rtl">' in arabic
