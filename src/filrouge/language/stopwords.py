"""Words that say how a sentence is built, not what it speaks of. Folded: lower case, no accents.

Question words are among them: in “comment poser une limite à un patient ?” what is asked is the limit and the patient.
They stay in the exact field of the index, so that a query made only of them is still answered.
"""

FRENCH = frozenset(
    """
    a afin ai aie aient ainsi ait alors apres as au aucun aucune aupres aura aurai auraient aurait auras aurez auriez
    aurons auront aussi autre autres aux avaient avais avait avant avec avez aviez avions avoir avons ayant ayez ayons
    bien c car ce ceci cela celle celles celui certain certaine certaines certains ces cet cette ceux chacun chacune
    chaque chez ci combien comme comment d dans de dedans dehors deja depuis des desquelles desquels dessous dessus
    devant doit doivent donc dont du duquel durant elle elles en encore enfin ensuite entre envers es est et etaient
    etais etait etant ete etes etiez etions etre eu eue eues eurent eus eusse eut eux faire fait faites falloir faudra
    faudrait faut fois font fumes furent fus fut hors ici il ils j jamais je jusque l la laquelle le lequel les
    lesquelles lesquels leur leurs lors lorsque lui m ma mais me meme memes mes mien mienne miens moi moins mon n ne
    neanmoins ni non nos notre nous nul nulle on ont or ou oui outre par parce pas pendant peu peut peuvent peux plus
    plusieurs plutot pour pourquoi pourra pourrait pourtant pouvez pouvoir puis puisque qu quand que quel quelle
    quelles quelque quelques quels qui quoi quoique s sa sans sauf se selon sera serai seraient serait seras serez
    serions serons seront ses si sien sienne siens soi soient sois soit sommes son sont sous soyez soyons suis sur ta
    tandis tant te tel telle telles tels tes toi ton toujours tous tout toute toutes toutefois tres trop tu un une
    va vais vas vers voici voila vont vos votre vous vu y
    """.split()
)

ENGLISH = frozenset(
    """
    a about above after again all am an and any are as at be because been before being below between both but by can
    could did do does doing down during each few for from further had has have having he her here hers herself him
    himself his how i if in into is it its itself just me more most my myself no nor not now of off on once only or
    other our ours ourselves out over own same she should so some such than that the their theirs them themselves
    then there these they this those through to too under until up very was we were what when where which while who
    whom why will with would you your yours yourself yourselves
    """.split()
)

LINKING = FRENCH | ENGLISH
"""Where nobody says in which language they write, as in the box of the search."""


def stop_words(language: str) -> frozenset[str]:
    """Those of an ISO 639 language tag; French for a language we know nothing of is worse than none."""
    return {"fr": FRENCH, "en": ENGLISH}.get(language[:2].lower(), frozenset())


_TELLING = frozenset({"sûr", "maïs", "dû"})
"""French words that would be stop words without their accent; not to be confused with sur, mais, du."""


def is_telling(written: str, language: str) -> bool:
    """Whether a stop word, as it is written, is none after all."""
    return language == "fr" and written.lower() in _TELLING
