"""Words that tell names from other words with a capital, and people from things.

Tables alone; what is made of them, runs and actors say.
"""

import re

from helpers.propose.patterns import MONTHS, ORDINALS, SMALL, TENS, WEEKDAYS
from helpers.propose.sentences import BACK

TITLES = set(
    "mr mrs ms miss dr prof professor gen general lt col colonel maj major capt"
    " captain sgt sen senator rep gov governor adm admiral president prime minister"
    " secretary chancellor king queen prince princess archbishop bishop cardinal"
    " pope sir lord lady ambassador chairman chairwoman spokesman spokeswoman"
    " mgr msgr fr dame baron baroness count countess duke duchess rabbi imam"
    " speaker director pm mp mps ceo commander judge mayor sheikh mullah ayatollah"
    " vice deputy foreign former then acting treasurer premier premiers leader minister"
    " ministers attorney".split()
)
BODIES = set(  # a name goes on after "of" or "for" behind one of these
    "ministry bank university council house court republic kingdom union league"
    " office institute school department board commission committee organisation"
    " organization society association party army front movement chiefs chief"
    " president chairman gulf cape isle bay battle city state states province duke"
    " earl prince king queen centre center college secretary head line chamber"
    " bureau agency fund church order study congress parliament senate assembly"
    " alliance coalition federation authority international confederation conference"
    " museum academy company archbishop".split()
)
MEDIA = set(
    "post times journal news review gazette herald tribune magazine press radio"
    " television tv guardian telegraph mail observer chronicle".split()
)
DEPARTMENTS = set(
    "ministry department minister secretary centre center committee institute school"
    " office board council commission".split()
)
JOINTS = set("of de des dei delle del della di da do dos du la le von van der den bin"
             " ibn al el ben bint af zu ter".split())  # fmt: skip
NO_ACTORS = set(  # a name that ends so is no one who acts
    "war wars treaty convention agreement accord accords act crisis pact protocol"
    " declaration resolution revolution award prize day festival conference summit"
    " charter constitution plan era age ages century project".split()
)
PLACES = set(
    "river strait straits lake sea ocean cape mount mountains street avenue road"
    " airport island islands valley province bay gulf desert canal bridge square"
    " peninsula district harbour harbor village border barrage dam reservoir delta"
    " coast basin shoal reef atoll creek forest plateau archipelago".split()
)
AT = re.compile(
    r"\b(in|at|near|from|off|outside|around|across|into|towards|through|via|throughout"
    r"|inside|along|beyond|north of|south of|east of|west of|miles of|crossed"
    r"|(?:cit(?:y|ies)|(?:street|town|village|port|island|isle|islet|province|region"
    r"|district|suburb|part)s?|outskirts|centre|center|much|most"
    r"|half|rest|all) of)"
    r"\s+(the\s+)?$",
    re.IGNORECASE,
)
TO = re.compile(  # where somebody goes
    r"\b(?:travel|fl[iye]w?|go|went|gone|came|come|mov|return|sail|fled|flee|march"
    r"|dr[io]ve|visit|trip|journey|flight|back|way|road|route|sent|sen[dt]|emigrat"
    r"|retreat|advanc|march|withdr[ae]w|ship|voyage|tour|rail|bridge|border|train"
    r"|plane|boat|bus|invit|summon|brought"
    r"|from (?-i:[A-Z])[\w ]{0,30})[a-z]*\s+(?:\w+\s+)?to\s+(?:the\s+)?$"
    r"|\b(?:visit|reach|enter|leav|left|captur|seiz|shell|bomb|besieg|occupi)"
    r"(?:ed|es|ing|s|e|ies)?\s+(?:the\s+)?$",
    re.IGNORECASE,
)
WROTE = re.compile(r"\b(?:wrote|writes|writing|published|reported|appeared|printed)\b")
WITH = re.compile(  # what stands before one who acts, or is acted with
    r"\b(?:asked|told|urged|accused|warned|by|with|against|between|thanked|joined|met)"
    r"\s+(?:the\s+)?$"
)
DATELINE = re.compile(r"\s*[,(].{0,40}?\s[-\u2014]\s")  # GENEVA, Nov. 14 - He
CALENDAR = {*MONTHS, *WEEKDAYS, *ORDINALS, *SMALL, *TENS}
COMMON = set(  # words that begin a sentence and are no name
    "a about above according across after again against ago all almost along"
    " already also although always amid among an and another any anybody anyone"
    " are around"
    " as asked at away back be because been before behind being below between beyond"
    " both but by can certainly clearly could despite did do does during each"
    " earlier either enough even ever every everybody everyone everything except"
    " few finally half"
    " first focused following for former fortunately from further furthermore given"
    " had has have having he hence her here hers him his hopefully how however i if"
    " in increasing increasingly indeed inside instead into is it its itself just"
    " last late lately later less let like little looking many may maybe me"
    " meanwhile might more moreover most much must my near nearly neither never"
    " nevertheless new next no nobody none nonetheless nor not nothing now of off"
    " officially on once one only or other others otherwise our out outside over own"
    " part perhaps please possibly probably rather read recently same see seen"
    " several shall she should signed similarly since so some somebody sometime"
    " successive someone something sometimes soon still such suddenly surely than"
    " thank thanks that the their them then there therefore these they this those"
    " though through throughout thus till to today together tomorrow tonight too"
    " toward towards two ultimately under unless unlike until up upon usually"
    " very was we well were what whatever when where whether which while who whoever"
    " whom whose why will with within without would yes yesterday yet you your"
    " picture photo image source related disclaimer more western eastern northern"
    " southern neighboring neighbouring".split()
)
IN_NAMES = {"new", "northern", "western", "eastern", "southern", "first", "two"}
OPENERS = COMMON - IN_NAMES  # words before a name at the begin of a sentence
NOT_BY_ENDING = re.compile(r"(ing|ly|tion|[a-z]{3,}[^aisu]s|ment|ness|ence|ance|ity"
                           r"|[a-z]{3,}(ed|ers|ors|ists|ials|ants|ents))$")  # fmt: skip
