"""Take it along: one archive with everything, for its reader alone, gone after some days."""

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import LazySettings, settings
from django.test import Client
from django.utils import timezone

from standfirst.holdings import holdings
from standfirst.readers.models import Reader
from standfirst.rights.archiving import ask_for_archive, make
from standfirst.rights.models import Archive, ArchiveState
from standfirst.rights.private_files import private_files
from tests.readers.cast import PASSWORD, Post, signed_in
from tests.rights.filling import ADDRESS, PK, fill, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cheap_hashes")]


def opened(answer: Any) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def fetched(browser: Client) -> zipfile.ZipFile:
    return opened(browser.get(f"/account/data/archive/{Archive.objects.get().name}/"))


def test_the_page_asks_the_worker_makes_and_the_reader_fetches(ann: Reader, post: Post) -> None:
    browser = signed_in()
    assert browser.post("/account/data/archive/")["Location"] == "/account/data/"
    page = browser.get("/account/data/").text
    assert "We are making it; it is usually ready in a minute" in page
    assert '<meta http-equiv="refresh"' in page
    post.deliver()
    letter = post.latest
    assert (letter.subject, letter.to) == ("Your archive is ready", ["ann@example.com"])
    assert not letter.attachments
    assert str(Archive.objects.get().name) not in str(letter.body)
    page = browser.get("/account/data/").text
    assert '<meta http-equiv="refresh"' not in page
    assert "Fetch the archive" in page
    answer = browser.get(f"/account/data/archive/{Archive.objects.get().name}/")
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Cache-Control"] == "private, no-store"
    assert opened(answer).testzip() is None


def test_it_holds_everything_of_the_reader_and_nothing_of_anybody_else() -> None:
    colleague = somebody("colleague@example.com", first_name="Col", last_name="League")
    ann, joann = somebody(ADDRESS, PK), somebody(f"jo{ADDRESS}", first_name="Jo", last_name="Bloggs")
    fill(joann, colleague)
    browser = fill(ann, colleague)
    archive = ask_for_archive(ann)
    make(archive)
    kept = opened(browser.get(f"/account/data/archive/{archive.name}/"))
    told = {name: kept.read(name).decode() for name in kept.namelist()}
    for holding in holdings():
        assert json.loads(told[f"data/{holding.key}.json"]), f"{holding.key} is empty"
    whole = "\n".join(told.values())
    for word in (ADDRESS, "Annalind", str(ann.subject), f"A-{ADDRESS}", f"Annalind called: {ADDRESS}", "was rude"):
        assert word in told["index.html"].replace("&#x27;", "'")
        assert word in whole
    for word in (joann.email, str(joann.subject), "Bloggs", colleague.email, "League", "$argon2", "md5$"):
        assert word not in whole


def test_only_its_reader_fetches_it(ann: Reader) -> None:
    archive = ask_for_archive(ann)
    make(archive)
    path = f"/account/data/archive/{archive.name}/"
    assert Client().get(path)["Location"].startswith("/sign-in/")
    Reader.objects.create_user("bob@example.com", PASSWORD)
    assert signed_in("bob@example.com").get(path).status_code == 404
    assert signed_in().get(path).status_code == 200


def test_an_old_session_shows_once_more_who_it_is(ann: Reader) -> None:
    archive = ask_for_archive(ann)
    make(archive)
    browser = signed_in()
    with time_machine.travel(timezone.now() + timedelta(minutes=20)):
        for path in ("/account/data/", f"/account/data/archive/{archive.name}/"):
            assert browser.get(path)["Location"].startswith("/account/prove/?next=")
        assert browser.post("/account/data/archive/")["Location"].startswith("/account/prove/?next=")
    assert Archive.objects.count() == 1


def test_it_lies_outside_the_media_folder_for_nobody_else_on_the_machine(ann: Reader) -> None:
    archive = ask_for_archive(ann)
    make(archive)
    file = Path(private_files().path(archive.file))
    assert not file.is_relative_to(Path(settings.MEDIA_ROOT))
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0


def test_it_is_gone_after_its_days(ann: Reader, settings: LazySettings) -> None:
    from standfirst.rights.archiving import forget_old_archives

    archive = ask_for_archive(ann)
    make(archive)
    browser = signed_in()
    Archive.objects.update(gone_at=timezone.now() - timedelta(seconds=1))
    assert browser.get(f"/account/data/archive/{archive.name}/").status_code == 404
    assert forget_old_archives(timezone.now()) == 1
    assert not private_files().exists(archive.file)
    assert not Archive.objects.exists()


def test_asking_while_one_is_being_made_makes_no_second(ann: Reader) -> None:
    assert ask_for_archive(ann) == ask_for_archive(ann)


def test_one_that_could_not_be_made_says_so_and_can_be_asked_for_again(
    ann: Reader, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = signed_in()
    browser.post("/account/data/archive/")
    with monkeypatch.context() as broken:
        broken.setattr("standfirst.rights.archiving.write_archive", _no_space)
        with pytest.raises(OSError, match="no space"):
            post.deliver()
    assert "no archive was made" in browser.get("/account/data/").text
    browser.post("/account/data/archive/")
    from django_tasks_db.models import DBTaskResult

    DBTaskResult.objects.order_by("enqueued_at")[0].delete()
    post.deliver()
    assert Archive.objects.filter(state=ArchiveState.READY).count() == 1


def _no_space(*_args: object) -> None:
    raise OSError("no space")


def test_a_worker_that_was_killed_half_way_leaves_nothing_in_the_way(ann: Reader) -> None:
    from django.core.files.base import ContentFile

    archive = ask_for_archive(ann)
    private_files().save(archive.file, ContentFile(b"half"))
    make(archive)
    assert zipfile.ZipFile(private_files().open(archive.file)).testzip() is None
    assert Archive.objects.get().size == private_files().size(archive.file)
