"""SKOS in and out, in every form it comes in."""

import pytest
import rdflib
from rdflib.compare import isomorphic

from filrouge.errors import ThesaurusUnreadable
from filrouge.model import Words
from filrouge.thesaurus import skos as module
from filrouge.thesaurus.held import OURS
from filrouge.thesaurus.skos import Skos, joined, read, read_file, write
from tests.thesaurus.making import HEAD, skos

RICH = """
:s a skos:ConceptScheme ; skos:prefLabel "Voix"@fr ; skos:hasTopConcept :cadre .
:cadre a skos:Concept ; skos:prefLabel "cadre"@fr, "frame"@en ; skos:altLabel "dispositif"@fr ; skos:inScheme :s ;
    skos:hiddenLabel "  cardre "@fr ; skos:definition "Ce qui tient."@fr ; skos:scopeNote "Ni tableau."@fr ;
    skos:editorialNote "À revoir."@fr ; skos:topConceptOf :s ; skos:exactMatch <http://other.example/frame> ;
    skos:narrower :limite ; skos:related :lien ; skos:notation "12"^^:code ; owl:deprecated true .
:limite a skos:Concept ; skos:prefLabel "limite"@fr ; skos:broader :cadre .
:lien a skos:Concept ; skos:prefLabel "lien" .
:tri a skos:Collection ; skos:prefLabel "Par place"@fr ; skos:member :cadre, :lien .
:rang a skos:OrderedCollection ; skos:memberList ( :lien :cadre ) .
[] a :Remarque ; :sur :cadre ; skos:note "Sans nom."@fr .
"""


def graph(data: bytes, suffix: str) -> rdflib.Graph:
    names = {"ttl": "turtle", "rdf": "xml", "jsonld": "json-ld", "nt": "nt"}
    return rdflib.Graph().parse(data=data, format=names[suffix])


def test_everything_a_concept_says_is_read():
    """Labels of each kind and language, notes, relations, schemes, in the order of the file."""
    found = skos(RICH)
    cadre = next(one for one in found.concepts if one.slug == "cadre")
    assert cadre.preferred == (Words(text="cadre", language="fr"), Words(text="frame", language="en"))
    assert [one.text for one in (*cadre.alternatives, *cadre.hidden)] == ["dispositif", "  cardre "]
    assert [one[0].text for one in (cadre.definitions, cadre.scope_notes, cadre.editorial_notes)] == [
        "Ce qui tient.",
        "Ni tableau.",
        "À revoir.",
    ]
    assert cadre.narrower == ("http://voc.example/limite",)
    assert cadre.exact_matches == ("http://other.example/frame",)
    assert (cadre.label("en"), cadre.label("de"), cadre.definition("en")) == ("frame", "cadre", "Ce qui tient.")
    assert found.schemes[0].tops == (cadre.address,) == (found.collections[0].members[0],)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own, in its reader of JSON-LD
@pytest.mark.parametrize("suffix", ["ttl", "rdf", "jsonld", "nt"])
def test_nothing_is_lost_on_the_way_back(suffix):
    """Another reader finds in what is written the very graph that was read, what we do not model included."""
    written = write(skos(RICH), suffix)
    assert isomorphic(graph(written, suffix), graph((HEAD + RICH).encode(), "ttl"))
    assert read(written, suffix).concepts[0].preferred == skos(RICH).concepts[0].preferred


def test_our_thesaurus_comes_back_whole():
    """Its own graph, triple for triple."""
    assert set(graph(write(read_file(OURS), "nt"), "nt")) == set(graph(OURS.read_bytes(), "ttl"))


def test_slugs_are_one_each_and_come_from_the_address_where_it_speaks():
    """A number says nothing, and the label stands for it; two that would be the same are told apart."""
    found = skos(
        ':base-de-securite a skos:Concept ; skos:prefLabel "Base sécure"@fr .'
        ':c12 a skos:Concept ; skos:prefLabel "frame"@en, "Le cadre"@fr .'
        ':c13 a skos:Concept ; skos:prefLabel "le cadre"@fr .'
        ":c14 a skos:Concept ."
    )
    assert [one.slug for one in found.concepts] == ["base-de-securite", "le-cadre", "le-cadre-c13", "c14"]
    assert found.concepts[3].label() == "c14"


def test_several_files_make_one_thesaurus():
    """What each says of the same concept is put together, once; unnamed things of two files stay two."""
    one = skos(':a a skos:Concept ; skos:prefLabel "cadre"@fr ; skos:note [ skos:note "un" ] .')
    two = skos(':a a skos:Concept ; skos:prefLabel "cadre"@fr, "frame"@en ; skos:note [ skos:note "deux" ] .')
    both = joined([one, two])
    assert [label.text for label in both.concepts[0].preferred] == ["cadre", "frame"]
    assert len(both.rest) == 4


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b"@prefix skos: <http", "ttl"),
        (b"<rdf:RDF>", "rdf"),
        (b'{"@context": "https://schema.example/context.jsonld", "@id": "urn:a"}', "jsonld"),
        (b"", "ttl"),
        (b"<urn:a> <urn:b> <urn:c> .", "ttl"),
        (b"id,label", "csv"),
        (b"\xff\xfe\x00", "ttl"),
    ],
)
def test_what_is_no_thesaurus_is_said_to_be_none(data, suffix):
    """Broken, empty, without a concept, of another format, or asking for something on the network."""
    with pytest.raises(ThesaurusUnreadable, match=r"voix\.x"):
        read(data, suffix, "voix.x")


def test_entities_open_no_file_and_do_not_swell(tmp_path):
    """XML may name a file or grow without end: both are refused. A plain abbreviation is read."""
    secret = tmp_path / "secret"
    secret.write_text("le secret")
    body = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:skos="http://www.w3.org/2004/02/skos/core#"><skos:Concept rdf:about="urn:a">'
        "<skos:prefLabel>&%s;</skos:prefLabel></skos:Concept></rdf:RDF>"
    )
    outside = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "{secret.as_uri()}">]>' + body % "x"
    with pytest.raises(ThesaurusUnreadable):
        read(outside.encode(), "rdf")
    grown = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    swelling = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e0 "lien">{grown}]>' + body % "e8"
    for encoding in ("utf-8", "utf-16"):
        with pytest.raises(ThesaurusUnreadable):
            read(swelling.encode(encoding), "rdf")
    plain = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x "lien">]>' + body % "x"
    assert read(plain.encode(), "rdf").concepts[0].label() == "lien"


def test_a_file_that_is_missing_or_too_large_is_told(tmp_path, monkeypatch):
    """By name, before anything is read."""
    with pytest.raises(ThesaurusUnreadable, match="No such file"):
        read_file(tmp_path / "rien.ttl")
    monkeypatch.setattr(module, "MAX_BYTES", 10)
    file = tmp_path / "voix.ttl"
    file.write_text(HEAD + RICH)
    with pytest.raises(ThesaurusUnreadable, match="larger"):
        read_file(file)


def test_nothing_makes_nothing():
    """An empty thesaurus is written as an empty file."""
    assert write(Skos(), "nt") == b""
