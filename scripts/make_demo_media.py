#!/usr/bin/env python3
"""Make the two short films of the demonstration library ("capsules").

Usage:  scripts/make_demo_media.py [--into FOLDER] [SLUG ...]        (all the films without a slug)

Needs, on the PATH: espeak-ng, ffmpeg, chromium (or the program named by $CHROMIUM). No Python package.

For each `scripts/demo_media/SLUG.txt` it writes, under `src/filrouge/demo/` (or the folder given by --into):

* `media/SLUG.mp4`: H.264 slides at a low frame rate and a light mono AAC voice, ready to stream;
* `webinaires/SLUG.vtt`: the captions, timed by the real length of each synthesised sentence;
* in `webinaires/SLUG.md`, when it exists, the duration and the chapter starts (the rest is left as it is).

The text file:

    voice: Hélène Morvan         the speaker named in the captions
    espeak: fr+f2 148 44         espeak-ng voice, words a minute, pitch
    # Title                      a chapter starts here
    @ souffle | Title | Line     a slide: a drawing of `images/`, and its words
    ... 3                        a silence, in seconds
    A sentence.                  everything else is spoken, one sentence a line

The drawing `cercle-souffle` is the only animated one: a circle that grows for 4.4 s and shrinks for 6.3 s.
With the same versions of the three programs, the same text gives the same film.
"""

import argparse
import html
import os
import re
import subprocess
import tempfile
import wave
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from pathlib import Path

HERE = Path(__file__).resolve().parent
DEMO = HERE.parent / "src" / "filrouge" / "demo"
CHROMIUM = os.environ.get("CHROMIUM", "chromium")
CHROMIUM_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-background-networking --hide-scrollbars "
    "--allow-file-access-from-files --default-background-color=00000000"
).split()
WIDTH, HEIGHT, FPS, FADE = 1280, 720, 10, 0.8
LEAD, AFTER_SENTENCE, AFTER_CHAPTER, TAIL = 1.2, 0.42, 0.7, 1.8  # silences, in seconds
BREATH, BREATH_IN, BREATH_OUT = "cercle-souffle", 4.4, 6.3
CAPTION = 84  # longest caption, in characters
NO_COMMA = 25  # characters a caption may be out of balance by, rather than be cut between two plain words

SLIDE = """<!doctype html><meta charset="utf-8"><style>
html,body{{margin:0;width:{w}px;height:{h}px;overflow:hidden;background:#fdfcfb}}
img{{position:absolute;inset:0;width:100%;height:100%;object-fit:cover;filter:blur(.7px)}} /* grain is dear to encode */
div{{position:absolute;left:0;right:0;bottom:0;padding:190px 72px 52px;
 background:linear-gradient(rgba(253,252,251,0),rgba(253,252,251,.9) 52%,#fdfcfb)}}
h1{{font:400 52px/1.15 'EB Garamond','Cormorant Garamond',Georgia,'DejaVu Serif',serif;color:#22222a;margin:0}}
p{{font:400 25px/1.35 'EB Garamond',Georgia,'DejaVu Serif',serif;color:#6f4aa8;margin:12px 0 0}}
i{{display:block;width:84px;height:3px;background:#d6729b;margin:0 0 20px;border-radius:2px}}
</style>{image}{words}"""
CIRCLE = """<!doctype html><style>html,body{margin:0;background:transparent}
svg{display:block}</style><svg width="640" height="640" viewBox="0 0 640 640"><defs><radialGradient id="g">
<stop offset="0" stop-color="#fff" stop-opacity=".2"/><stop offset=".62" stop-color="#d6729b" stop-opacity=".3"/>
<stop offset=".93" stop-color="#6f4aa8" stop-opacity=".42"/><stop offset="1" stop-color="#6f4aa8" stop-opacity=".0"/>
</radialGradient></defs><circle cx="320" cy="320" r="312" fill="url(#g)"/>
<circle cx="320" cy="320" r="292" fill="none" stroke="#22222a" stroke-opacity=".55" stroke-width="2.5"/></svg>"""

