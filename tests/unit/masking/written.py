"""Two hundred texts of our own making: some written out, the others from templates that are filled with people.

Everybody and everything in them is invented. What has to get a stand-in is listed beside each text.
"""

# Tables read best one entry a line.
# ruff: noqa: E501

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle, islice

WRITTEN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Dear team, Martha Okonkwo will be away until Monday. Please send invoices to martha.okonkwo@pellworth.com instead of me.",
     ("Martha", "Okonkwo", "martha.okonkwo@pellworth.com")),
    ("My sister Ines moved to Bristol last year and Bristol has been good to her. Ines' flat is at 22 Harbour Road.",
     ("Ines", "Bristol", "22 Harbour Road")),
    ("Can you make this more polite? 'Mr Pettigrew, your parcel with number 4471 is late again.' I am writing for Kevin Doyle.",
     ("Pettigrew", "Kevin", "Doyle")),
    ("I met Priya Raman at a conference in Toronto. Priya said that Dr Raman, her father, still works at St Anne's Hospital.",
     ("Priya", "Raman", "Toronto", "St Anne's")),
    ("Write a birthday poem for Oliver. He lives in Norwich, loves trains and his dog is called Biscuit. Call him Ollie once.",
     ("Oliver", "Norwich")),
    ("Please translate into French: Emma Castellano has rented the room at 9 Chapel Lane, Sheffield, from Mrs Whitlock.",
     ("Emma", "Castellano", "9 Chapel Lane", "Sheffield", "Whitlock")),
    ("hi, i'm writing because susan from accounting said my card 4111 1111 1111 1111 was charged twice. susan can confirm.",
     ("susan", "4111 1111 1111 1111")),
    ("The Petersons are coming at six. James Peterson is allergic to nuts, Laura Peterson is not, and both are from Oslo.",
     ("James", "Laura", "Peterson", "Oslo")),
    ("ANNOUNCEMENT: DEBORAH KLEIN LEAVES FINCHLEY PRIMARY SCHOOL. Deborah Klein taught there for 20 years.",
     ("Deborah", "Klein")),
    ("Summarise: On Tuesday Tom Ashby called from +44 7700 900456 and asked for Rachel. Rachel wasn't in. Tom will call again.",
     ("Tom", "Ashby", "+44 7700 900456", "Rachel")),
    ("My landlord, Gerald Foxton, wants 450 pounds more. Foxton owns half of Hastings. What are my rights, and may Gerald do that?",
     ("Gerald", "Foxton", "Hastings")),
    ("Flight BA2490 to Lisbon, passport 533401234, booked by Nadia Haddad (nadia_h@mailbox.org). Nadia needs a visa letter.",
     ("BA2490", "Lisbon", "533401234", "Nadia", "Haddad", "nadia_h@mailbox.org")),
    ("Prof. Ingrid Solberg's lecture clashes with Prof. Daniel Reyes's. Solberg could move; Reyes could not.",
     ("Ingrid", "Solberg", "Daniel", "Reyes")),
    ("Is it normal that Leo, who is four, asks for his grandpa Albert all night? Albert died in Dundee in May.",
     ("Leo", "Albert", "Dundee")),
    ("To whom it may concern: I, Hannah Lindqvist, hereby give notice. Yours, Hannah Lindqvist, 14 Mill Street, York, YO1 7HH",
     ("Hannah", "Lindqvist", "14 Mill Street", "York", "YO1 7HH")),
    ("Our client Brightlane Analytics Ltd wants a quote. Brightlane has offices in Leeds and Cork; ask for Colm Byrne.",
     ("Brightlane", "Leeds", "Cork", "Colm", "Byrne")),
    ("Send €300 to IBAN DE89 3704 0044 0532 0130 00, holder Miriam Vogel. Miriam's BIC is COBADEFFXXX.",
     ("DE89 3704 0044 0532 0130 00", "Miriam", "Vogel")),
    ("My son Mateo and my daughter Sofia go to Oakfield Academy. Sofia is in the choir with Mr Bianchi; Mateo hates Mr Bianchi.",
     ("Mateo", "Sofia", "Oakfield", "Bianchi")),
    ("Please fix the grammar. Yesterday me and Chloe was in Brighton by Chloes mother, which is called Marianne.",
     ("Chloe", "Brighton", "Marianne")),
    ("Review: Thanks to Fatima and Ahmed at Cedar Dental in Leicester I am no longer afraid. Fatima, you are an angel!",
     ("Fatima", "Ahmed", "Leicester")),
    ("Lieber Herr Brenner, ich kündige die Wohnung in der Lindenstraße 48. Mit freundlichen Grüßen, Katja Sommer, 0171 2345678",
     ("Brenner", "Lindenstraße 48", "Katja", "0171 2345678")),
    ("Frau Dr. Yıldız hat gesagt, dass Thomas Krüger am Montag in die Praxis kommen soll. Krüger hat aber keine Zeit.",
     ("Thomas", "Krüger")),
    ("Schreib bitte eine nette Absage an Sandra Petersen. Sandra wohnt in Hamburg, ihre E-Mail ist s.petersen@beispiel.de.",
     ("Sandra", "Petersen", "Hamburg", "s.petersen@beispiel.de")),
    ("Annas Bruder Lukas fährt nach München. Anna Berger bleibt in Köln. Kannst du Anna und Lukas eine Packliste machen?",
     ("Anna", "Lukas", "München", "Köln")),
    ("Meine Mutter Renate Hoffmann, geboren am 12.05.1951, braucht einen Termin. Renates Hausarzt ist Dr. Weiß in Dresden.",
     ("Renate", "Hoffmann", "Dresden")),
    ("😀 Ask Zoë Müller-Lüdenscheidt! Zoë's number: (555) 010-4477. She's at 3 O'Connell Street, Limerick. 👩‍🚀",
     ("Zoë", "Müller-Lüdenscheidt", "3 O'Connell Street", "Limerick")),
    ("Minutes\n\nPresent: Carla Jensen, Piet de Vries\n- Carla will mail Piet\n- Piet de Vries goes to Utrecht\n- AOB: none",
     ("Carla", "Jensen", "Piet", "Vries", "Utrecht")),
    ("Which of these is better: 'Regards, Imogen' or 'Best, Imogen Hartley'? It goes to Barclays in Canary Wharf.",
     ("Imogen", "Hartley")),
    ("My ex, Damian Krol, keeps texting from 07700 900318. I live in Swindon now and Damian must not know.",
     ("Damian", "Krol", "07700 900318", "Swindon")),
    ("Person A and I agreed that [Town 1] in the template gets replaced. Beatrice Lowe edits it. Person B is Beatrice's boss.",
     ("Beatrice", "Lowe")),
)  # fmt: skip

