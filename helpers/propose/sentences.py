"""Where sentences and clauses begin and end, and what their verbs say of time."""

import re

SHORT = set(  # what ends in a point and ends no sentence
    "mr mrs ms dr prof gen lt col maj capt sgt sen rep gov adm st rev hon jr sr vs"
    " v no jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu"
    " thur thurs fri sat sun a.m p.m i.e e.g approx ca c mgr msgr fr rt".split()
)
END = re.compile(r"""(?<![.!?\u2026])[.!?\u2026]+["')\]]*(?=\s+["'(\[]?[A-Z0-9])""")
LAST = re.compile(r"[\w.'-]+$")
NEXT = re.compile(r"\s*")
BREAK = re.compile(r"[;:()\u2014\"]|,(?!\d)|\s-\s")
# What points ahead of the publication day: verbs before another one, what somebody or
# something is, and what one does about a thing that is to come.
SURE, MAY = "[Ww]ill|shall|must", "may|might|could|should|would"
DUE, SOON = (
    "expected|set|likely|due|scheduled|planned|promised|slated|seeking",
    "going|about",
)
WISH = "plan|hope|want|seek|aim|intend|threaten|promise|vow|expect|pledge|prepare"
AHEAD = (
    SURE, "won't", "[a-z]+'ll", rf"(?:{MAY})(?! have (?:been|[a-z]+ed))",
    rf"(?:is|are) (?:now |still )?(?:{DUE}|to)", "(?<!had been )due", "scheduled",
    rf"upcoming|(?:{SOON}) to", rf"(?:{WISH})s? to", 
    "(?:promised|vowed|hoped|wanted|planned|intended) to",
    "hopes? (?=that|for)", "expires?", "expects?", "awaits?",
    "takes? effect", "(?:come|enter)s? into (?:force|effect)", "begins", "starts",
    "(?!votes to)(?<!million )(?<!hundred )(?<!thousand )(?<!not )(?<!n't )"
    "(?:(?:leave|run|end|vote|retire|lapse|close|sit)s"
    "|(?<!the )(?<!a )(?<!to )(?:meet|begin|start|open|resume|reopen|return)s?)"
    " (?=(?:on|in|at|until|till|through|by|from|to|next|early|late))",
    "(?<!was )(?<!were )expected (?=(?:for|from|in|on|by|at|early|late))",
    "opens", "(?:before|after|until|when|once|if|unless)"
    " (?:he|she|it|(?:the )?[A-Z][a-z]+) (?!was|has)[a-z]+s",
)  # fmt: skip
BACK = (
    "was were had did said told came went began met wrote left took gave held made fell"
    " rose won lost broke sent saw ran drew cut shot thought brought built became fled"
    " laid paid heard found felt stood sought caught bought spent threw grew flew"
    " fought kept led let put quit sank sold spoke struck swore withdrew agreed freed"
    " arose bore beat bent blew burst chose clung crept dealt drank drove dug forbade"
    " forgot forgave froze hid hit hung knew leapt lent lit meant overtook overthrew"
    " rang rode sang sat shone shook shrank slept slid split spread sprang stole stuck"
    " swept swung taught tore underwent understood undertook upheld wept woke wore"
    " since ago (?!hundred)[a-z]{2,}(?<!e)ed"
).split()
VERB = re.compile(  # not: must be held or freed
    rf"\b(?:(?P<ahead>{'|'.join(AHEAD)})"
    rf"|(?<!\bbe\s)(?<!\bor\s)(?<!\bto\s)(?:{'|'.join(BACK)}))\b"
)
HABIT = re.compile(r"\b(usually|normally|typically|traditionally|every|always)\b")


def spans(plain: str) -> list[tuple[int, int]]:
    """List where each sentence begins and ends."""
    found, begin = [], 0
    for match in END.finditer(plain):
        word = LAST.search(plain[max(0, match.start() - 12) : match.start()])
        if plain[match.start()] == "." and word and _is_short(word[0].casefold()):
            continue
        found.append((begin, match.end()))
        begin = NEXT.match(plain, match.end()).end()
    return [*found, (begin, len(plain))] if begin < len(plain) else found


def _is_short(word: str) -> bool:
    """Whether a point behind a word is one of the word: Aug., U.S., p.m."""
    return word in SHORT or bool(re.fullmatch(r"([a-z]\.)*[a-z]", word))
