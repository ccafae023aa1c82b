"""What tells a real health mention from a figure of speech and from talk about an illness in general.

The classes are those of RHMD (Naseem et al., "Identification of Disease or Symptom terms in Reddit to Improve Health
Mention Classification", WWW 2022). The cues follow what the literature on figurative health mentions names: causes that
cannot cause an illness, minimisers ("nearly", "mini"), fixed idioms, and who has it. Word lists are written by hand.
"""
# ruff: noqa: E501 - a pattern cut over several lines is harder to read and to change than a long one

from __future__ import annotations

import re

_MOJIBAKE = {
    "‚Äô": "'",
    "‚Äò": "'",
    "‚Äú": '"',
    "‚Äù": '"',
    "‚Ä¶": "…",
    "â€™": "'",
    "â€œ": '"',
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
}
_BROKEN = re.compile("|".join(map(re.escape, _MOJIBAKE)))


def repaired(text: str) -> str:
    """Lower case, plain quotation marks, and UTF-8 that was once read as another encoding set right."""
    return _BROKEN.sub(lambda m: _MOJIBAKE[m.group()], text).lower()


_KIN = (
    r"(?:mom|mum|mother|dad|father|sister|brother|son|daughter|wife|husband|girlfriend|boyfriend|gf|bf|grandma|grandmother|grandpa|"
    r"grandfather|gran|aunt|uncle|cousin|friend|partner|kid|child|nephew|niece|parents?|mate|roommate|dog|cat|ex)"
)
_ILL = r"(?:cancer|alzheimer\w*|diabet\w*|asthma\w*|ptsd|ocd|depress\w*|anxiety|stroke|heart\s+attack|migraines?|headaches?|fever|cough\w*|allerg\w*|dementia|bipolar|covid|addict\w*|adhd|autis\w*)"
_DRUG = (
    r"(?:alcohol|drugs?|heroin|cocaine|meth|opioids?|opiates?|nicotine|smoking|cigarettes?|pills?|painkillers?|weed|xanax|adderall|"
    r"rehab|relapse\w*|sober|sobriety|overdos\w*|withdrawals?|gambling|fentanyl|vap(?:e|ing)|porn|masturbat\w*|drinking|oxy\w*|narcan)"
)
_ALLERGEN = (
    r"(?:nuts?|peanuts?|milk|dairy|gluten|wheat|shellfish|shrimp|fish|eggs?|soy|pollen|dust|cats?|dogs?|penicillin|latex|bees?|wasps?|"
    r"grass|mold|mould|strawberr\w+|food|foods|seafood|pets?|medication\w*|antibiotics?|animals?|nickel|cheese|chocolate|fruits?|"
    r"tomatoes|bananas?|kiwis?|mango\w*|sulfa|aspirin|ibuprofen|fragrances?|perfumes?|hay|trees?|ragweed|mosquito\w*|ants?|corn|avocado\w*|"
    r"alcohol|horses?|lactose|garlic|onions?|meat|something|cold|sun)"
)
CUES: dict[str, re.Pattern[str]] = {
    "gave_me": re.compile(
        r"\b(?:g[ia]ves?|gave|giving|given|caus\w+|get(?:ting)?)\s+(?:\w+\s+){1,3}?(?:an?\s+|the\s+)?(?:\w+\s+){0,2}?(?:heart\s*attack|ptsd|stroke|cancer|diabetes|migraine|ocd|asthma|headache)\b"
    ),
    "minimised": re.compile(
        rf"\b(?:nearly|almost|mini|minor|small|mild|tiny|little|instant|sorta|kinda|basically|practically|literally|damn\s+near|about\s+to)\s+(?:\w+\s+){{0,3}}?{_ILL}\b"
    ),
    "idiom": re.compile(
        r"\bstrokes?\s+of\s+(?:\w+\s+){0,3}?(?:luck|genius|midnight|brilliance|insight|good|bad|inspiration|fortune)|\bfever\s+(?:dreams?|pitch)|\bfever(?:ish)?\s+dream|\b(?:brush|key|back|breast|different|ego|broad|down|pen)[\s-]?strokes?|"
        r"\b(?:cabin|gold|spring|bieber|baby|jungle|saturday\s+night|disco|football|holiday|world\s+cup|election|christmas|playoff|champion|moon|dance|wedding|nose|pokemon|star\s+wars|bitcoin)\s+fever|"
        r"\b(?:great|economic|post[\s-]\w+|tropical)\s+depression|\bcough(?:ed|ing)?\s+up\s+(?:the\s+)?(?:money|cash|\$|dough|cough)|\bchain\s+of\s+headaches|\b(?:is|are|was|this)\s+(?:pure\s+|actual\s+|literal\s+|a\s+|the\s+)?cancer\b|\bcancer\s+(?:of\s+(?:society|the\s+internet)|is\s+a\s+zodiac)|"
        r"\bheart\s*attack\s+(?:inducing|waiting|on\s+a|burger|grill|sandwich|fuel)|\b(?:diabetes|heart\s*attack|cancer|stroke)\s+(?:in|on)\s+a\s+(?:\w+)|\bfried\s+diabetes|\bvietnam\s+flashback|\b(?:headache|migraine)\s+(?:to|for)\s+(?:\w+)|\btriggered\b.{0,30}\b(?:ocd|ptsd)|\b(?:ocd|ptsd|allergy)\s+(?:intensifies|triggered|nightmare|kicks?\s+in)|\bmy\s+(?:inner\s+)?ocd\b"
    ),
    "addict_drug": re.compile(rf"(?=[^|]*\baddict)(?:.*\b{_DRUG}\b)", re.S),
    "addict_plain": re.compile(rf"\baddict(?:ed|ion|s|ive|ing)?\b(?!.{{0,300}}\b{_DRUG}\b)", re.S),
    "allergen": re.compile(
        rf"\ballerg(?:ic|y|ies)\s+(?:reactions?\s+)?(?:to\s+)?(?:(?:the|my|a|all|most|tree|some)\s+)?{_ALLERGEN}\b|\b{_ALLERGEN}\s+allerg|\bfood\s+allerg|\b(?:seasonal|severe|pollen|bad)\s+allerg"
    ),
    "allergic_else": re.compile(rf"\ballergic\s+to\s+(?!(?:(?:the|my|a|all|most|tree|some)\s+)?{_ALLERGEN}\b)"),
    "i_have": re.compile(
        rf"\b(?:i|i've|i'm|im|ive|we)\s+(?:\w+\s+){{0,4}}?(?:have|had|has|got|getting|been|suffer\w*|diagnosed|battl\w+|struggl\w+|deal\w*|experienc\w+|running|with|went|developed|woke)\s+(?:\w+\s+){{0,6}}?{_ILL}\b"
    ),
    "i_am_ill": re.compile(
        r"\b(?:i'm|im|i\s+am|i've\s+been|i\s+was|i\s+keep|i\s+started|i\s+get|i\s+got|i\s+feel|i\s+felt)\s+(?:\w+\s+){0,3}?(?:allergic|depressed|diabetic|asthmatic|coughing|sick|an?\s+addict|bipolar|anxious|ill|suicidal|feverish|dizzy|nauseous)\b"
    ),
    "my_illness": re.compile(
        rf"\bmy\s+(?:\w+\s+){{0,2}}?(?:{_ILL}|inhaler|insulin|meds?|medications?|therapist|psychiatrist|doctor|symptoms?|diagnosis|blood\s+sugar|chest|stomach|throat|head\s+hurts|allergist)\b"
    ),
    "kin_ill": re.compile(rf"\b(?:my|his|her|our|a)\s+(?:\w+\s+){{0,2}}?{_KIN}(?:'s)?\b[^.!?\n]{{0,60}}\b{_ILL}"),
    "kin_had": re.compile(
        rf"\b{_KIN}\s+(?:\w+\s+)?(?:has|had|have|died|is|was|suffers?|got|passed|with|lost)\b[^.!?\n]{{0,40}}\b{_ILL}"
    ),
    "died_of": re.compile(
        rf"\b(?:died|dying|lost|dead|passed|killed|suffer\w*|diagnosed|battl\w+|recover\w*)\b[^.!?\n]{{0,45}}\b(?:of|from|to|with)\s+(?:\w+\s+){{0,3}}?{_ILL}\b"
    ),
    "bare_ill": re.compile(
        r"\b(?:have|got|having|had)\s+(?:\w+\s+){0,2}?(?:headaches?|migraines?|fever|cough|asthma|allergies|depression|anxiety)\b"
    ),
    "power": re.compile(r"\b(?:every\s+time\s+(?:you|someone|i)|the\s+(?:power|ability)|when\s+you|imagine)\b"),
    "clinical": re.compile(
        r"\b(?:diagnos\w+|symptoms?|doctors?|hospital|er\b|medications?|meds|prescri\w+|therap(?:y|ist)s?|psychiatrist|inhaler|insulin|surgery|chemo\w*|clinic\w*|nurse|painkillers?|ibuprofen|tylenol|antidepress\w+|throat|nausea\w*|vomit\w*|dizz\w+|chest|sinus\w*|pain|pains|sleep|tired|antibiotics?|nose|tonsil\w*|sick)\b"
    ),
    "plea": re.compile(
        r"\b(?:please\s+help|need\s+(?:help|advice)|any\s+(?:advice|tips)|what\s+should\s+i|does\s+anyone|has\s+anyone|anyone\s+else|should\s+i|is\s+it\s+normal|i\s+don'?t\s+know\s+what)\b"
    ),
    "news": re.compile(
        r"\b(?:stud(?:y|ies)|research(?:ers?)?|scientists?|finds?|found\s+that|findings|linked|link|risks?|patients?|treat(?:ment|ing|s)?|cure[sd]?|vaccin\w+|fda|cdc|trials?|drug|percent|officials?|outbreak|cases|survivors?|epidemic|"
        r"discover\w*|develop(?:ed|s|ing)?|approves?|associated|suggests?|prevent\w*|reduc\w+|increas\w+|detect\w*|therapy|cells?|genes?|genetic\w*|brain|protein|mice|new|deaths?|million|billion|says|police|government|reports?|causes?|treatments?)\b"
    ),
    "joke": re.compile(
        r"\b(?:what\s+do\s+you\s+call|what'?s\s+the\s+(?:best|worst|difference|three)|why\s+(?:did|do|are|does|is|don't|was)|knock\s+knock|walks?\s+into|a\s+man|til\b|says?\s+to|how\s+(?:do|does|many)|doctor\s*:|did\s+you\s+hear)"
    ),
    "generic_you": re.compile(r"\b(?:you|your|you're|people|everyone|they|someone)\b"),
    "first": re.compile(r"\b(?:i|i'm|im|i've|ive|my|me|we)\b"),
    "thing": re.compile(
        r"\b(?:games?|gaming|gamers?|movie|film|anime|minecraft|fortnite|phone|internet|reddit|tiktok|youtube|memes?|song|music|show|episode|computer|screen|video|series|netflix|tv|character|car|boss|football|team|bitcoin|stock|twitter|facebook|server|code|software|wifi|picture|photo|pic|laptop|superpower|power|ability|ex|wallet|bank|jojo|gta)\b"
    ),
    "asterisk": re.compile(r"\*+\s*(?:\w+\s+)?coughs?\s*(?:\w+\s*)?\*+|\bcough\s+cough\b|\*coughs?"),
    "simile": re.compile(
        r"\b(?:like|as\s+if|equivalent|basically|version|than)\b[^.!?\n]{0,40}\b(?:heart\s*attack|ptsd|stroke|cancer|addict\w*|fever|headache|allerg\w*|diabetes|ocd|depress\w*)|\b(?:having\s+a\s+stroke|have\s+a\s+(?:stroke|heart\s*attack))\b"
    ),
    "sufferers": re.compile(
        r"\b(?:people|person|those|anyone|someone|kids?|children|adults|patients?|women|men|individuals|couples|victims?|sufferers)\s+(?:\w+\s+){0,2}?(?:with|who\s+(?:have|has|had|suffer\w*|get)|suffering|having)\b|\b(?:patients|sufferers|survivors|addicts)\b"
    ),
    "general": re.compile(
        r"\b(?:awareness|symptoms?\s+of|signs?\s+of|risk\s+of|causes?\s+of|cure\s+for|treatment\s+(?:of|for)|prevent\w*|can\s+(?:\w+\s+){1,3}(?:cause|lead\s+to|help|cure|prevent)|linked\s+to|increases?\s+(?:the\s+)?risk|side\s+effects?|is\s+a\s+(?:disease|disorder|condition|symptom)|mental\s+health)\b"
    ),
    "feelings": re.compile(
        r"\b(?:sad|cry|crying|cried|lonely|alone|hopeless|numb|scared|terrified|afraid|panic\w*|worr(?:y|ied|ying)|exhausted|miserable|suicid\w*|kill\s+myself|hate\s+myself|self[\s-]harm\w*|struggl\w+|overwhelm\w*|stress\w*|trauma\w*|nightmares?|flashbacks?|intrusive)\b"
    ),
    "remedies": re.compile(
        r"\b(?:prozac|zoloft|lexapro|wellbutrin|effexor|adderall|xanax|ativan|lithium|seroquel|ssris?|ibuprofen|tylenol|advil|paracetamol|aspirin|metformin|albuterol|ventolin|benadryl|zyrtec|claritin|epi-?pens?|steroids?|prednisone|antihistamines?|vaccines?|dosage|doses?|mg|chemo\w*|radiation|methadone|suboxone|sumatriptan|excedrin|rehab|aa\s+meetings?|sober|detox)\b"
    ),
    "body": re.compile(
        r"\b(?:my|his|her|the)\s+(?:\w+\s+)?(?:head|neck|chest|throat|lungs?|stomach|back|eyes?|nose|ears?|legs?|arms?|skin|face|brain|heart|blood|body|mouth|tongue|lips|fingers|bladder|jaw|temples?)\b|\bheart\s+rate|\bblood\s+(?:pressure|sugar|test)|\b(?:hives|rash|itch\w*|swollen|swelling|congest\w*|sneez\w+|phlegm|mucus|wheez\w+|breath(?:e|ing)?|fatigue|chills|sweat\w*|numbness|tingl\w+|blurr\w+|aura)\b"
    ),
    "since": re.compile(
        r"\b(?:for\s+(?:the\s+(?:past|last)\s+|about\s+|like\s+|almost\s+|over\s+)?(?:\d+|a\s+few|a\s+couple(?:\s+of)?|two|three|four|five|several|many)\s+(?:days?|weeks?|months?|years?|hours)|last\s+night|this\s+morning|yesterday|woke\s+up|recently|lately|since\s+(?:i\s+was|childhood|last|then|my)|\d+\s+(?:days?|weeks?|months?|years?)\s+ago|when\s+i\s+was)\b"
    ),
    "diagnosed": re.compile(
        r"\b(?:diagnos\w+|tested\s+positive|prescribed|(?:my|the)\s+doctor|went\s+to\s+the\s+(?:er|doctor|hospital)|in\s+the\s+hospital|had\s+surgery|mri|ct\s+scan|biopsy|remission|stage\s+(?:\d|four|three|iv|iii)|relaps\w+|flare\w*|in\s+recovery)\b"
    ),
    "age_sex": re.compile(
        r"[\[(]\s*(?:\d\d\s?/?\s?[mf]|[mf]\s?/?\s?\d\d)\s*[\])]|\bi(?:'m|\s+am)\s+(?:a\s+)?\d\d\b|\b\d\d\s?(?:yo|y/o|year\s+old)\b"
    ),
    "dialogue": re.compile(
        r"\b(?:said|says|asked|asks|replied|replies|answered|told|yells?|shouts?|exclaims?)\b[^.!?\n]{0,20}[\"“:,]|^\s*-\s|\b[a-z]+\s?:\s[\"“]?[a-z]",
        re.M,
    ),
    "slang": re.compile(
        r"\b(?:lol|lmao|lmfao|rofl|bruh|bro|dude|wtf|omg|af|tbh|ngl|fuck\w*|shit\w*|damn|hell|ass|bitch\w*|yall|y'all|gonna|literally|basically|kinda)\b|[\U0001f600-\U0001f64f\U0001f910-\U0001f9ff]"
    ),
    "play": re.compile(
        r"\b(?:ranked|champ(?:ion)?s?|patch|nerf\w*|buff\w*|teammates?|queue|lobby|quest|raid|boss|level|map|spawn\w*|respawn|noob|streamer|twitch|fps|mmo|dota|lol\b|cod|player(?:s|base)?|loot|meta|main(?:s|ing)?|pvp|season|round|match(?:es)?|league|playoffs?|championship|goal|coach|fans?|stadium|quarterback)\b"
    ),
    "zodiac": re.compile(
        r"\bcancer\b.{0,60}\b(?:zodiac|sign|leo|virgo|pisces|gemini|scorpio|libra|taurus|aries|sagittarius|capricorn|aquarius|horoscope|astrology|season)\b|\b(?:zodiac|star\s+sign|horoscope|astrology)\b",
        re.S,
    ),
    "sport_stroke": re.compile(
        r"\b(?:stroke\s+(?:play|under|over|off)|strokes?\s+(?:under|behind|ahead|gained)|(?:two|four|2|4)[\s-]stroke|swim\w*|golf\w*|breast\s?stroke|back\s?stroke|paint\w*|brush\w*|rowing|pool\s+cue)\b"
    ),
    "be_like": re.compile(
        r"\b(?:be\s+like|when\s+(?:your|you|the|ur)|me\s+when|pov|that\s+one|nobody:|mood|vibes?|tfw|mfw|starter\s+pack|moment)\b"
    ),
    "wordplay": re.compile(
        r"\b(?:what\s+(?:do|does|did)\b[^?]{3,90}\?|why\s+(?:do|does|did|don't|can't|was|are|is|were)\b[^?]{3,90}\?|how\s+(?:do|does|did|many|come)\b[^?]{3,90}\?)\s*\S[^?]{2,90}$",
        re.S,
    ),
    "bad_object": re.compile(
        r"\baddict(?:ed)?\s+to\s+(?:this|that|these|you|your|him|her|it|the|my|watching|playing|buying|being|making|collecting|reading|listening|coffee|chocolate|sugar|food|tea|games?|gaming|minecraft|anime|music|netflix|reddit|tiktok|twitter|youtube|memes?|shopping|work|love|attention|\w+ing)\b"
    ),
    "threat": re.compile(
        r"\b(?:almost|nearly|about\s+to|gonna|going\s+to|could've|would|might|will)\s+(?:\w+\s+){0,2}?(?:have|had|get|gave|give|gives|died?\s+of)\s+(?:\w+\s+){0,3}?(?:heart\s*attack|stroke|aneurysm|cancer|diabetes|ptsd|headache|migraine)\b"
    ),
    "called": re.compile(
        r"\b(?:cancer|diabetes|stroke|depression|asthma|ocd|ptsd|fever|headache|allergy|addiction|alzheimer'?s|cough)\s+(?:society|foundation|research|charity|relief|fund|hospital|center|centre|institute|study|studies|drug|drugs|patients?|cases|rates?|deaths?|risk|treatment|therapy|vaccine|cells?|medication|meds|inhaler)\b"
    ),
    "verb_stroke": re.compile(r"\b(?:stroked|stroking|strokes)\b|\bstroke\s+(?:my|his|her|your|the|it|a\s+cat)\b"),
}
"""Each cue is present or not; the weights in ``health_weights.py`` say what it speaks for."""


