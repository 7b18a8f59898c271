"""The buttons that follow, the page of what is followed, and the inbox: over HTTP, as a browser without script."""

import re

import pytest
from django.test import Client

from standfirst.discussion.conversations import conversation_at
from standfirst.discussion.following import MOST
from standfirst.discussion.models import Follow, Notice, Profile
from standfirst.holdings import Person, holdings
from standfirst.newsroom.models import ArticlePage, Author
from standfirst.readers.models import Reader
from tests.discussion.desk import a_conversation, a_reader, browser_of
from tests.discussion.following.acting import a_writer, follows, told, work, write
from tests.readers.cast import PASSWORD

pytestmark = pytest.mark.django_db
FOREIGN = [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}, {}]


def words(answer: object) -> str:
    return re.sub(r"<[^>]+>|\s+", " ", answer.content.decode())  # type: ignore[attr-defined]  # of the test client


def test_a_button_follows_and_stops_and_pressing_it_twice_is_pressing_it_once(ada: Author) -> None:
    ann = a_reader()
    browser = browser_of(ann)
    button = {"what": "author", "key": ada.slug, "next": "/authors/ada/"}
    for _ in range(2):
        assert browser.post("/follow/", button).status_code == 303
    assert Follow.objects.count() == 1
    assert ada.name in words(browser.get("/account/following/"))
    assert browser.get("/follow/followed/", {"of": [f"author:{ada.slug}", "topic:none"]}).json() == {
        f"author:{ada.slug}": "followed"
    }
    assert "Following" in browser.post("/follow/", button, headers={"HX-Request": "true"}).content.decode()
    browser.post("/follow/", {**button, "stop": "on"})
    assert not Follow.objects.exists()
    assert "You follow nobody" in words(browser.get("/account/following/"))


def test_a_cached_page_has_the_button_and_nothing_of_its_reader(ada: Author, article: ArticlePage) -> None:
    page = Client().get(f"/authors/{ada.slug}/").content.decode()
    form = re.search(r"<form class=\"follow\".*?</form>", page, re.DOTALL)
    assert form is not None
    assert f'name="key" value="{ada.slug}"' in form[0]
    assert "csrf" not in form[0]


def test_what_was_begun_before_signing_in_is_done_after_it(article: ArticlePage) -> None:
    ann = Reader.objects.create_user("ann@example.com", PASSWORD, first_name="Ann")
    path = article.get_url() or ""
    browser = Client(headers={"Sec-Fetch-Site": "same-origin"})
    to = browser.post("/follow/", {"what": "story", "key": path, "next": path})["Location"]
    assert to.startswith("/sign-in/?next=")
    assert not Follow.objects.exists()
    back = browser.post("/sign-in/", {"email": "ann@example.com", "password": PASSWORD, "next": to.partition("=")[2]})
    assert back.status_code == 303
    assert Follow.objects.get().reader == ann
    conversation = conversation_at(path)
    assert conversation is not None
    assert conversation.pk == Follow.objects.get().conversation_id


@pytest.mark.parametrize(
    ("what", "key"),
    [("author", "nobody"), ("topic", ""), ("reader", "private"), ("story", "/no/such/"), ("tier", "ben"), ("", "")],
)
def test_what_is_not_there_or_private_cannot_be_followed(what: str, key: str) -> None:
    Profile.objects.filter(reader=a_writer("Private")).update(private=True)
    browser = browser_of(a_reader())
    assert browser.post("/follow/", {"what": what, "key": key}).status_code == 404
    assert not Follow.objects.exists()


def test_nobody_follows_themselves_or_without_end() -> None:
    ben = a_writer("Ben")
    assert browser_of(ben).post("/follow/", {"what": "reader", "key": "ben"}).status_code == 400
    ann = a_reader()
    Follow.objects.bulk_create(Follow(reader=ann, what="topic", slug=f"t{n}", name="T") for n in range(MOST))
    assert "1,000 already" in words(browser_of(ann).post("/follow/", {"what": "reader", "key": "ben"}))
    page = browser_of(ann).get("/account/following/").content.decode()
    assert page.count('name="follow"') == 50
    older = re.search(r'rel="next" href="([^"]+)"', page)
    assert older is not None
    assert browser_of(ann).get(f"/account/following/{older[1]}").content.decode().count('name="follow"') == 50


def test_a_reader_knows_how_many_follow_them_also_when_one_leaves() -> None:
    ben, ann = a_writer("Ben"), a_writer("Ann")
    follows(ann, "reader", "ben")
    follows(a_reader(), "reader", "ben")
    assert Profile.objects.get(reader=ben).followers == 2
    assert browser_of(ben).get("/account/inbox/").content.decode().count(" follows you</a>") == 2
    person = Person(ann.pk, ann.subject, ann.email)
    for holding in holdings():
        if holding.key in {"follows", "notices"}:
            holding.erase(person)
    assert Profile.objects.get(reader=ben).followers == 1
    assert told(ben) == ["follower"]


