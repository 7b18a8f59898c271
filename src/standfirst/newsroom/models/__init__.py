"""What journalists make."""

from standfirst.newsroom.models.article import ArticleByline, ArticlePage
from standfirst.newsroom.models.author import Author
from standfirst.newsroom.models.correction import Correction
from standfirst.newsroom.models.home import HomePage
from standfirst.newsroom.models.level_rule import LevelRule
from standfirst.newsroom.models.picture import Picture, PictureRendition
from standfirst.newsroom.models.policy import PolicyPage, PolicyVersion
from standfirst.newsroom.models.publication import Publication
from standfirst.newsroom.models.section import SectionPage
from standfirst.newsroom.models.topic import Topic
from standfirst.newsroom.models.wall_words import WallWords

__all__ = [
    "ArticleByline",
    "ArticlePage",
    "Author",
    "Correction",
    "HomePage",
    "LevelRule",
    "Picture",
    "PictureRendition",
    "PolicyPage",
    "PolicyVersion",
    "Publication",
    "SectionPage",
    "Topic",
    "WallWords",
]
