"""What a publisher may have added of others, for tests."""

from standfirst.third_parties import ThirdParty

COUNTING = ThirdParty(
    kind="measurement",
    name="Counting House",
    about="Counts which articles are read.",
    keeps="It keeps one number in your browser for a day.",
    script="https://count.example/c.js",
    attributes={"data-site": "courier"},
)
SQUAWK = ThirdParty(
    kind="embeds",
    name="Squawk",
    about="Shows what people wrote there.",
    keeps="It keeps what it likes.",
    script="https://squawk.example/embed.js",
    also=("https://images.squawk.example",),
)
