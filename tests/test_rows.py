"""Rows that are written and read without Django's making of statements are the same rows."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from standfirst import rows
from standfirst.discussion.models import Case, Comment, CommentState, Conversation, Queue
from standfirst.statements import ask, do, in_a_row
from tests.discussion.making import a_conversation, a_reader

pytestmark = pytest.mark.django_db


def a_comment(conversation: Conversation) -> Comment:
    return Comment(
        conversation=conversation,
        author=a_reader(),
        author_name="Cleo Park",
        text="100 % of “it” \N{PILE OF POO} 'so'",
        written_at=timezone.now(),
        state=CommentState.PUBLISHED,
        stands=True,
        best=0.25,
        once=uuid.uuid4(),
    )


def test_a_row_is_read_as_it_was_written() -> None:
    comment = a_comment(a_conversation(topics=["Harbour", "Wind"], published_at=timezone.now()))
    rows.insert(comment)
    kept = Comment.objects.get(pk=comment.pk)
    for field in Comment._meta.concrete_fields:
        assert getattr(kept, field.attname) == getattr(comment, field.attname), field.attname
    kept.reason = "links"
    kept.save()


@pytest.mark.parametrize("model", [Comment, Conversation], ids=["comment", "conversation"])
def test_what_is_read_by_a_statement_is_what_django_reads(model: type[Comment] | type[Conversation]) -> None:
    rows.insert(a_comment(a_conversation(topics=["Harbour", "Wind"], published_at=timezone.now())))
    table = model._meta.db_table
    found = rows.read(model, f"SELECT {rows.columns(model)} FROM {table} WHERE id > %s", [0])
    by_django = model.objects.get()
    assert found == by_django
    for field in model._meta.concrete_fields:
        assert getattr(found, field.attname) == getattr(by_django, field.attname), field.attname


def test_what_is_there_already_is_left_or_refused() -> None:
    comment = a_comment(a_conversation())
    rows.insert(comment)
    case = Case(comment=comment, queue=Queue.NEW, section="News")
    rows.insert_all([case], unless_there=True)
    case.section = "Harbour"
    rows.insert_all([case], unless_there=True)
    assert Case.objects.get().section == "News"
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.insert_all([case])


def test_times_are_in_a_zone_however_the_database_gives_them() -> None:
    comment = a_comment(a_conversation())
    rows.insert(comment)
    for asked in ("written_at", "max(written_at)"):
        ((at,),) = ask(f"SELECT {asked} FROM discussion_comment GROUP BY written_at", [])
        assert rows.as_moment(at) == comment.written_at
    assert rows.as_moment(None) is None


@pytest.mark.django_db(transaction=True)
def test_statements_go_on_when_the_connection_was_closed_or_a_transaction_failed() -> None:
    conversation = a_conversation()
    change = "UPDATE discussion_conversation SET comments = comments + %s WHERE id = %s"
    for _ in range(4):
        assert do(change, [1, conversation.pk]) == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        do(change, [1, conversation.pk])
        do("INSERT INTO discussion_conversation (id) VALUES (%s)", [conversation.pk])
    connection.close()
    assert ask("SELECT comments FROM discussion_conversation WHERE id = %s", [conversation.pk]) == [(4,)]
    with transaction.atomic():
        do(change, [1, conversation.pk])
        transaction.set_rollback(True)
    conversation.refresh_from_db()
    assert conversation.comments == 4


@pytest.mark.django_db(transaction=True)
def test_of_statements_in_a_row_one_that_is_refused_takes_all_back() -> None:
    conversation = a_conversation()
    change = "UPDATE discussion_conversation SET comments = comments + %s WHERE id = %s"
    with pytest.raises(IntegrityError), transaction.atomic(), in_a_row():
        do(change, [1, conversation.pk])
        do("INSERT INTO discussion_conversation (id) VALUES (%s)", [conversation.pk])
        do(change, [1, conversation.pk])
    with transaction.atomic(), in_a_row():
        do(change, [2, conversation.pk])
        assert ask("SELECT comments FROM discussion_conversation WHERE id = %s", [conversation.pk]) == [(2,)]
        do(change, [3, conversation.pk])
    conversation.refresh_from_db()
    assert conversation.comments == 5
