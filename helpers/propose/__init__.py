"""What an article dates, whom it names and whom it quotes, proposed to the coder.

It knows English words of time, names and speech, by plain rules. It keeps no text, and
it does not decide: each proposal is one cue that a person accepts or rejects.
"""
