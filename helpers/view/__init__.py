"""What a reader asked for, and what of a case that leaves.

It knows parameters, selection, the ties of a day and who speaks first; it writes no
sentence and draws nothing.
"""
