"""One encoder pass over the text, five kinds of labels a word: the only learned part of `kg`.

In: text and its sentence boundaries. Out: entity mentions, and evidence for quotations, roles
and boilerplate. It does not know Stanza (`kg.stanza_pipeline` plugs it in) and does
not decide who spoke.
"""
