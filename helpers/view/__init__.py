"""What a reader asks for, and which records of a case that leaves.

It knows parameters, selection, the ties of a day and who said something first. It
writes no sentence and draws nothing.
"""
