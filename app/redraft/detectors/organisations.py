"""Organisations by the words they are called with; spaCy's are in ``entities``."""

# Tables of patterns read best one family a line.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterable

from redraft.detectors.contract import Context, Need, identifier, opens_sentence, words_of
from redraft.detectors.vocabulary import known_word
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Finding
from redraft.domain.message import Message

_W = r"[^\W\d_a-zß-öø-ÿ][\w’'&./‑-]{0,24}"
_LINK = r"(?:of|for|and|the|on|in|&|de|des|du|der|für|di|von|at)"
_HEAD = (
    r"(?:Court|Tribunal|University|College|School|Academy|Institute|Hospital|Clinic|Prison|Ministry|Office|Department|Directorate|Commission|Committee|Council|Authority|Agency|"
    r"Bank|Company|Corporation|Group|Association|Society|Union|Party|Foundation|Federation|Church|Mosque|Police|Branch|Bureau|Board|Service|Services|Fund|Registry|Municipality|"
    r"Command|Commandership|Centre|Center|Chamber|Embassy|Newspaper|Magazine|Restaurant|Hotel|Airport|Station|Theatre|Museum|Library|Parliament|Senate|Army|Brigade|Division|Barracks|"
    r"Inspectorate|Institution|Headquarters|Secretariat|Prosecutor[’']?s? Office|Bar|Cooperative|Co-operative|Studio|Studios|Solutions|Systems|Technologies|Labs|Industries|Partners|Gazette|Junction|Club|Team|Analytics|Ventures|Capital|Holdings|Consulting|Media|Digital|Software|Logistics|Textiles?|Foods|Farms?|Motors|Airlines|Airways|Pharma|Pharmaceuticals|Healthcare|Realty|Properties|Constructions?|Builders|Engineering|Designs?|Interiors|Bakery|Brewery|Winery|Dairy|Insurance|Trust|Credit Union|Securities|Advisors|Marketing|Productions|Records|Press|Publishing|Books|Plant|Factory|Mills?|Mine|Shipyard|Foundry|Refinery|Gallery|Pharmacy|Surgery|Inn|Tavern|Caf[eé]|Diner|Grill|Bistro|Arms|Lodge|Resort|Gym|High|Elementary|Middle|Primary|Prep|Polytechnic|Seminary|Temple|Synagogue|Parish|Cathedral|Chapel|Abbey|Monastery|Priory|Gurdwara|Kindergarten|Nursery|Daycare|Orchestra|Choir|Ensemble|Band|Symphony|Opera|Ballet|Consulate(?: General)?|Dental|Medical|Veterinary|Vets|Salon|Spa|Electric|Electrical|Plumbing|Roofing|Landscaping|Catering|Jewell?ers|Butchers|Bakers|Florists?|Traders|Enterprises|Exports|Imports|Tours|Travels?|Transport|Haulage|Freight|Shipping)"
)
_NAMED = re.compile(
    rf"\b(?:{_W} ){{1,6}}{_HEAD}\b(?:(?: {_LINK}){{1,2}}(?: {_W}){{1,4}}){{0,2}}(?: No\.? ?\d{{1,3}})?(?:[’']s\b)?(?: \([^()\n]{{3,60}}\))?"
)
_OF = re.compile(
    rf"\b(?:{_W} ){{0,3}}{_HEAD} (?:of|for)(?: the)?(?: {_W}){{1,4}}(?:(?: {_LINK}){{1,2}}(?: {_W}){{1,3}}){{0,2}}"
)
_FORM = re.compile(
    rf"\b{_W}(?: (?:(?:and|&) )?{_W}){{0,4}},? (?:Ltd|Limited|LLC|LLP|Inc|Corp|Co|plc|PLC|GmbH|mbH|UG|AG|KG|OHG|e\.V|AB|AS|ASA|ApS|A/S|Oy|Oyj|OÜ|UAB|SIA|BV|B\.V|NV|N\.V|SA|S\.A|SAS|SASU|SARL|SpA|S\.p\.A|S\.r\.l|Srl|"
    r"SRL|S\.L|SL|Lda|Ltda|sp\. z o\.o|a\.s|s\.r\.o|d\.o\.o|d\.d|Kft|Zrt|Nyrt|OOD|EOOD|AD|EAD|OOO|OAO|ZAO|PAO|JSC|OJSC|CJSC|TOV|Ehf|hf|A\.Ş|Ltd\.? Şti|(?:Pty|Pvt|Pte|\(Pty\))\.? (?:Ltd|Limited)|Pty|Pvt|Pte|Sdn\.? Bhd|Berhad|Tbk|KK|K\.K)(?!\w)\.?"
)
_UNIT = re.compile(
    rf"\b(?:(?:\d{{1,3}}(?:st|nd|rd|th)|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth) (?:{_W} ){{0,3}}(?:Brigade|Division|Battalion|Regiment|Squadron|Corps|Army|Infantry|Fleet|Wing|Company|Platoon|Precinct)"
    rf"|(?:Royal|Queen['’]s|King['’]s|Imperial|Ulster|Coldstream|Grenadier|Scots|Welsh|Irish|Gordon|Black)(?: {_W}){{0,3}} (?:Fusiliers|Rifles|Guards|Hussars|Lancers|Dragoons|Marines|Engineers|Artillery|Navy|Air Force|Regiment|Highlanders|Watch|Signals)"
    rf"|(?:Fort|Camp|RAF|HMS|USS|NAS|FOB|MCB|Naval (?:Air )?Station|Air Base) {_W}(?: {_W})?)\b"
)
_NO_NAME = r"The|An?|In|On|At|By|For|To|From|This|That|These|Those|His|Her|My|Our|Your|Their|Its|When|While|After|Before|Since|If|As|And|But|Or|So|Former|Local|Every|Each|Some|Any|No|Not|Which|What|Who|Where|How|Why|Call|Calling|Tell|Both|All|Other|Another"
_NUMBERED = re.compile(
    rf"\b(?:{_W} ){{1,3}}(?:[Nn]o\.? ?|[Nn]r\.? ?)\d{{1,4}}(?: {_W}){{0,2}} {_HEAD}\b|\b{_HEAD} (?:[Nn]o\.? ?|[Nn]r\.? ?)\d{{1,4}}\b"
)
_OFFICE_OF = re.compile(
    rf"\b(?!(?:{_NO_NAME}) )(?:{_W} (?!(?:{_NO_NAME}) )){{1,2}}(?:(?:chief |principal |deputy |military |state |regional |district )?public prosecutor|prosecutor|public defender|police(?: station| department| headquarters)?|gendarmerie(?: command| station| headquarters)?|"
    rf"branch|plant|factory|works|mine|mill|campus|depot|store|office|shipyard|foundry|brewery|refinery|power station|fire station|town hall|city council|city hall|municipality|governor|magistrate|courthouse|assize court|district court|regional court|county court|administrative court|labour court|magistrates['’] court|prison|jail|detention cent(?:re|er)|hospital|university|"
    rf"high school|primary school|elementary school|middle school|secondary school|library|airport|police academy)(?:['’]s? office)?\b"
)
_AT_TWO = re.compile(
    rf"\b(?:at|with|joined|joining|for|from|outside|near|versus|against) ({_W} {_W}(?: {_W}){{0,2}})(?![\w’'-])"
)
_KIND = re.compile(
    rf"\b(?:newspaper|magazine|weekly|daily|periodical|company|firm|law firm|bank|trade union|union|charity|broadcaster|publisher|political party|football club|band|school|restaurant|pub|hotel|café|supermarket),? (?:called |named |“|\")?(?!(?:{_NO_NAME}|I|We|You|He|She|It|They|Of|Is|Was|Not|Then|There|With|About|Because)\b)({_W}(?: (?:(?:&|and) )?{_W}){{0,3}})"
)
_SAINT = re.compile(
    rf"\b(?:St|Saint|Sts|Ste)\.? {_W}(?:[’']s)?(?:[’']s)?(?:, {_W}|(?: {_W}){{0,2}})?(?: (?:in|at) {_W})?"
)
_AND_SONS = re.compile(
    rf"\b{_W}(?: {_W})? (?:(?:&|and) (?:Sons?|Co|Daughters|Brothers|Bros|Partners|Associates|Company)|Bros|Brothers)\b\.?|\b{_W}, {_W},? (?:&|and) (?:Co|Partners|Associates)\b\.?|\b{_W} & {_W}\b"
)
_AT = re.compile(
    rf"\b(?:(?:work(?:ing|ed|s)?|job|shift|project|career|journey|employed|intern(?:ing|ed|ship)?|dinner|lunch|brunch|coffee|team|years|papers|research|stud(?:y|ying|ied)) (?:\w+ ){{0,3}}?(?:at|for|with)) ({_W}(?: (?:(?:and|&) )?{_W}){{0,4}})"
)
_GENERIC = re.compile(
    r"(?:The )?(?:Supreme|Constitutional|District|Regional|High|Federal|Administrative|Appeal|First|Civil|Criminal|County|European|State|Labour|Social|Military|Grand|Public|National|Central|Security|"
    r"Principal|Chief|Prosecutor[’']?s?|Commercial|Family|Magistrates?[’']?|Crown|Assize|Martial|Juvenile|Court|Courts|Government|Parliament|Convention|Article|Section|Chamber|Office|Council|Commission|Committee|"
    r"Human|Rights|Ministry|Minister|Justice|Foreign|Affairs|Interior|Defence|Finance|Health|Education|Agriculture|International|Department|General|Directorate|Authority|Delegate|Municipalities|Member|States?|Governor|Union|Community|Communities|Fourth|Third|Fifth|Second|of|the|for|and|Appeals?|Cassation|Instance|Penal|Code|Act|Law|Registry)(?: |[’']s|$)"
)

