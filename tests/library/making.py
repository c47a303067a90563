"""Publications for tests, from the few words that matter to each."""

from filrouge.model import Kind, Publication, Section


def publication(key: str = "lien", **fields) -> Publication:
    """A webinar read from a file named after `key`."""
    given = {
        "id": f"id-{key}",
        "slug": key,
        "kind": Kind.WEBINAR,
        "title": f"Le titre de {key}",
        "source": f"file:///archives/{key}.md",
        "summary": ("Tenir le cadre.",),
        "sections": (Section(anchor="ouvrir", heading="Ouvrir", html="<p>Le patient teste le lien.</p>"),),
    }
    return Publication(**{**given, **fields})