# The voice: less metallic, a little room around it.
ROOM = (
    "highpass=f=70,equalizer=f=220:t=q:w=1:g=3,equalizer=f=3300:t=q:w=1.2:g=-4,lowpass=f=6200,"
    "aecho=0.9:0.6:24|41:0.10|0.06,acompressor=threshold=0.12:ratio=2.5:attack=8:release=120:makeup=1.6,"
    "alimiter=limit=0.85"
)
STILL = f"-loop 1 -framerate {FPS}".split()
PICTURE_CODEC = f"-c:v libx264 -preset slow -crf 33 -r {FPS} -g {FPS * 20} -profile:v high".split()
SOUND_CODEC = "-c:a aac -ac 1 -ar 24000 -b:a 40k".split()
SAME_BYTES = "-map_metadata -1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact".split()


@dataclass(frozen=True)
class Chapter:
    title: str


@dataclass(frozen=True)
class Slide:
    drawing: str
    title: str
    line: str


@dataclass(frozen=True)
class Silence:
    seconds: float


@dataclass(frozen=True)
class Sentence:
    text: str


Event = Chapter | Slide | Silence | Sentence


@dataclass(frozen=True)
class Voice:
    speaker: str
    name: str  # espeak-ng's; speed is in words a minute, pitch from 0 to 99
    speed: str
    pitch: str


@dataclass(frozen=True)
class Script:
    voice: Voice
    events: tuple[Event, ...]


@dataclass(frozen=True)
class Mark:
    start: float  # of a chapter, in seconds
    title: str


@dataclass(frozen=True)
class Cue:
    start: float
    end: float
    text: str


@dataclass(frozen=True)
class Shown:
    """A slide from its start until the next one's; it stays under the next one while that one fades in."""

    start: float
    end: float
    slide: Slide


@dataclass(frozen=True)
class Timeline:
    seconds: float
    sound: bytes
    marks: tuple[Mark, ...]
    spoken: tuple[Cue, ...]  # one cue a sentence, however long
    shown: tuple[Shown, ...]


@dataclass
class Track:
    """The sound as it grows, in mono frames of 16 bits; the clock of the film is its length."""

    rate: int
    sound: bytearray = field(default_factory=bytearray)

    @property
    def now(self) -> float:
        return len(self.sound) / 2 / self.rate

    def rest(self, seconds: float) -> None:
        self.sound.extend(b"\0\0" * round(seconds * self.rate))


def run(*command: str | Path | float) -> bytes:
    """What the program prints on its standard output."""
    return subprocess.run([str(part) for part in command], check=True, capture_output=True).stdout


def read(path: Path) -> Script:
    settings: dict[str, str] = {}
    events: list[Event] = []
    for line in filter(None, map(str.strip, path.read_text(encoding="utf-8").splitlines())):
        if not events and re.match(r"[a-z]+:", line):
            key, value = line.split(":", 1)
            settings[key] = value.strip()
        else:
            events.append(read_event(line))
    name, speed, pitch = settings["espeak"].split()
    return Script(Voice(settings["voice"], name, speed, pitch), tuple(events))


def read_event(line: str) -> Event:
    if line.startswith("#"):
        return Chapter(line[1:].strip())
    if line.startswith("@"):
        drawing, title, words = (part.strip() for part in line[1:].split("|"))
        return Slide(drawing, title, words)
    if line.startswith("..."):
        return Silence(float(line[3:]))
    return Sentence(line)


def speak(script: Script, work: Path) -> tuple[int, dict[Sentence, bytes]]:
    """The frames a second, and the frames of each sentence."""
    voice, target = script.voice, work / "sentence.wav"
    manner = ("-v", voice.name, "-s", voice.speed, "-p", voice.pitch, "-a", "110", "-z")
    rate, speech = 0, {}
    for sentence in script.events:
        if isinstance(sentence, Sentence):
            run("espeak-ng", *manner, "-w", target, sentence.text)
            with wave.open(str(target)) as sound:
                rate = sound.getframerate()
                speech[sentence] = sound.readframes(sound.getnframes())
    return rate, speech


def lay_out(script: Script, rate: int, speech: dict[Sentence, bytes]) -> Timeline:
    """Everything at its time. The first chapter and the first slide start with the film, before its first silence."""
    track = Track(rate)
    marks: list[Mark] = []
    spoken: list[Cue] = []
    slides: list[Slide] = []
    starts: list[float] = []
    track.rest(LEAD)
    for event in script.events:
        match event:
            case Chapter(title):
                if marks:
                    track.rest(AFTER_CHAPTER)
                marks.append(Mark(track.now if marks else 0.0, title))
            case Slide():
                starts.append(track.now if starts else 0.0)
                slides.append(event)
            case Silence(seconds):
                track.rest(seconds)
            case Sentence(text):
                start = track.now
                track.sound.extend(speech[event])
                spoken.append(Cue(start, track.now, text))
                track.rest(AFTER_SENTENCE)
    track.rest(TAIL)
    spans = pairwise([*starts, track.now])
    shown = tuple(Shown(start, end, slide) for (start, end), slide in zip(spans, slides, strict=True))
    return Timeline(track.now, bytes(track.sound), tuple(marks), tuple(spoken), shown)


