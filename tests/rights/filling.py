"""Ann with something in every room, so that a room that forgets to tell or to erase it is found out."""

import uuid

from allauth.account.models import EmailAddress
from allauth.idp.oidc.models import Token
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.utils import timezone
from wagtail.models import Comment, ModelLogEntry, Page, PageLogEntry
from wagtail.users.models import UserProfile

from standfirst.access.models import Entitlement
from standfirst.access.models.gift import Gift
from standfirst.access.models.institution import Institution, Seat
from standfirst.access.revoking import call_back
from standfirst.access.subscribing import grant
from standfirst.access.unlocking import Wish, unlock
from standfirst.desk.banning import ban, lift
from standfirst.desk.looking import What as Looked
from standfirst.desk.looking import looked
from standfirst.desk.models import Merge, Note
from standfirst.discussion.appealing import appeal
from standfirst.discussion.deciding import decide_comment
from standfirst.discussion.editing import edit
from standfirst.discussion.liking import like
from standfirst.discussion.models import CommentState, Conversation, Follow, Kind, Notice, Verdict, What
from standfirst.discussion.muting import mute
from standfirst.discussion.naming import profile_of
from standfirst.discussion.reporting import report
from standfirst.discussion.sanctioning import sanction
from standfirst.discussion.undoing import undo as undo_decision
from standfirst.mail.sending import send_mail_later
from standfirst.newsletters.models import Newsletter, Subscription
from standfirst.provider.connecting import connect
from standfirst.readers import limits
from standfirst.readers.ledger.acts import GIVEN, Circumstances, Said
from standfirst.readers.ledger.recording import record
from standfirst.readers.models import Preferences, Reader, Registration
from standfirst.rights.archiving import ask_for_archive, make
from standfirst.rights.erasing import ask_to_erase, undo
from tests.discussion.desk import a_comment, a_conversation
from tests.provider.cast import a_site
from tests.readers.cast import PASSWORD, answers

PK = 918_273_645
ADDRESS = "ann.oneil-zyx@example.com"
"""One that stands in no other row."""


def somebody(email: str, pk: int | None = None, **names: str) -> Reader:
    """An account; ``pk``: a number that no other row can have by chance."""
    told = {"first_name": "Annalind", "last_name": "O’Neil-Zyx", **names}
    return Reader.objects.create_user(email, PASSWORD, pk=pk, **told)


def fill(reader: Reader, colleague: Reader, *, colleague_once: bool = True) -> Client:
    """Put something of ``reader`` into every room; the browser they are signed in with."""
    now = timezone.now()
    browser = Client()
    assert browser.post("/sign-in/", {"email": reader.email, "password": PASSWORD}).status_code == 303
    Client().post("/sign-in/", {"email": reader.email, "password": "Wrong9 orchard"})
    Client().post("/register/", answers(email=reader.email))
    Client().post("/forgotten-password/", {"email": reader.email})
    unlock([Wish(reader.subject, 77), Wish(reader.subject, 78)])
    granted = grant(reader.subject, source="agency", reference=f"A-{reader.email}", note=f"for {reader.last_name}")
    letter, _ = Newsletter.objects.get_or_create(name="The Tide", slug="tide", summary="x", cadence="Daily")
    Subscription.objects.create(reader=reader, newsletter=letter, source="registration")
    Note.objects.create(reader=reader, author=colleague, text=f"{reader.first_name} called: {reader.email}")
    ban(reader, by=colleague, reason=f"{reader.email} was rude")
    lift(reader, by=colleague)
    Merge.objects.create(reader=reader, subject=uuid.uuid4(), address=f"old.{reader.email}", by=colleague)
    looked(colleague, reader.subject, Looked.OPENED)
    make(ask_for_archive(reader))
    send_mail_later("password_changed", reader.email, {"name": reader.first_name}, "en-gb")
    call_back(reader.subject)
    limits.count(limits.CODES_OF_AN_ADDRESS, reader.email)
    ModelLogEntry.objects.log_action(granted.entitlement, "wagtail.create", user=colleague)
    ModelLogEntry.objects.log_action(reader, "wagtail.edit", user=colleague, title=reader.get_full_name())
    record(reader.subject, [Said("terms", GIVEN, "I agree")], Circumstances("registration", "/register/", "en"))
    ask_to_erase(reader)
    undo(reader)
    Gift.objects.create(subject=reader.subject, digest=reader.email, article=7, at=now, ends_at=now, opens=1)
    library, _ = Institution.objects.get_or_create(name="The library")
    Seat.objects.create(institution=library, subject=reader.subject, carrier=reader.subject, free_at=now)
    SocialAccount.objects.create(
        user=reader, provider="google", uid=reader.email, extra_data={"name": reader.first_name}
    )
    Preferences.objects.create(reader=reader)
    forum = connect(a_site("The forum"), reader, ["openid", "email"], Circumstances("connected site", "/", "en"))
    Token.objects.create(type="at", hash=reader.email, client=forum.site, user=reader)
    Authenticator.objects.create(user=reader, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "x"})
    if colleague_once:
        _as_staff(reader)
        _as_moderator(reader, colleague)
    _in_conversations(reader, colleague)
    browser.post("/sign-in/", {"email": reader.email, "password": PASSWORD})
    assert Registration.objects.filter(email=reader.email).exists()
    assert Entitlement.objects.filter(subject=reader.subject).exists()
    assert EmailAddress.objects.filter(email=reader.email).exists()
    return browser


