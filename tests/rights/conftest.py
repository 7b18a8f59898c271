"""The same cast as for the readers: the queue in the database, Ann, the newsroom's post."""

from tests.readers.conftest import ann, cheap_hashes, post, stranger, tasks_wait

__all__ = ["ann", "cheap_hashes", "post", "stranger", "tasks_wait"]