def test_two_accounts_that_become_one_follow_once_and_not_themselves() -> None:
    ann, gone, ben = a_writer("Ann"), a_writer("Gone"), a_writer("Ben")
    for follower, followed in [(ann, "ben"), (gone, "ben"), (ann, "gone"), (ben, "ann"), (ben, "gone")]:
        follows(follower, "reader", followed)
    for holding in holdings():
        if holding.key in {"follows", "notices"}:
            people = [Person(one.pk, one.subject, one.email) for one in (gone, ann)]
            list(holding.export(people[0]))
            holding.merge(people[0], people[1])
    assert set(Follow.objects.values_list("reader", "person")) == {(ann.pk, ben.pk), (ben.pk, ann.pk)}
    assert Profile.objects.get(reader=ann).followers == 1
    assert Notice.objects.filter(reader=ann).count() == 1


@pytest.mark.parametrize("said", FOREIGN)
@pytest.mark.parametrize("path", ["/follow/", "/account/inbox/mark/", "/account/following/"])
def test_another_site_makes_a_reader_follow_and_read_nothing(path: str, said: dict[str, str]) -> None:
    ben, ann = a_writer("Ben"), a_writer("Ann")
    follows(ann, "reader", "ben")
    before = list(Follow.objects.values()), list(Notice.objects.values())
    browser = Client(enforce_csrf_checks=True, headers=said)
    browser.force_login(ben)
    form = {"what": "reader", "key": "ann", "up_to": str(10**9), "follow": str(Follow.objects.get().pk)}
    assert browser.post(path, form).status_code == 403
    assert (list(Follow.objects.values()), list(Notice.objects.values())) == before


def answers(count: int) -> Reader:
    """Ann, whom so many have answered."""
    ann, story = a_writer("Ann"), a_conversation()
    first = write(ann, story)
    for n in range(count):
        write(a_writer(f"Reader{n}"), story, parent=first)
    work()
    return ann


def test_the_inbox_counts_in_the_menu_is_paged_by_key_and_read_by_a_press() -> None:
    browser = browser_of(answers(23))
    assert "Inbox 23 unread" in re.sub(r" +", " ", words(browser.get("/account/nav/")))
    page = browser.get("/account/inbox/").content.decode()
    assert page.count('class="inbox-row unread"') == 20
    older = re.search(r'rel="next" href="([^"]+)"', page)
    assert older is not None
    assert browser.get(f"/account/inbox/{older[1]}").content.decode().count('class="inbox-row unread"') == 3
    assert not Notice.objects.exclude(read_at=None).exists(), "to look changes nothing"
    (number,) = re.findall(r'name="notice" value="(\d+)"', page)[:1]
    assert browser.post("/account/inbox/mark/", {"notice": number}).status_code == 303
    assert "22 unread" in words(browser.get("/account/inbox/"))
    row = browser.post("/account/inbox/mark/", {"notice": number, "unread": "on"}, headers={"HX-Request": "true"})
    assert 'class="inbox-row unread"' in row.content.decode()
    # One came after the page was looked at: it stays unread.
    newest = int(number) - 1
    browser.post("/account/inbox/mark/", {"up_to": str(newest)})
    assert "1 unread" in words(browser.get("/account/inbox/"))
    assert browser.get("/account/inbox/?show=unread").content.decode().count('class="inbox-row unread"') == 1


def test_an_inbox_is_its_readers_alone() -> None:
    ann, eve = answers(1), browser_of(a_reader("Eve"))
    number = Notice.objects.get(reader=ann).pk
    for form in ({"notice": str(number)}, {"up_to": str(10**9)}, {"notice": "x"}, {"notice": "9" * 40}):
        eve.post("/account/inbox/mark/", form)
    assert Notice.objects.get().read_at is None
    assert "Nothing here yet" in words(eve.get("/account/inbox/"))
    assert Client().get("/account/inbox/")["Location"].startswith("/sign-in/?next=")


def test_what_others_wrote_is_text_in_an_inbox() -> None:
    ann, story = a_writer("Ann"), a_conversation(title="<b>Ferry</b>")
    ben = a_writer("Ben")
    Reader.objects.filter(pk=ben.pk).update(first_name="<i>Ben{0}")
    write(Reader.objects.get(pk=ben.pk), story, "<script>alert(1)</script> {name}", write(ann, story))
    work()
    page = browser_of(ann).get("/account/inbox/").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {name}" in page
    assert "&lt;i&gt;Ben{0}" in page
    assert "<b>Ferry" not in page


def test_a_page_of_the_inbox_asks_the_database_no_more_for_more_rows(
    django_assert_max_num_queries: object,
) -> None:
    browser = browser_of(answers(20))
    with django_assert_max_num_queries(20):  # type: ignore[operator]  # pytest-django types its fixture so
        browser.get("/account/inbox/")