def cues(text: str) -> dict[str, float]:
    """Which cues a text shows (1.0 or 0.0; length as a small number), from its first 2,000 characters."""
    low = repaired(text[:2000])
    found = {name: float(bool(pattern.search(low))) for name, pattern in CUES.items()}
    found["news_count"] = min(4, sum(1 for _ in CUES["news"].finditer(low[:400]))) / 4
    found["clinical_count"] = min(5, sum(1 for _ in CUES["clinical"].finditer(low))) / 5
    found["length"] = min(len(text), 1200) / 1200
    found["short"] = float(len(text) < 90)
    words = low.split()
    own = sum(1 for word in words if word.strip(".,!?'\"") in _OWN) / max(8, len(words))
    found["own_share"] = min(1.0, 8 * own)
    found["much_mine"] = float(own > 0.06 and len(words) > 25)
    found["question"] = float("?" in low)
    found["asks_last"] = float(low.rstrip().endswith("?"))
    found["exclaims"] = float("!" in low)
    found["one_line"] = float("\n" not in low.strip() and len(words) < 25)
    found["very_short"] = float(len(words) < 9)
    found["titled"] = float(_titled(text[:400]))
    found["figures"] = float(bool(_FIGURES.search(low)))
    found["ills"] = min(4, sum(1 for _ in _ANY_ILL.finditer(low))) / 4
    found["own_clinical"] = found["first"] * max(found["clinical"], found["diagnosed"])
    found["own_short"] = found["first"] * found["one_line"]
    found["own_long"] = found["first"] * float(len(words) >= 60)
    found["headline"] = float(not (found["first"] or found["generic_you"] or found["joke"]) and len(text) > 50)
    found["third_only"] = float(not found["first"])
    for name, pattern in _TERMS.items():
        found[name] = float(bool(pattern.search(low)))
        found[f"own_{name}"] = found[name] * found["first"]
    return found


