"""An outside model that chooses and orders extracts, where an operator set one: it is given numbered sentences of the
library, and whatever it returns that is not to the letter among them is dropped.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

import httpx
from pydantic import BaseModel, Field

from filrouge.model import Extract, Gathering
from filrouge.model.value import Value
from filrouge.settings import AskingSettings

_log = logging.getLogger(__name__)
MOST_BYTES = 200_000
"""Of an answer: numbers and short quotes are far less."""
_TASK = """You are given a question and numbered extracts of a library.
Choose those that answer the question and order them, best first. Return JSON only:
{"answers": [{"extract": NUMBER, "quote": "WORDS OF THAT EXTRACT, TO THE LETTER"}]}
Never write words of your own. Return an empty list when none answers."""


class _Choice(Value):
    extract: int
    quote: str = ""


class _Choices(Value):
    answers: tuple[_Choice, ...]


class _Message(BaseModel):
    content: str


class _Said(BaseModel):
    message: _Message


class _Completion(BaseModel):
    """What is read of an answer in the protocol: servers add fields of their own."""

    choices: tuple[_Said, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Chooser:
    """Speaks the chat protocol of OpenAI, which many servers of models speak."""

    settings: AskingSettings

    def choose(self, asked: str, gathering: Gathering) -> tuple[Gathering, tuple[str, ...]]:
        """The gathering with its answers chosen and in order, or as it was, with what went wrong said."""
        extracts = gathering.answers
        try:
            chosen = self._ask(asked, extracts)
        except (httpx.HTTPError, ValueError) as error:
            _log.warning("The model at %s could not choose: %s", self.settings.address, error)
            text = f"The model could not be asked ({type(error).__name__}): the order is that of the search."
            return gathering, (text,)
        kept, dropped = _checked(chosen, extracts)
        notices = (f"{dropped} of what the model returned is not in the library, and was dropped.",) if dropped else ()
        if not kept:
            return gathering, (*notices, "The model chose nothing: the order is that of the search.")
        return gathering.model_copy(update={"answers": kept}), notices

    def _ask(self, asked: str, extracts: Sequence[Extract]) -> _Choices:
        numbered = "\n\n".join(f"[{number}] {one.text}" for number, one in enumerate(extracts, start=1))
        request = {
            "model": self.settings.model,
            "temperature": 0,
            "messages": [
                {"role": "system", "content": _TASK},
                {"role": "user", "content": f"Question: {asked}\n\n{numbered}"},
            ],
        }
        headers = {"Authorization": f"Bearer {self.settings.key}"} if self.settings.key else {}
        address = f"{self.settings.address.rstrip('/')}/chat/completions"
        with httpx.Client(timeout=self.settings.timeout, follow_redirects=False) as client:
            answer = client.post(address, json=request, headers=headers)
        answer.raise_for_status()
        if len(answer.content) > MOST_BYTES:
            raise ValueError(f"{len(answer.content)} bytes, which no choice takes")
        said = _Completion.model_validate_json(answer.content).choices[0].message.content
        return _Choices.model_validate_json(said[said.index("{") : said.rindex("}") + 1])


def _checked(chosen: _Choices, extracts: Sequence[Extract]) -> tuple[tuple[Extract, ...], int]:
    """What is to the letter in the extract it is said to be of, each once; and how much is not."""
    kept: dict[str, Extract] = {}
    dropped = 0
    for one in chosen.answers:
        extract = extracts[one.extract - 1] if 0 < one.extract <= len(extracts) else None
        quote = one.quote.strip()
        at = extract.text.find(quote) if extract and quote else -1
        if extract is None or (quote and at < 0):
            dropped += 1
            continue
        sentence = (at, at + len(quote)) if quote else extract.sentence
        kept.setdefault(extract.passage, extract.model_copy(update={"sentence": sentence}))
    return tuple(kept.values()), dropped
