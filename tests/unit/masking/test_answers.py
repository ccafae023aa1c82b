"""What assistants make of stand-ins, and what has to become of it; and mentions of one that are told to be one."""

# Tables read best one entry a line.
# ruff: noqa: E501

from __future__ import annotations

import pytest

from redraft.domain.attributes import Attribute
from redraft.domain.finding import Basis, Finding, Guess, Source
from redraft.domain.message import NOTHING
from redraft.domain.stand_ins import Kind, Masked, StandIns, Style
from redraft.domain.text import Evidence
from redraft.usecases.masking.mask import mask
from redraft.usecases.masking.unmask import marked, unmask

TEXT = (
    "Anna Weber and Hans Klein moved to Leeds. Anna works at Kestrel Data GmbH, Hans does not. Kestrel Data is in Bath. "
    "Mail anna@kestrel.example, call +44 7700 900123 or write to 14 Elm Street, account DE89 3704 0044 0532 0130 00."
)
KINDS = {
    "Anna Weber": (Attribute.NAME, "name"),
    "Hans Klein": (Attribute.NAME, "name"),
    "Anna": (Attribute.NAME, "name"),
    "Hans": (Attribute.NAME, "name"),
    "Ms Weber": (Attribute.NAME, "name"),
    "Mr Weber": (Attribute.NAME, "name"),
    "Thomas Weber": (Attribute.NAME, "name"),
    "A. Weber": (Attribute.NAME, "name"),
    "Leeds": (Attribute.PLACE, "place"),
    "Bath": (Attribute.PLACE, "place"),
    "Leipzig": (Attribute.PLACE, "place"),
    "Kestrel Data GmbH": (Attribute.ORGANISATION, "organisation"),
    "Kestrel Data": (Attribute.ORGANISATION, "organisation"),
    "anna@kestrel.example": (Attribute.CONTACT, "email"),
    "+44 7700 900123": (Attribute.CONTACT, "phone"),
    "14 Elm Street": (Attribute.PLACE, "street"),
    "DE89 3704 0044 0532 0130 00": (Attribute.FINANCE, "iban"),
}


def findings(text: str) -> list[Finding]:
    """Everything of the table that stands in a text, the longest first."""
    found, taken = [], set()
    for words in sorted(KINDS, key=len, reverse=True):
        at = text.find(words)
        while at >= 0:
            if taken.isdisjoint(range(at, at + len(words))):
                taken |= set(range(at, at + len(words)))
                attribute, kind = KINDS[words]
                evidence = (Evidence.of(text, at, at + len(words)),)
                said = (Guess(words, 0.9),)
                found.append(
                    Finding.make(
                        attribute, said, evidence, source=Source.ENTITIES, basis=Basis.STATED, why=NOTHING, kind=kind
                    )
                )
            at = text.find(words, at + 1)
    return found


def sent(text: str = TEXT, style: Style = Style.LABELS, language: str = "en", known: StandIns | None = None) -> Masked:
    return mask(text, findings(text), known or StandIns(), style, language=language, seed=7)


def test_the_masked_text_reads_as_it_should():
    assert sent().text == (
        "Person A and Person B moved to [Town 1]. Person A (first name) works at [Organisation 1], Person B (first name) "
        "does not. [Organisation 1, short name] is in [Town 2]. Mail [Email 1], call [Phone 1] or write to [Address 1], "
        "account [Number 1]."
    )


@pytest.mark.parametrize(
    ("answer", "real"),
    [
        ("Person A's plan", "Anna Weber's plan"),
        ("Person A’s plan", "Anna Weber’s plan"),
        ("Person As Plan", "Anna Webers Plan"),
        ("PERSON A AND [TOWN 1]", "ANNA WEBER AND LEEDS"),
        ("Persons A and B; Personen A, B", "Anna Weber and Hans Klein; Anna Weber, Hans Klein"),
        ("Person A and B agree", "Anna Weber and Hans Klein agree"),
        ("Ms. Person A, Frau Person A", "Ms. Weber, Frau Weber"),
        ("Ms A met Mr. B.", "Ms Weber met Mr. Klein."),
        ("Persona A (nombre) y Persona B (apellido)", "Anna y Klein"),
        ("la persona A vive en [Ciudad 1]", "Anna Weber vive en Leeds"),
        ("Personne B habite à [Ville 2]", "Hans Klein habite à Bath"),
        ("Die Person A (Vorname) wohnt in [Stadt 1].", "Die Anna wohnt in Leeds."),
        ("Osoba A mieszka w [Miasto 1]", "Anna Weber mieszka w Leeds"),
        ("人物A在[城市1]", "Anna Weber在Leeds"),
        ("Персона А живёт: [Город 1]", "Anna Weber живёт: Leeds"),
        ("**Person A** and `[Town 1]`", "**Anna Weber** and `Leeds`"),
        ("[Person A] lives in {Town 1}", "Anna Weber lives in Leeds"),
        (r"in \[Town 1\] and [Town_2]", "in Leeds and Bath"),
        ("[Towns 1 and 2]", "Leeds and Bath"),
        ("Town 1 is nicer than town 2 weeks ago", "Leeds is nicer than town 2 weeks ago"),
        ("[Organisation 1, Kurzname] hat [Firma 1]", "Kestrel Data hat Kestrel Data GmbH"),
        ("mailto:[Email 1], [E-Mail 1], [Correo 1]", "mailto:anna@kestrel.example, anna@kestrel.example, anna@kestrel.example"),
        ("[Telefonnummer 1] ([Adresse 1])", "+44 7700 900123 (14 Elm Street)"),
        ("[Town 10] and [Town 9] and Person Z", "⟦[Town 10]⟧ and ⟦[Town 9]⟧ and ⟦Person Z⟧"),
        ("[Zzyzx 1]", "⟦[Zzyzx 1]⟧"),
        ("Number 1 of all", "⟦Number 1⟧ of all"),
        ("[Figure 3], <h1>, a person a day, Person I met, [1], 2. [x]", "[Figure 3], <h1>, a person a day, Person I met, [1], 2. [x]"),
    ],
)  # fmt: skip
def test_labels_come_back_bent_listed_and_translated(answer: str, real: str):
    assert marked(unmask(answer, sent().stand_ins)) == real


