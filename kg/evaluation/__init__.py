"""How good the results are, against annotated articles: figures, intervals, errors.

The figures are those of the annotation project's scorer: see `kg.evaluation.scores`.
"""
