"""What is kept of conversations."""

from standfirst.discussion.models.comment import Comment, CommentState, Version
from standfirst.discussion.models.conversation import Conversation, State
from standfirst.discussion.models.like import Like
from standfirst.discussion.models.profile import Mute, Profile
from standfirst.discussion.models.report import Report

__all__ = ["Comment", "CommentState", "Conversation", "Like", "Mute", "Profile", "Report", "State", "Version"]