def write_sound(timeline: Timeline, rate: int, target: Path) -> None:
    with wave.open(str(target), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(timeline.sound)


def captions(sentence: Cue) -> Iterator[Cue]:
    """One caption a sentence, or several when it is long, timed by their share of the letters."""
    pieces = cut(sentence.text)
    total, start = sum(map(len, pieces)), sentence.start
    for piece in pieces:
        end = start + (sentence.end - sentence.start) * len(piece) / total
        yield Cue(start, end, piece)
        start = end


def cut(text: str) -> list[str]:
    """Balanced pieces short enough to read, cut near commas where it can be."""
    pieces, rest = [], text
    for count in range(-(-len(text) // CAPTION), 1, -1):
        aim = len(rest) / count
        places = [(found.end(), 0) for found in re.finditer(r"[,:;] ", rest)]
        places += [(found.end(), NO_COMMA) for found in re.finditer(r" ", rest)]
        place, _ = min(places, key=lambda found: abs(found[0] - aim) + found[1])
        pieces.append(rest[:place].strip())
        rest = rest[place:]
    return [*pieces, rest.strip()]


def stamp(seconds: float) -> str:
    return f"{int(seconds // 3600):02d}:{int(seconds % 3600 // 60):02d}:{seconds % 60:06.3f}"


def write_captions(cues: Sequence[Cue], speaker: str, target: Path) -> None:
    lines = ["WEBVTT", ""]
    for cue in cues:
        lines += [f"{stamp(cue.start)} --> {stamp(cue.end)}", f"<v {speaker}>{cue.text}", ""]
    target.write_text("\n".join(lines), encoding="utf-8")


def shoot(page: str, target: Path, work: Path, width: int = WIDTH, height: int = HEIGHT) -> None:
    source = work / "page.html"
    source.write_text(page, encoding="utf-8")
    run(
        CHROMIUM,
        *CHROMIUM_FLAGS,
        f"--user-data-dir={work / 'profile'}",
        f"--window-size={width},{height}",
        f"--screenshot={target}",
        source.as_uri(),
    )


def draw(slide: Slide, target: Path, work: Path) -> None:
    drawing = DEMO / "images" / f"{slide.drawing}.svg"
    image = words = ""
    if drawing.exists():  # `cercle-souffle` has no drawing: its circle is laid over a plain page
        svg = drawing.read_text(encoding="utf-8")
        plain = work / "drawing.svg"  # the same drawing without its paper grain
        plain.write_text(re.sub(r'<rect[^>]*filter="url\(#p\)"/>', "", svg), encoding="utf-8")
        image = f'<img src="{plain.as_uri()}">'
    if slide.title:
        words = f"<div><i></i><h1>{html.escape(slide.title)}</h1><p>{html.escape(slide.line)}</p></div>"
    shoot(SLIDE.format(w=WIDTH, h=HEIGHT, image=image, words=words), target, work)


def stills(timeline: Timeline, work: Path) -> list[tuple[Path, float]]:
    """Pictures and their seconds, in the order `filter_graph` counts them: the slides, then a circle a breath."""
    made = []
    for place, shown in enumerate(timeline.shown):
        picture = work / f"{place}.png"
        draw(shown.slide, picture, work)
        made.append((picture, shown.end - shown.start + FADE))
    for _ in breaths(timeline):
        shoot(CIRCLE, work / "circle.png", work, 640, 640)
        made.append((work / "circle.png", timeline.seconds))
    return made


def breaths(timeline: Timeline) -> list[Shown]:
    return [shown for shown in timeline.shown if shown.slide.drawing == BREATH]


def filter_graph(timeline: Timeline) -> str:
    """The slides faded one into the next, the breathing circles over them, and the voice: [v] and [a]."""
    steps, label, count = [], "0:v", len(timeline.shown)
    for place, shown in enumerate(timeline.shown[1:], 1):
        fade = f"xfade=transition=fade:duration={FADE}:offset={shown.start:.3f}"
        steps.append(f"[{label}][{place}:v]{fade}[x{place}]")
        label = f"x{place}"
    for shown in breaths(timeline):
        steps += breathe(f"{count}:v", label, shown.start + FADE, shown.end - FADE / 2)
        label, count = "o", count + 1
    return ";".join([*steps, f"[{label}]format=yuv420p[v]", f"[{count}:a]{ROOM}[a]"])


def breathe(circle: str, below: str, start: float, end: float) -> Iterator[str]:
    """The circle grows and shrinks along half cosines, so that it never stops short."""
    u = f"mod(max(t-{start:.3f}\\,0)\\,{BREATH_IN + BREATH_OUT})"
    grown = f"(1-cos(PI*{u}/{BREATH_IN}))/2"
    shrunk = f"(1+cos(PI*({u}-{BREATH_IN})/{BREATH_OUT}))/2"
    size = f"2*trunc(120+170*if(lt({u}\\,{BREATH_IN})\\,{grown}\\,{shrunk}))"
    yield (
        f"[{circle}]format=rgba,fade=in:st={start:.3f}:d=1:alpha=1,fade=out:st={end - 1:.3f}:d=1:alpha=1,"
        f"scale=w={size}:h={size}:eval=frame[c]"
    )
    yield f"[{below}][c]overlay=x=(W-w)/2:y=(H-h)/2:eval=frame:enable=between(t\\,{start:.3f}\\,{end:.3f})[o]"


def film(timeline: Timeline, pictures: Sequence[tuple[Path, float]], voice: Path, target: Path) -> float:
    """Write the film; its length, in seconds, as ffprobe reads it back."""
    inputs = [(*STILL, "-t", f"{seconds:.3f}", "-i", str(picture)) for picture, seconds in pictures]
    run(
        *("ffmpeg", "-y", "-hide_banner", "-loglevel", "error"),
        *(*chain.from_iterable(inputs), "-i", str(voice)),
        *("-filter_complex", filter_graph(timeline), "-map", "[v]", "-map", "[a]", "-t", f"{timeline.seconds:.3f}"),
        *(*PICTURE_CODEC, *SOUND_CODEC, *SAME_BYTES),
        *("-movflags", "+faststart", target),
    )
    return float(run("ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", target))


def rewrite(page: Path, duration: float, marks: Sequence[Mark]) -> None:
    text = page.read_text(encoding="utf-8")
    text = re.sub(r"(\bduration: )[\d.]+", rf"\g<1>{duration:.1f}", text, count=1)
    lines = "".join(f'  - {{start: {mark.start:.1f}, title: "{mark.title}"}}\n' for mark in marks)
    text = re.sub(r"(?m)^chapters:\n(?:  - .*\n)*", lambda _: f"chapters:\n{lines}", text, count=1)
    page.write_text(text, encoding="utf-8")


def make(slug: str, into: Path) -> None:
    script = read(HERE / "demo_media" / f"{slug}.txt")
    target, page = into / "media" / f"{slug}.mp4", into / "webinaires" / f"{slug}.md"
    for folder in (target.parent, page.parent):
        folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        rate, speech = speak(script, work)
        timeline = lay_out(script, rate, speech)
        write_sound(timeline, rate, work / "voice.wav")
        duration = film(timeline, stills(timeline, work), work / "voice.wav", target)
    cues = [cue for sentence in timeline.spoken for cue in captions(sentence)]
    write_captions(cues, script.voice.speaker, page.with_suffix(".vtt"))
    if page.exists():
        rewrite(page, duration, timeline.marks)
    size, slides = target.stat().st_size / 1e6, len(timeline.shown)
    print(f"{slug}: {duration:.1f} s, {size:.2f} MB, {len(cues)} captions, {slides} slides")


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the short films of the demonstration library.")
    parser.add_argument("slugs", nargs="*", metavar="SLUG", help="a file of scripts/demo_media (default: all of them)")
    parser.add_argument("--into", type=Path, default=DEMO, metavar="FOLDER", help="where to write (default: the demo)")
    chosen = parser.parse_args()
    for slug in chosen.slugs or sorted(path.stem for path in (HERE / "demo_media").glob("*.txt")):
        make(slug, chosen.into)


if __name__ == "__main__":
    main()