TEMPLATES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Please reword this complaint: {full} from {town} never answered my mail to {mail}. {given} promised to call {phone}.",
     ("given", "surname", "town", "mail", "phone")),
    ("I work with {full} at {firm}. {given} is kind, but {title} {surname}'s temper scares people. We are in {town}.",
     ("given", "surname", "firm", "town")),
    ("{given} and {other} want to move from {town} to {town2}. Is {town2} cheaper? {other} earns little, {given}'s job is safe.",
     ("given", "other", "town", "town2")),
    ("Draft a reference for {title} {full}, who lived at {street}, {town}. {title} {surname} paid on time.",
     ("given", "surname", "street", "town")),
    ("Dear {title} {surname},\n\nthank you for the viewing in {town}. My number is {phone}.\n\nKind regards\n{other}",
     ("surname", "town", "phone", "other")),
    ("What should I give my friend {given} for her wedding? {given} met {other} at {firm} in {town}; they now live in {town2}.",
     ("given", "other", "firm", "town", "town2")),
    ("Notes on the call with {full} ({mail}): account {iban}. {surname} wants it closed. {given} will sign in {town}.",
     ("given", "surname", "mail", "iban", "town")),
    ("Make it shorter. “My neighbour {given}, the one from {town}, says that {given}'s uncle {other} owns {firm}.”",
     ("given", "other", "firm", "town")),
    ("My therapist, Dr {surname}, asked about {other}. I told Dr {surname} everything. The practice is at {street} in {town}.",
     ("surname", "other", "street", "town")),
    ("{full} ({given} to friends) was born in {town}. In {town}, {given} went to school; {title} {surname} now runs {firm}.",
     ("given", "surname", "town", "firm")),
)  # fmt: skip

