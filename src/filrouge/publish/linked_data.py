"""Questions in the vocabulary of schema.org, for search engines: what answers, and the moments as clips."""

import json
from collections.abc import Mapping

from filrouge.model import Extract, Gathering, Question
from filrouge.publish.places import whole


def question_page(question: Question, gathering: Gathering, site: str) -> str:
    """JSON-LD that may stand in a `<script>`: nothing in it can end one."""
    told: list[Mapping[str, object]] = [
        {
            "@type": "QAPage",
            "@id": whole(site, question.url),
            "inLanguage": question.language,
            "mainEntity": {
                "@type": "Question",
                "name": question.wording,
                "alternateName": list(question.wordings[1:]),
                "answerCount": len(gathering.answers),
                "suggestedAnswer": [_answer(one, site) for one in gathering.answers],
            },
        }
    ]
    moments = [*(one for one in gathering.answers if one.length), *gathering.path.moments]
    if moments:
        clips = [
            {"@type": "ListItem", "position": place, "item": _clip(one, site)}
            for place, one in enumerate(moments, start=1)
        ]
        told.append({"@type": "ItemList", "itemListElement": clips})
    return json.dumps({"@context": "https://schema.org", "@graph": told}, ensure_ascii=False).replace("<", "\\u003c")


def _answer(one: Extract, site: str) -> Mapping[str, object]:
    said = {"author": {"@type": "Person", "name": one.speaker}} if one.speaker else {}
    return {
        "@type": "Answer",
        "text": one.text,
        "url": whole(site, one.url),
        "isPartOf": {"@type": "CreativeWork", "name": one.publication.title, "url": whole(site, one.publication.url)},
        **said,
    }


def _clip(one: Extract, site: str) -> Mapping[str, object]:
    work = {"@type": "CreativeWork", "name": one.publication.title, "url": whole(site, one.publication.url)}
    return {
        "@type": "Clip",
        "name": one.heading or one.publication.title,
        "startOffset": one.place.start,
        "endOffset": one.place.end,
        "url": whole(site, one.url),
        "isPartOf": work,
    }
