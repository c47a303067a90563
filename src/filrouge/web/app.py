"""The application: `create_app(parts)` gives what uvicorn serves."""

from fastapi import FastAPI

from filrouge import __version__
from filrouge.flow.files import PREFIX
from filrouge.web import api, browsing, mapping, question_api, questions, reading, searching, themes
from filrouge.web.assets import Assets, LibraryFiles
from filrouge.web.compression import Compression
from filrouge.web.problems import translate_errors
from filrouge.web.security import Protection
from filrouge.web.site import Site
from filrouge.wiring import Parts

FOLDER = PREFIX.rstrip("/")


def create_app(parts: Parts) -> FastAPI:
    app = FastAPI(
        title=parts.settings.site.name,
        version=__version__,
        openapi_url=f"{api.PREFIX}/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    assets = Assets()
    app.state.site = Site(parts, assets)
    for router in (
        browsing.router,
        themes.router,
        mapping.router,
        questions.router,
        searching.router,
        reading.router,
        api.page,
        api.router,
        question_api.router,
    ):
        app.include_router(router)
    app.mount("/static", assets)
    app.mount(f"/{FOLDER}", LibraryFiles(parts.folder / FOLDER))
    translate_errors(app)
    app.add_middleware(Compression)
    app.add_middleware(Protection)
    return app
