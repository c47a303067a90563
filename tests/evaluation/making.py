"""A retrieval set small enough to be read."""

import gzip
import json
from pathlib import Path

DOCUMENTS = (
    {"id": "lien", "title": "Le lien", "text": "Le lien mis à l’épreuve.\nUn retard, un silence.", "lang": "fr"},
    {"id": "cadre", "title": "Le cadre", "text": "Tenir le cadre et finir à l’heure.", "url": "not ours"},
    {"id": "Dit_1-a", "title": "", "cues": [[1, "on parle du trauma"], [3.5, "et de sidération"]]},
    {"id": "secure", "title": "Secure base", "text": "She comes back to the haven.", "lang": "en"},
)
QUERIES = (
    {"id": "lien_1", "text": "épreuve du lien"},
    {"id": "lien_2", "text": "un patient en retard"},
    {"id": "cadre_1", "text": "Faut-il tenir le cadre ?", "theme": "not ours"},
    {"id": "trauma_1", "text": "siderations"},
    {"id": "unjudged", "text": "cadre"},
)
JUDGEMENTS = (
    ("lien_1", "lien", 2),
    ("lien_2", "lien", 1),
    ("cadre_1", "cadre", 1),
    ("trauma_1", "Dit_1-a", 1),
)


def retrieval_set(folder: Path, *, documents=DOCUMENTS, queries=QUERIES, judgements=JUDGEMENTS) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    with gzip.open(folder / "corpus.jsonl.gz", "wt", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row) + "\n" for row in documents)
    (folder / "queries.jsonl").write_text("".join(json.dumps(row) + "\n" for row in queries), encoding="utf-8")
    lines = (f"{query}\t0\t{document}\t{grade}\n" for query, document, grade in judgements)
    (folder / "qrels.tsv").write_text("".join(lines), encoding="utf-8")
    return folder
