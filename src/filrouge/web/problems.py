"""Errors as visitors and programs read them: a page that helps, or problem details (RFC 9457) under `/api/`."""

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from filrouge.errors import EngineError, LibraryError, PublicationMissing, QuestionMissing
from filrouge.web.security import protect
from filrouge.web.site import current_site

API = "/api/"
PROBLEM = "application/problem+json"
RETRY_SECONDS = "30"

log = logging.getLogger(__name__)


def translate_errors(app: FastAPI) -> None:
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(PublicationMissing, _missing)
    app.add_exception_handler(QuestionMissing, _missing)
    app.add_exception_handler(EngineError, _unavailable)
    app.add_exception_handler(LibraryError, _unavailable)
    app.add_exception_handler(Exception, _failed)


def problem(request: Request, status: int, detail: str = "") -> Response:
    """`type` is about:blank, which RFC 9457 (4.2.1) gives to problems that say no more than their status."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "instance": request.url.path}
    return JSONResponse(body | ({"detail": detail} if detail else {}), status, media_type=PROBLEM)


def _answer(request: Request, status: int, detail: str = "") -> Response:
    if request.url.path.startswith(API):
        return problem(request, status, detail)
    return current_site(request).render(request, "error.html", status=status, code=status)


async def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    detail = error.detail if error.detail != HTTPStatus(error.status_code).phrase else ""
    response = _answer(request, error.status_code, detail)
    for name, value in (error.headers or {}).items():
        response.headers[name] = value
    return response


async def _invalid(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    wrong = "; ".join(f"{'.'.join(str(part) for part in one['loc'][1:])}: {one['msg']}" for one in error.errors())
    return _answer(request, 422, wrong)


async def _missing(request: Request, error: Exception) -> Response:
    if not isinstance(error, PublicationMissing | QuestionMissing):
        raise error
    what = "publication" if isinstance(error, PublicationMissing) else "question"
    return _answer(request, 404, f"No {what} has the id or slug “{error.key}”.")


async def _unavailable(request: Request, error: Exception) -> Response:
    """The message names folders and commands of the operator's: it goes to the log, not to the visitor."""
    log.error("%s: %s", type(error).__name__, error)
    response = _answer(request, 503, "The library or its index is being repaired; try again in a moment.")
    response.headers["Retry-After"] = RETRY_SECONDS
    return response


async def _failed(request: Request, _error: Exception) -> Response:
    """Starlette answers this one outside of every middleware, so it is protected here."""
    response = _answer(request, 500)
    protect(MutableHeaders(response.headers))
    return response
