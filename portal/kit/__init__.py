"""Web mechanics without a domain word: translated content, dates and numbers, page decorators, paging, catalogues."""
