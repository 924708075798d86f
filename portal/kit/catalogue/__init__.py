"""Message catalogues in pure Python: gathered from the sources, kept as .po, compiled to .mo.

Django's own `makemessages` and `compilemessages` need GNU gettext, which a fresh machine does not have. The set of
messages is the same as xgettext's; the .po files carry no dates and no line numbers, so they change only with a text.
"""