def test_invented_names_come_back_shortened_bent_and_respaced():
    masked = sent(style=Style.NAMES)
    entries = {(one.kind, one.number): one for one in masked.stand_ins.entries}
    anna, leeds, firm = entries[Kind.PERSON, 1], entries[Kind.TOWN, 1], entries[Kind.ORGANISATION, 1]
    given, surname = anna.base.split()
    phone, iban = entries[Kind.PHONE, 1].base, entries[Kind.NUMBER, 1].base
    for answer, real in [
        (f"Dear {given},", "Dear Anna,"),
        (f"Ms {surname}'s {given}s", "Ms Weber's Annas"),
        (f"the {surname}s", "the Webers"),
        (f"{surname}, {given}; {given[0]}. {surname}", "Weber, Anna; A. Weber"),
        (f"{given.upper()}\n{surname.upper()}", "ANNA WEBER"),
        (f"{given}\u00a0{surname}", "Anna Weber"),
        (f"{given[:-1]}ą {surname}em", "Anną Weberem"),
        (f"{leeds.base}, {leeds.base.upper()}", "Leeds, LEEDS"),
        (f"{firm.base.split()[0]} or {firm.base}", "Kestrel Data or Kestrel Data GmbH"),
        (f"tel:{phone.replace(' ', '')}", "tel:+44 7700 900123"),
        (f"0{phone[4:].replace(' ', '-')}", "+44 7700 900123"),
        (iban.replace(" ", ""), "DE89 3704 0044 0532 0130 00"),
        (f"{surname[:3]}{surname[4:]} came", f"⟦{surname[:3]}{surname[4:]}⟧ came"),
    ]:
        assert marked(unmask(answer, masked.stand_ins)) == real


def test_invented_names_have_the_gender_of_the_real_ones_and_are_nowhere_in_the_text():
    from redraft.usecases.masking.tables import genders

    masked = sent(style=Style.NAMES)
    people = [one for one in masked.stand_ins.entries if one.kind is Kind.PERSON]
    assert [genders()[one.base.split()[0].lower()] for one in people] == ["f", "m"]
    words = {word.strip(".,") for word in TEXT.split()}
    assert not any(word in words for one in people for word in one.base.split())


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Anna Weber, Anna and Ms Weber", 1),
        ("Ms Weber, then Anna Weber", 1),
        ("A. Weber is Anna Weber", 1),
        ("ANNA WEBER is Anna Weber, and so is Anna", 1),
        ("Anna Weber and Thomas Weber; Ms Weber likes Mr Weber", 2),
        ("Anna and Hans", 2),
    ],
)
def test_one_who_is_mentioned_in_several_ways_is_one(text: str, people: int):
    masked = sent(text)
    assert sum(one.kind is Kind.PERSON for one in masked.stand_ins.entries) == people
    assert unmask(masked.text, masked.stand_ins).text == text


def test_titles_say_which_of_two_is_meant():
    masked = sent("Anna Weber and Thomas Weber; Ms Weber likes Mr Weber")
    assert masked.text == "Person A and Person B; Ms Person A likes Mr Person B"


def test_a_later_text_goes_on_with_those_who_are_known():
    first = sent("Anna Weber lives in Leeds.")
    second = sent("Hans Klein met Anna in Leipzig, not in Leeds.", known=first.stand_ins)
    assert second.text == "Person B met Person A (first name) in [Town 2], not in [Town 1]."
    assert unmask(first.text, second.stand_ins).text == "Anna Weber lives in Leeds."


def test_labels_speak_the_language_of_the_text_where_there_are_words_for_it():
    assert "[Stadt 1]" in sent(language="de").text
    assert "Person A (Vorname)" in sent(language="de").text
    assert "[Town 1]" in sent(language="nl").text


def test_bent_names_are_masked_where_grammar_has_no_mark():
    text = "Anna Weber zieht nach Leipzig. Annas Bruder ist Leipziger."
    masked = sent(text, language="de")
    assert masked.text == "Person A zieht nach [Stadt 1]. Person A (Vorname)s Bruder ist [Stadt 1]er."
    assert unmask(masked.text, masked.stand_ins).text == text