_OWN = frozenset({"i", "i'm", "im", "i've", "ive", "my", "me", "myself", "i'd", "i'll"})
_ANY_ILL = re.compile(rf"\b{_ILL}")
_FIGURES = re.compile(
    r"\b\d[\d,.]*\s?%|\b\d[\d,.]*\s(?:people|patients|cases|deaths|adults|children|women|men|americans|million|billion|percent)\b"
)


def _titled(text: str) -> bool:
    """True for a headline: most of its longer words have a capital."""
    words = re.findall(r"[^\W\d_]{4,}", text.partition("\n")[0])
    return len(words) >= 4 and sum(w[0].isupper() for w in words) >= 0.6 * len(words)


_TERMS = {
    "t_heart_attack": re.compile(r"\bheart[\s-]?attack"),
    "t_fever": re.compile(r"\bfever"),
    "t_ptsd": re.compile(r"\bptsd\b"),
    "t_cough": re.compile(r"\bcough"),
    "t_cancer": re.compile(r"\bcancer"),
    "t_depress": re.compile(r"\bdepress"),
    "t_stroke": re.compile(r"\bstrok"),
    "t_dementia": re.compile(r"\b(?:alzheimer|dementia)"),
    "t_ocd": re.compile(r"\bocd\b"),
    "t_ache": re.compile(r"\b(?:headache|migraine)"),
    "t_asthma": re.compile(r"\basthma"),
    "t_diabetes": re.compile(r"\bdiabet"),
    "t_addict": re.compile(r"\baddict"),
    "t_allerg": re.compile(r"\ballerg"),
    "t_migraine": re.compile(r"\bmigraine"),
}
