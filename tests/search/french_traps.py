"""What is typed in French, and what it must find and must not: the traps that a naive analyser falls in.

Each row fails on lower case, split at whatever is not a letter or a digit, and equality (`naive`, in the tests).
"""

from typing import NamedTuple


class Trap(NamedTuple):
    """`finds` and `leaves` are texts, a publication each. `why` is what the trap is about."""

    why: str
    typed: str
    finds: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()


POST = ("le stress post-traumatique", "le stress posttraumatique")
INCLUSIVE = ("les patient·e·s", "les patient(e)s", "les patient.e.s", "les patient-e-s", "les patient•e•s")

TRAPS = (
    Trap("elision, typewriter apostrophe", "l'épreuve", ("L’épreuve commence.",), ("L’enfant joue.",)),
    Trap("elision, typographic apostrophe", "l’épreuve", ("L'épreuve commence.",), ("L'enfant joue.",)),
    Trap("elision, an accent for an apostrophe", "l´épreuve", ("L’épreuve commence.",), ("L’enfant joue.",)),
    Trap("elided d'", "d'emprise", ("Elle vit sous emprise.",), ("Il a peur d’aimer.",)),
    Trap("elided qu'", "qu'attendre", ("Savoir attendre.",), ("Il faut qu’elle sorte.",)),
    Trap("elided s'", "s'excuser", ("Il présente des excuses.",), ("Elle va s’asseoir.",)),
    Trap("jusqu'", "jusqu'à l'aube", ("Une aube claire.",), ("Tenir jusqu’à demain.",)),
    Trap("lorsqu'", "lorsqu'elle pleure", ("Ne pleurez pas.",), ("Lorsqu’elle rit.",)),
    Trap("quelqu'un", "quelqu'un part", ("Un départ, elle partait.",), ("Quelqu’un rit.",)),
    Trap("presqu'île is an island", "presqu'île", ("Des îles au loin.",), ("Il est presqu’aveugle.",)),
    Trap("aujourd'hui is one word", "aujourdhui", ("Aujourd’hui, rien.", "Aujourd'hui, tout.")),
    Trap("prud'hommes is one word", "prud'hommes", ("Saisir les prud’hommes.",), ("Deux hommes attendent.",)),
    Trap("entr'aide", "entraide", ("Un groupe d’entr’aide.",)),
    Trap("an apostrophe in a name", "N'Diaye", ("Aïssatou Ndiaye",), ("Il n’attend rien.",)),
    Trap("accents not typed", "evenement", ("Un événement.", "Un évènement.", "Des ÉVÉNEMENTS.")),
    Trap("accents not written", "élève", ("UN ELEVE DE SIXIEME",)),
    Trap("accents in two code points", "événement", ("Un e\u0301ve\u0301nement.",)),
    Trap("œ", "coeur", ("Le cœur serré.", "LE CŒUR")),
    Trap("œ typed", "sœur", ("Ma soeur aînée.",)),
    Trap("æ", "Laetitia", ("Lætitia est venue.",)),
    Trap("ligature of a printed page", "confiance", ("La con\ufb01ance.",)),
    Trap("soft hyphen of a printed page", "thérapeute", ("Un théra\u00adpeute.",)),
    Trap("hyphen for a joined word", "posttraumatique", POST),
    Trap("joined word for a hyphen", "post-traumatique", (*POST, "le stress post traumatique")),
    Trap("joined word for a space", "post traumatique", POST),
    Trap("burn-out, burnout", "burnout", ("Le burn-out du soignant.",)),
    Trap("hyphen that is not the keyboard's", "autoempathie", ("L’auto\u2011empathie.",)),
    Trap("old apostrophe for a hyphen", "grand'mère", ("Chez sa grand-mère.",), ("Un grand lien.",)),
    Trap("inclusive forms written", "patients", INCLUSIVE),
    Trap("inclusive form typed", "praticien·ne·s", ("Des praticiens.", "Une praticienne."), ("Elle est née.",)),
    Trap("inclusive form typed with brackets", "supervisé(e)s", ("Être supervisées.", "Un supervisé.")),
    Trap("inclusive form with a whole ending", "acteur·rice·s", ("Des acteurs.", "Une actrice.")),
    Trap("plural in -aux", "chevaux", ("Un cheval.",)),
    Trap("irregular plural", "yeux", ("Un œil.",)),
    Trap("feminine in -euse", "anxieuse", ("Un père anxieux.",)),
    Trap("feminine in -ive", "actives", ("Un rôle actif.",)),
    Trap("feminine in -trice", "directrice", ("Le directeur.",)),
    Trap("feminine that doubles its consonant", "cruelle", ("Un mot cruel.",)),
    Trap("irregular feminine", "nouvelles", ("Un nouveau lien.", "Le nouvel an.")),
    Trap("verb forms", "écouter", ("Elle écoutait.", "On a écouté.", "J’écoute.")),
    Trap("participle with or without accent", "traumatisee", ("Des enfants traumatisés.",)),
    Trap("acronym with points", "T.S.P.T.", ("Un TSPT complexe.",), ("T as vu ?",)),
    Trap("acronym without points", "emdr", ("La méthode E.M.D.R.",)),
    Trap("number in groups", "100000", ("Près de 100 000 appels.", "Près de 100\u202f000 appels.")),
    Trap("number typed in groups", "100 000", ("Près de 100000 appels.",), ("Le 100 est libre.",)),
    Trap("decimal", "14,2", ("Un coût de 14,2 millions.",), ("Le 14 juin.",)),
    Trap("ordinal", "XXIe", ("Au XXIᵉ siècle.",)),
    Trap("exclusion with an elision", "épreuve -l'enfant", ("Une épreuve.",), ("L’épreuve de l’enfant.",)),
    Trap(
        "phrase with another apostrophe",
        '"l\'épreuve du lien"',
        ("À l’épreuve du lien.",),
        ("Le lien mis à l’épreuve.",),
    ),
    Trap("phrase in French quotes", "« mise à l’épreuve »", ("La mise à l'épreuve.",), ("Une épreuve mise là.",)),
    Trap("words that only ask", "comment poser une limite ?", ("La limite.",), ("Comment allez-vous ?",)),
    Trap("est-ce que", "est-ce que le cadre tient ?", ("Un cadre.",), ("Qu’est-ce que c’est ?",)),
    Trap("an inverted verb is no exclusion", "le patient doit -il payer", ("Il paie, le patient.",), ("Il dort.",)),
    Trap("ou asks for nothing", "chien ou chat", ("Le chat.",), ("Rouge ou noir ?",)),
    Trap("OU chooses", "lien chien OU chat", ("Un lien et un chat.",), ("Un lien seul.",)),
    Trap("stop words alone are words", "etre la", ("Être là.",), ("Un lieu.",)),
    Trap("a telling word with a stop word's letters", "sûr", ("Une personne sûre.",), ("Assis sur un banc.",)),
    Trap("mère is not mer", "la mère", ("Une MERE.",), ("La mer.",)),
    Trap("fils is not fil", "le fils", ("Mon FILS.",), ("Le fil rouge.",)),
    Trap("parlement is not parler", "parlement", ("Les parlements.", "LE PARLEMENT"), ("Parler un peu.",)),
    Trap("université is not universel", "universites", ("À l’université.",), ("Un droit universel.",)),
    Trap("organisation is not organe", "organisations", ("L’organisation.",), ("Un organe.",)),
    Trap("secrétaire is not secret", "secretaires", ("Une secrétaire.",), ("Un secret.",)),
)

CORRECTIONS = (
    ("evenemant", "événement", "Un événement."),
    ("hypervigilence", "hypervigilance", "L’hypervigilance."),
    ("atachement", "attachement", "L’attachement."),
    ("l'atachement", "l'attachement", "Un attachement."),
    ("dissosiation", "dissociation", "La dissociation."),
)
"""Typed, what is offered instead, what is found by it."""

SOUNDS = (("Kéré", "Jean-Baptiste Quéré"), ("Vaceur", "Claire Vasseur"), ("Linkvist", "Sofia Lindqvist"))
"""Names as they are heard, and as they are written."""
