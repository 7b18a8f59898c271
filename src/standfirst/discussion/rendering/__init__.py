"""How what readers wrote becomes a page: their text as HTML, their comments as the templates are told of them."""
