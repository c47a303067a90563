"""Questions in the JSON API: the same shapes as the command line's `--format json`."""

from fastapi import APIRouter, Request

from filrouge.flow.questions.shapes import (
    AskedShape,
    GatheredShape,
    QuestionsShape,
    asked_shape,
    gathered_shape,
    questions_shape,
)
from filrouge.web.api import PREFIX, PROBLEM_RESPONSES, Page, Size, Typed
from filrouge.web.questions import shown
from filrouge.web.site import SiteHere

router = APIRouter(prefix=PREFIX, responses={422: PROBLEM_RESPONSES[422], 503: PROBLEM_RESPONSES[503]})


@router.get("/questions", summary="Questions that the library gathers, as editors ordered them")
def questions(site: SiteHere, page: Page = 1, size: Size = 20) -> QuestionsShape:
    listed = site.parts.questions.listed()
    return questions_shape(listed[(page - 1) * size : page * size], total=len(listed))


@router.get(
    "/questions/{key}",
    summary="One question with everything gathered around it",
    responses={404: PROBLEM_RESPONSES[404]},
)
def question(key: str, site: SiteHere) -> GatheredShape:
    """A former address answers with the present question."""
    found = shown(site, key)
    return gathered_shape(found, site.parts.questions.page(found))


@router.get("/ask", summary="Extracts that answer a question, to the letter, or that nothing answers")
def ask(request: Request, site: SiteHere, q: Typed = "") -> AskedShape:
    return asked_shape(site.parts.questions.ask(q), site.visit(request).language)