NAMES = set(  # places whose names end as words do
    "italy sicily france florence provence wales flanders netherlands athens brussels"
    " naples algiers philippines maldives seychelles emirates barbados comoros beijing"
    " nanjing chongqing versailles orleans".split()
)
SURNAMES = {"may", "june", "april", "august"}  # months that people are called too
HOUSES = {"college", "court", "bench", "hospital", "church", "cathedral"}  # King's
OFFICES = set(  # what stands before goes with it: House Speaker, Defence Minister
    "president minister secretary governor chancellor speaker mayor ambassador"
    " senator chairman chairwoman spokesman spokeswoman commander director"
    " chief".split()
)
QUARTERS = set("north south east west new central upper lower".split()) | IN_NAMES
AL = re.compile(r"(al|el|ad|as|an|ar|az|ul)-[A-Z]")
PARTLY = re.compile(  # Al Qaeda-aligned, post-US; but Kim Dae-jung, of two syllables
    r"^[a-z]+-|^(?![A-Z][a-z]{1,5}-).*-[a-z]|-[a-z]{7,}"
    r"|-(?:[a-z]+ed|[a-z]{3,}ing|led|run|held|born|made|built|owned|era|age|style|type"
    r"|wide|like|free|only|bound|based|class|size|old|long|strong|heavy|level|wing"
    r"|rich|poor|side|area|wise|related|savvy|prone|ready)\b"
)
DEMONYM = re.compile(  # what ends so goes before a noun: the Salenian trawler
    r"([a-z]ian|ean|ghan|ish|ese|nch|tch|ern|istani|[rR]aqi|eli|[a-z]ic|slav|[a-z]{3}ist)$"
    r"|^(German|Roman|Ottoman|American|African|Mexican|Saudi|Somali|Greek|Thai"
    r"|Philippine|Filipino|Argentine|Swiss|Welsh|Cypriot|Uzbek|Kazakh|Tajik|Kyrgyz"
    r"|Turkmen|Arab|Serb|Croat|Czech|Slovak)$"
)