def _in_conversations(reader: Reader, colleague: Reader) -> None:
    """They wrote, one of it was turned down; they liked, muted and reported what Bo wrote."""
    story, _ = Conversation.objects.get_or_create(
        story_key="article:900007", defaults={"path": "/boats/", "title": "Boats"}
    )
    bo = Reader.objects.filter(email="bo@example.com").first() or somebody(
        "bo@example.com", first_name="Bo", last_name="Else"
    )
    for writer in (bo, reader):
        profile_of(writer)
    theirs = a_comment(story, bo, CommentState.PUBLISHED)
    edited = a_comment(story, reader, CommentState.PUBLISHED, f"I am {reader.first_name}, and the tide is late.")
    edit(reader, edited, "The tide is late.", now=edited.written_at)
    turned_down = a_comment(story, reader, text=f"Write to {reader.email}.")
    Verdict.objects.create(comment=turned_down, phase="links", verdict="hold", reason="links", at=timezone.now())
    decide_comment(turned_down, colleague, What.REJECT, "private", f"{reader.first_name}, this is your address.")
    appeal(reader, turned_down, f"I am {reader.first_name}, it is mine.")
    sanction(reader, colleague, Kind.WARN, "private", f"{reader.first_name}, no addresses.")
    like(reader, theirs)
    mute(reader, bo)
    report(theirs, "abuse", f"{reader.last_name} is my name.", reporter=reader)
    Follow.objects.create(reader=reader, what="topic", slug="boats", name="Boats")
    Notice.objects.create(reader=reader, kind="article", key="article:7", about="Boats", at=timezone.now())


def _as_moderator(reader: Reader, colleague: Reader) -> None:
    """They decided about comments, and a colleague decided otherwise."""
    decided = a_comment(a_conversation(), None)
    decide_comment(decided, reader, What.PUBLISH)
    decide_comment(decided, colleague, What.PUBLISH)
    undo_decision(decide_comment(decided, colleague, What.HOLD), colleague)


def _as_staff(reader: Reader) -> None:
    """They were a colleague once."""
    page = Page.objects.filter(depth=2)[0].specific
    page.owner = page.locked_by = reader
    page.save_revision(user=reader)
    Page.objects.filter(pk=page.pk).update(owner=reader, locked_by=reader, locked_at=timezone.now())
    Comment.objects.create(page=page, user=reader, text="x", contentpath="title")
    PageLogEntry.objects.log_action(page, "wagtail.edit", user=reader)
    UserProfile.get_for_user(reader)
    reader.groups.add(Group.objects.get_or_create(name="Friends")[0])
    reader.user_permissions.add(Permission.objects.get(codename="read_record"))