_HEAD_WORDS = words_of(_HEAD) | {"cafe", "café", "prosecutor", "prosecutors", "jewelers", "jewellers"}
_UNIT_WORDS = words_of(_UNIT.pattern)
_NUMBERED_WORDS = frozenset({"no", "nr"})
_OFFICE_WORDS = words_of(_OFFICE_OF.pattern) - {"of", "state", "chief", "public", "high", "city", "town", "school"} | {
    "center",
    "centre",
}
_KIND_WORDS = words_of(_KIND.pattern)
_SAINT_WORDS = frozenset({"st", "saint", "sts", "ste"})
_AT_WORDS = frozenset({"at", "for", "with"})


class Organisations:
    """Courts, firms, schools, offices, clubs by name."""

    name = "organisations"
    every_language = False

    def needs(self, context: Context) -> Need:
        """Nothing."""
        return Need.NOTHING

    def detect(self, context: Context) -> Iterable[Finding]:
        """A name made only of words that every such body has, such as “Supreme Court”, singles nobody out."""
        text = context.text
        capital, plain_word = context.any_capitalised, context.any_of
        headed = capital(_HEAD_WORDS)
        for pattern, worthwhile, group, score, why in (
            (_FORM, bool(context.capitalised), 0, 0.93, Message("form.company")),
            (_NAMED, headed, 0, 0.74, Message("form.institution")),
            (_OF, headed, 0, 0.71, Message("form.institution")),
            (_UNIT, capital(_UNIT_WORDS), 0, 0.8, Message("form.military")),
            (_NUMBERED, context.has_digit and plain_word(_NUMBERED_WORDS), 0, 0.72, Message("form.institution_number")),
            (_OFFICE_OF, plain_word(_OFFICE_WORDS), 0, 0.74, Message("form.institution_place")),
            (_KIND, plain_word(_KIND_WORDS), 1, 0.62, Message("form.word_before")),
            (_AT_TWO, len(context.capitalised) > 1, 1, 0.54, Message("form.capitals_after_at")),
            (_SAINT, capital(_SAINT_WORDS), 0, 0.8, Message("form.institution_saint")),
            (_AND_SONS, len(context.capitalised) > 1, 0, 0.9, Message("form.firm_owners")),
            (_AT, plain_word(_AT_WORDS), 1, 0.7, Message("form.someone_there")),
        ):
            for m in pattern.finditer(text) if worthwhile else ():
                first = m.group(group).split(maxsplit=1)[0]
                plain = (
                    pattern is _OFFICE_OF and known_word(first, context.language) and opens_sentence(text, m.start())
                )
                score_here = 0.3 if plain or generic(m.group(group)) else score
                yield identifier(
                    context, m.start(group), m.end(group), Attribute.ORGANISATION, "organisation", score_here, why
                )


def generic(name: str) -> bool:
    """True when every word of a name is one that such bodies share."""
    if re.fullmatch(r"(?:the |The )?Governments?", name) or name.startswith(("Republic of", "FACTS")):
        return True
    return not re.sub(r"\s+", " ", _GENERIC.sub("", name)).strip(" ’'s.")
