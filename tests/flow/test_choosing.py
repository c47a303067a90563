"""An outside model chooses and orders; it never writes."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from filrouge.flow.questions.choosing import Chooser
from filrouge.model import Extract, Gathering, Kind, PublicationCard
from filrouge.settings import AskingSettings

pytestmark = pytest.mark.network
CARD = PublicationCard(id="id-un", slug="un", kind=Kind.ARTICLE, title="Un")
TEXTS = ("Le cadre tient. Il rassure.", "La limite protège le lien.", "Le silence n’est pas neutre.")
GATHERING = Gathering(
    answers=tuple(Extract(text=text, publication=CARD, passage=f"p{at}") for at, text in enumerate(TEXTS))
)


class Served:
    """What the model answers, and what it was asked."""

    def __init__(self) -> None:
        self.address = ""
        self.content = '{"answers": []}'
        self.status = 200
        self.delay = 0.0
        self.asked: list[dict[str, object]] = []
        self.keys: list[str | None] = []


@pytest.fixture
def served():
    told = Served()

    class Model(BaseHTTPRequestHandler):
        def do_POST(self):
            told.keys.append(self.headers.get("Authorization"))
            told.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            time.sleep(told.delay)
            body = json.dumps({"choices": [{"message": {"content": told.content}}]}).encode()
            self.send_response(told.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *given):
            """Nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    told.address = f"http://127.0.0.1:{server.server_port}/v1"
    yield told
    server.shutdown()
    thread.join()
    server.server_close()


def choose(served: Served, **settings) -> tuple[list[str], tuple[str, ...]]:
    given = {"address": served.address, "model": "petit", "timeout": 5.0, **settings}
    gathering, notices = Chooser(AskingSettings(**given)).choose("Le cadre ?", GATHERING)
    return [one.passage for one in gathering.answers], notices


def test_extracts_come_in_the_order_that_the_model_chose(served):
    """Those that it did not choose are left out, and nothing is said to be wrong."""
    served.content = '{"answers": [{"extract": 3}, {"extract": 1}]}'
    assert choose(served) == (["p2", "p0"], ())
    assert "[2] La limite protège le lien." in served.asked[0]["messages"][1]["content"]


def test_words_that_are_not_of_the_extract_are_dropped_and_said(served):
    """A quote is checked letter by letter; what the model made up is never shown."""
    served.content = json.dumps(
        {"answers": [{"extract": 1, "quote": "Le cadre est une prison."}, {"extract": 2, "quote": "La limite protège"}]}
    )
    passages, notices = choose(served)
    assert passages == ["p1"]
    assert "not in the library" in notices[0]


def test_a_quote_is_the_sentence_that_is_marked(served):
    """What the model points at within an extract is what is marked in it."""
    served.content = '{"answers": [{"extract": 1, "quote": "Il rassure."}]}'
    gathering, _ = Chooser(AskingSettings(address=served.address, model="petit")).choose("?", GATHERING)
    assert gathering.answers[0].parted == ("Le cadre tient. ", "Il rassure.", "")


def test_an_extract_that_does_not_exist_is_dropped(served):
    """A number out of range is no extract."""
    served.content = '{"answers": [{"extract": 9}, {"extract": 0}, {"extract": 2}]}'
    passages, notices = choose(served)
    assert passages == ["p1"]
    assert notices[0].startswith("2 ")


@pytest.mark.parametrize("content", ["Voici ma réponse.", '{"answers": "toutes"}', "{", '{"text": "Le cadre…"}'])
def test_an_answer_that_is_no_choice_leaves_the_order_and_says_so(served, content):
    """Whatever the model says instead."""
    served.content = content
    passages, notices = choose(served)
    assert passages == ["p0", "p1", "p2"]
    assert "could not be asked" in notices[0]


def test_a_model_that_fails_leaves_the_order_and_says_so(served):
    """An error of the server is said, never an empty answer."""
    served.status = 500
    assert choose(served)[0] == ["p0", "p1", "p2"]
    assert choose(served)[1]


def test_a_model_that_is_slow_is_not_waited_for(served):
    """After the time that the settings give, the search's order is kept."""
    served.delay = 1.0
    passages, notices = choose(served, timeout=0.2)
    assert passages == ["p0", "p1", "p2"]
    assert "Timeout" in notices[0]


def test_the_key_is_sent_when_there_is_one(served):
    """As the protocol wants it; without one, nothing is."""
    choose(served, key="secret")
    choose(served)
    assert served.keys == ["Bearer secret", None]


def test_a_choice_of_nothing_keeps_what_was_found(served):
    """The search answered: the model's silence is said, not shown as an empty library."""
    passages, notices = choose(served)
    assert passages == ["p0", "p1", "p2"]
    assert "chose nothing" in notices[0]
