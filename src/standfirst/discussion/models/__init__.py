"""What is kept of conversations."""

from standfirst.discussion.models.act import DECISIONS, Act, ActsAreKept, What
from standfirst.discussion.models.appeal import Appeal
from standfirst.discussion.models.case import LATEST_FIRST, Case, Queue
from standfirst.discussion.models.comment import Comment, CommentState, Version
from standfirst.discussion.models.conversation import NONE_YET, Conversation, State
from standfirst.discussion.models.desk import (
    RULES_TAG,
    Duty,
    ModerationDesk,
    MonthOfFigures,
    StoryRule,
    desk_in_force,
)
from standfirst.discussion.models.follow import Follow, FollowKind
from standfirst.discussion.models.like import Like
from standfirst.discussion.models.model_state import ModelState
from standfirst.discussion.models.moderation_rules import ModerationRules, moderation_rules
from standfirst.discussion.models.notice import Notice, NoticeKind
from standfirst.discussion.models.profile import Mute, Profile
from standfirst.discussion.models.recount import Recount
from standfirst.discussion.models.report import Report
from standfirst.discussion.models.sanction import Kind, Sanction
from standfirst.discussion.models.standing import Standing
from standfirst.discussion.models.verdict import Verdict
from standfirst.discussion.models.word_list import WordList

__all__ = [
    "DECISIONS",
    "LATEST_FIRST",
    "NONE_YET",
    "RULES_TAG",
    "Act",
    "ActsAreKept",
    "Appeal",
    "Case",
    "Comment",
    "CommentState",
    "Conversation",
    "Duty",
    "Follow",
    "FollowKind",
    "Kind",
    "Like",
    "ModelState",
    "ModerationDesk",
    "ModerationRules",
    "MonthOfFigures",
    "Mute",
    "Notice",
    "NoticeKind",
    "Profile",
    "Queue",
    "Recount",
    "Report",
    "Sanction",
    "Standing",
    "State",
    "StoryRule",
    "Verdict",
    "Version",
    "What",
    "WordList",
    "desk_in_force",
    "moderation_rules",
]
