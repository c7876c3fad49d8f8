"""`make demo`: a made-up organisation whose half year was played through the product's own verbs.

Nothing is written into a table by hand: people come in by the roster import, sheets are sealed and counted
by the product, scores come in as files. Only the clock is moved, from the first Monday to this moment.
"""
