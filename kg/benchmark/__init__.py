"""What the package costs: how fast it is and what it takes, and how its time grows.

In: articles, real or made up. Out: figures, those of speed with their targets. What is compared
is measured on the same machine in the same minutes, so ratios mean more than the numbers.
"""