GROUPS = set(
    "officials experts observers analysts sources diplomats residents protesters"
    " critics fishermen ministers lawmakers soldiers troops rebels militants"
    " fighters police campaigners unions witnesses historians people activists"
    " leaders economists forces doctors lawyers teachers students families parents"
    " farmers voters investors banks companies scientists researchers engineers"
    " insurers supporters opponents army navy navies armies guards crew parties"
    " groups agencies authorities governments states countries nations generals"
    " judges prosecutors commanders migrants refugees workers members americans"
    " outsiders pirates tribesmen villagers attackers gunmen businesses allies"
    " partners men women children monks priests coastguard".split()
)
SPEAK = re.compile(  # behind people of any kind: locals say, sceptics will argue
    r"\s+(?:(?:will|would|may|might|also|now|\w+ly)\s+)?(?:say|argue|believe|think"
    r"|fear|warn|hope|insist|complain|told|doubt|worry|agree|disagree|suspect"
    r"|said|argued|believed|thought|feared|warned|hoped|insisted|complained|doubted"
    r"|worried|agreed|disagreed|suspected)\b"
)
LIKE_GROUPS = re.compile(
    r"[a-z-]{3,}(ists|ians|ers|ors|ants|ials|smen|eers|crats|yers)$"
)
NO_GROUPS = set(
    "others papers numbers rivers waters powers matters orders figures quarters"
    " letters offers colors doors floors factors sectors errors terms players"
    " borders chapters centers centres winters summers trials materials tutorials"
    " computers trailers tankers trawlers containers mortars answers rumors rumours"
    " dollars elections potentials differs remembers considers covers enters follows"
    " suffers".split()
)
_DOING = (  # verbs behind a group of people
    "has have had is are was were will would could may might must should can did do"
    " came went began met wrote left took gave held made say said argue believe"
    " expect want fear hope warn note claim point see think insist call agree deny"
    " report told doubt suggest worry complain demand ask plan seek estimate accuse"
    " fled fought opened [a-z]{2,}ed"
).split() + [verb for verb in BACK if verb.isalpha() and verb not in ("since", "ago")]
_DOING += (  # what one does today, and several; Iran talks, but it tries
    "says tries wants hopes plans seeks needs fears refuses denies insists claims"
    " accuses expects believes thinks knows sees makes takes gives keeps holds gets"
    " goes comes remains continues does faces fights sends sells buys pays blames"
    " supports opposes agrees rejects accepts threatens argues warns votes rules runs"
    " controls depends relies borders"
    " admit speak talk confirm predict describe recall suspect concede acknowledge"
    " remember know try prefer need make take give keep hold get go come live work face"
    " fight support oppose agree reject accept refuse threaten vote"
).split()
DOING = rf"(?:{'|'.join(_DOING)})\b"
_BEFORE = (
    "some many several most senior local foreign former other two three four aid"
    " unnamed armed government"
).split()
_PEOPLE = r"(?:[A-Z]\.)+|[A-Z]\w+(?:an|ern|ish|ese|ch)"
BEFORE_A_GROUP = re.compile(
    rf"(?:(?<![\w-])(?:(?i:{'|'.join(_BEFORE)})|{_PEOPLE})\s+)+$"
)
AFTER_A_GROUP = re.compile(
    r"(?:\s+(?:in|of|from|at|with|under|on|near)"
    r"(?:\s+(?!that\b|which\b|who\b)(?:[\w-]|\.(?=\S)|(?<=\b[A-Z])\.)+){1,4}?)?"
    r"(?:,[^,.;]{1,60},|,(?=\s+who\b))?\s+"
    rf"(?:(?:who|also|now|then|there|here|too|alike|often|\w+ly)\s+)?{DOING}"
)