PEOPLE = (
    ("Anna", "Weber", "Ms"), ("Thomas", "Hughes", "Mr"), ("Aisha", "Rahman", "Mrs"), ("Pedro", "Alvarez", "Mr"), ("Ingrid", "Larsen", "Ms"),
    ("Marcus", "Whitfield", "Mr"), ("Yuki", "Tanaka", "Ms"), ("Fiona", "MacLeod", "Mrs"), ("Stefan", "Kowalski", "Mr"), ("Claire", "Dubois", "Ms"),
    ("Rajesh", "Patel", "Mr"), ("Elena", "Petrova", "Ms"), ("Samuel", "Okafor", "Mr"), ("Lucia", "Romano", "Mrs"), ("Henrik", "Nilsson", "Mr"),
    ("Mary-Jane", "O’Brien", "Ms"), ("Joseph", "Goldberg", "Mr"),
)  # fmt: skip
OTHERS = (
    "Ben",
    "Louise",
    "Karim",
    "Nora",
    "Felix",
    "Amelia",
    "Jonas",
    "Beth",
    "Dmitri",
    "Sara",
    "Hugo",
    "Julia",
    "Omar",
)
TOWNS = (
    "Leeds",
    "Manchester",
    "Berlin",
    "Edinburgh",
    "Plymouth",
    "Chicago",
    "Munich",
    "Cardiff",
    "Rotterdam",
    "Sydney",
    "Glasgow",
)
FIRMS = (
    "Barclays",
    "Kestrel Data GmbH",
    "Northgate Bakery",
    "Siemens",
    "Halden Systems Ltd",
    "Whitmore Consulting",
    "Tesco",
)
STREETS = ("14 Elm Street", "7 Station Road", "221 Kings Avenue", "3 Mill Lane", "58 Church Street")
PHONES = ("+44 7700 900123", "07700 900845", "(212) 555-0142", "+49 30 23125 112", "+1 415-555-0199")
IBANS = ("DE89 3704 0044 0532 0130 00", "GB29 NWBK 6016 1331 9268 19", "FR14 2004 1010 0505 0001 3M02 606")


@dataclass(frozen=True)
class Written:
    """A text with the words in it that have to get a stand-in."""

    text: str
    names: tuple[str, ...]


def texts(count: int = 200) -> list[Written]:
    """All that are written out, then templates with everybody in turn."""
    people, others, towns = cycle(PEOPLE), cycle(OTHERS), cycle(TOWNS)
    firms, streets, phones, ibans = cycle(FIRMS), cycle(STREETS), cycle(PHONES), cycle(IBANS)
    made = [Written(*one) for one in WRITTEN]
    for template, wanted in islice(cycle(TEMPLATES), count - len(made)):
        given, surname, title = next(people)
        said = {
            "given": given, "surname": surname, "title": title, "full": f"{given} {surname}", "other": next(others),
            "town": next(towns), "town2": next(towns), "firm": next(firms), "street": next(streets), "phone": next(phones),
            "mail": f"{given[0].lower()}.{surname.lower().replace('’', '')}@example.com", "iban": next(ibans),
        }  # fmt: skip
        made.append(Written(template.format(**said), tuple(said[name] for name in wanted)))
    return made
