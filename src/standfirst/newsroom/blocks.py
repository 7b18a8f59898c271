"""What the body of an article is made of."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from standfirst.newsroom.videos import Video, video_at

TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul", "blockquote"]


class PictureBlock(blocks.StructBlock):
    """A picture in the body. The credit belongs to the picture itself and is asked for when it is uploaded."""

    image = ImageChooserBlock()
    caption = blocks.CharBlock(required=False, max_length=400)
    alt = blocks.CharBlock(
        required=False, max_length=250, label="Alt text", help_text="What somebody who cannot see it needs to know."
    )
    size = blocks.ChoiceBlock(
        choices=[("column", "As wide as the text"), ("wide", "Wider than the text")], default="column"
    )

    class Meta:
        icon = "image"
        template = "newsroom/blocks/picture.html"


class GalleryBlock(blocks.StructBlock):
    """Pictures that belong together."""

    title = blocks.CharBlock(required=False, max_length=120)
    pictures = blocks.ListBlock(PictureBlock(), min_num=2)

    class Meta:
        icon = "image"
        template = "newsroom/blocks/gallery.html"


class PullQuoteBlock(blocks.StructBlock):
    """A sentence worth setting large."""

    quote = blocks.TextBlock(rows=2)
    who = blocks.CharBlock(required=False, max_length=120)

    class Meta:
        icon = "openquote"
        template = "newsroom/blocks/pull_quote.html"


class VideoValue(blocks.StructValue):
    """A video block's value; ``video`` is what its address leads to."""

    @cached_property
    def video(self) -> Video | None:
        return video_at(self.get("url", ""))


class VideoBlock(blocks.StructBlock):
    """A video elsewhere. Nothing of it is loaded before the reader presses play."""

    url = blocks.URLBlock(label="Address of the video", help_text="YouTube, Vimeo or PeerTube")
    title = blocks.CharBlock(max_length=200, help_text="What is in it. Shown before it plays.")
    poster = ImageChooserBlock(required=False)

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if video_at(result["url"]) is None:
            raise blocks.StructBlockValidationError(
                {"url": ValidationError("We know no player for this address. Use one of YouTube, Vimeo or PeerTube.")}
            )
        return result

    class Meta:
        icon = "media"
        template = "newsroom/blocks/video.html"
        value_class = VideoValue


class KeyPointsBlock(blocks.StructBlock):
    """What to know, in a few lines."""

    title = blocks.CharBlock(default="Key points", max_length=80)
    points = blocks.ListBlock(blocks.CharBlock(max_length=240), min_num=1)

    class Meta:
        icon = "list-ul"
        template = "newsroom/blocks/key_points.html"


class FactBoxBlock(blocks.StructBlock):
    """Background beside the story."""

    title = blocks.CharBlock(max_length=120)
    text = blocks.RichTextBlock(features=TEXT_FEATURES)

    class Meta:
        icon = "info-circle"
        template = "newsroom/blocks/fact_box.html"


class RelatedBlock(blocks.StructBlock):
    """Articles to read next."""

    title = blocks.CharBlock(default="Related", max_length=80)
    articles = blocks.ListBlock(blocks.PageChooserBlock(page_type="newsroom.ArticlePage"), min_num=1)

    class Meta:
        icon = "link"
        template = "newsroom/blocks/related.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """``cards``: those of the chosen articles that the public may know of, in the editor's order."""
        # The cards are made from models whose fields are made from these blocks.
        from standfirst.newsroom.listing import public_cards

        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["cards"] = public_cards([article.pk for article in value["articles"] if article])
        return context


class BodyBlock(blocks.StreamBlock):
    """The body of an article, from top to bottom."""

    text = blocks.RichTextBlock(features=TEXT_FEATURES, template="newsroom/blocks/text.html")
    crosshead = blocks.CharBlock(max_length=120, icon="title", template="newsroom/blocks/crosshead.html")
    picture = PictureBlock()
    gallery = GalleryBlock()
    pull_quote = PullQuoteBlock()
    video = VideoBlock()
    key_points = KeyPointsBlock()
    fact_box = FactBoxBlock()
    related = RelatedBlock()
    teaser_end = blocks.StaticBlock(
        icon="lock",
        label="Teaser ends here",
        admin_text="Readers who may not read on see what stands above this line, and the wall.",
        template="newsroom/blocks/teaser_end.html",
    )

    class Meta:
        block_counts = {"teaser_end": {"max_num": 1}}
