"""The admin is for staff: every address of it, asked by strangers and by readers."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from standfirst.newsroom.models import ArticlePage
from standfirst.readers.models import Reader

# What a browser needs before anybody has signed in. None of it knows anything of the site's content.
OPEN = {"admin/login/", "admin/logout/", "admin/jsi18n/", "admin/sprite/"}


def below(patterns: Any, prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from below(pattern.url_patterns, path)
        elif isinstance(pattern, URLPattern):
            yield path


def addresses(article: ArticlePage, revision: int) -> list[str]:
    """Every address of the admin, with the article wherever something is to be named."""
    filled = []
    for path in below(get_resolver().url_patterns):
        if not path.startswith("admin/") or path in OPEN:
            continue
        path = re.sub(r"<\w+:revision_id>|\(\?P<revision_id_\w>[^)]*\)", str(revision), path)
        path = re.sub(r"<\w+:(app_label|\w*app_name|app_name)>|<\w+:content_type_app_name>", "newsroom", path)
        path = re.sub(r"<\w+:(model_name|content_type_model_name)>", "articlepage", path)
        path = re.sub(r"<int:\w+>|<str:pk>|\(\?P<pk>[^)]*\)", str(article.pk), path)
        path = re.sub(r"<\w+:\w+>|<\w+>", "delete", path)
        filled.append("/" + path.replace("^", "").replace("$", "").replace("\\", "").replace(".*/", "nowhere/"))
    return filled


@pytest.mark.parametrize("method", ["get", "post", "head", "put", "delete", "options"])
def test_no_address_of_the_admin_answers_a_stranger_or_a_reader(
    method: str, client: Client, reader: Reader, draft: ArticlePage
) -> None:
    every = addresses(draft, draft.get_latest_revision().pk)
    assert len(every) > 200
    for _ in ("a stranger", "a reader"):
        for path in every:
            answer = getattr(client, method)(path)
            assert answer.status_code in {302, 403, 404, 405}, (path, answer.status_code)
            assert b"The Pilot" not in answer.content
            assert b"zebra" not in answer.content
        client.force_login(reader)
    assert ArticlePage.objects.filter(pk=draft.pk, live=False).exists()


def test_who_is_sent_away_is_sent_to_sign_in(client: Client, draft: ArticlePage) -> None:
    answer = client.get(f"/admin/pages/{draft.pk}/edit/")
    assert answer["Location"] == f"/sign-in/?next=/admin/pages/{draft.pk}/edit/"


def test_a_script_of_the_admin_gets_a_403_instead_of_a_redirect(client: Client, draft: ArticlePage) -> None:
    for path in ("/admin/choose-page/", "/admin/images/chooser/", "/admin/snippets/choose/newsroom/author/"):
        assert client.get(path, headers={"X-Requested-With": "XMLHttpRequest"}).status_code == 403


def test_who_loses_the_right_loses_it_at_once(client: Client, journalist: Reader, draft: ArticlePage) -> None:
    client.force_login(journalist)
    path = f"/admin/pages/{draft.pk}/edit/"
    assert client.get(path).status_code == 200
    journalist.groups.clear()
    assert client.get(path).status_code in {302, 403}


def test_a_flag_without_the_permission_opens_nothing(client: Client, reader: Reader, draft: ArticlePage) -> None:
    reader.is_staff = True
    reader.save()
    client.force_login(reader)
    assert client.get("/admin/").status_code in {302, 403}
    assert client.get(f"/admin/pages/{draft.pk}/edit/").status_code in {302, 403}


@pytest.mark.parametrize("path", ["/admin/users/", "/admin/groups/", "/admin/sites/", "/admin/redirects/add/"])
def test_who_writes_does_not_run_the_site(path: str, client: Client, journalist: Reader) -> None:
    client.force_login(journalist)
    assert client.get(path).status_code in {302, 403}


def test_no_page_of_the_admin_is_kept_or_listed(client: Client, journalist: Reader, draft: ArticlePage) -> None:
    client.force_login(journalist)
    answer = client.get(f"/admin/pages/{draft.pk}/edit/")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
