#!/usr/bin/env python3
"""Make the two short films of the demonstration library ("capsules").

Usage:  python3 scripts/make_demo_media.py [SLUG ...]        (all the films without argument)

Needs, on the PATH: espeak-ng, ffmpeg, chromium (or the program named by $CHROMIUM). No Python package.

For each `scripts/demo_media/SLUG.txt` it writes, under `src/filrouge/demo/`:

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
import html, os, re, subprocess, sys, tempfile, wave
from pathlib import Path

HERE = Path(__file__).resolve().parent
DEMO = HERE.parent / "src" / "filrouge" / "demo"
CHROMIUM = os.environ.get("CHROMIUM", "chromium")
WIDTH, HEIGHT, FPS, FADE = 1280, 720, 10, 0.8
LEAD, AFTER_SENTENCE, AFTER_CHAPTER, TAIL = 1.2, 0.42, 0.7, 1.8
BREATH_IN, BREATH_OUT = 4.4, 6.3
CAPTION = 84                                       # longest caption, in characters

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


def run(*command, **options):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, **options)


def read(path):
    """The text file as settings and a list of (kind, value): chapter, slide, silence, sentence."""
    settings, events = {}, []
    for line in path.read_text(encoding="utf-8").splitlines():
        line = line.strip()
        if not line:
            continue
        if line.startswith("#"):
            events.append(("chapter", line[1:].strip()))
        elif line.startswith("@"):
            events.append(("slide", [part.strip() for part in line[1:].split("|")]))
        elif line.startswith("..."):
            events.append(("silence", float(line[3:])))
        elif not events and re.match(r"[a-z]+:", line):
            key, value = line.split(":", 1)
            settings[key] = value.strip()
        else:
            events.append(("sentence", line))
    return settings, events


def speak(sentence, settings, target):
    voice, speed, pitch = settings["espeak"].split()
    run("espeak-ng", "-v", voice, "-s", speed, "-p", pitch, "-a", "110", "-z", "-w", target, sentence)
    with wave.open(str(target)) as sound:
        return sound.getparams(), sound.readframes(sound.getnframes())


def captions(sentence, start, end):
    """One caption a sentence, or several when it is long, cut near commas, timed by their share of the letters."""
    count = -(-len(sentence) // CAPTION)
    pieces, rest = [], sentence
    while count > 1:
        aim = len(rest) / count
        places = [m.end() for m in re.finditer(r"[,:;] ", rest)] + [m.end() + 1000 for m in re.finditer(r" ", rest)]
        place = min(places, key=lambda p: abs(p % 1000 - aim) + (25 if p >= 1000 else 0)) % 1000
        pieces.append(rest[:place].strip())
        rest, count = rest[place:], count - 1
    pieces.append(rest.strip())
    total, at = sum(map(len, pieces)), start
    for piece in pieces:
        until = at + (end - start) * len(piece) / total
        yield at, until, piece
        at = until


def stamp(seconds):
    return f"{int(seconds // 3600):02d}:{int(seconds % 3600 // 60):02d}:{seconds % 60:06.3f}"


def shoot(page, target, work, width=WIDTH, height=HEIGHT):
    source = work / "page.html"
    source.write_text(page, encoding="utf-8")
    run(CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
        "--hide-scrollbars", "--allow-file-access-from-files", f"--user-data-dir={work / 'profile'}",
        "--default-background-color=00000000", f"--window-size={width},{height}", f"--screenshot={target}",
        source.as_uri())


def slide(name, title, line, target, work):
    drawing = DEMO / "images" / f"{name}.svg"
    image = ""
    if drawing.exists():
        plain = work / "drawing.svg"               # the same drawing without its paper grain
        plain.write_text(re.sub(r'<rect[^>]*filter="url\(#p\)"/>', "", drawing.read_text(encoding="utf-8")), encoding="utf-8")
        image = f'<img src="{plain.as_uri()}">'
    words = f"<div><i></i><h1>{html.escape(title)}</h1><p>{html.escape(line)}</p></div>" if title else ""
    shoot(SLIDE.format(w=WIDTH, h=HEIGHT, image=image, words=words), target, work)


def make(slug):
    settings, events = read(HERE / "demo_media" / f"{slug}.txt")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        sound, params, now, cues, chapters, slides = bytearray(), None, 0.0, [], [], []

        def silence(seconds):
            nonlocal now
            frames = round(seconds * rate)
            sound.extend(b"\0\0" * frames)
            now += frames / rate

        rate = speak("a", settings, work / "s.wav")[0].framerate
        silence(LEAD)
        for kind, value in events:
            if kind == "chapter":
                if chapters:
                    silence(AFTER_CHAPTER)
                chapters.append((0.0 if not chapters else now, value))
            elif kind == "slide":
                slides.append((0.0 if not slides else now, value))
            elif kind == "silence":
                silence(value)
            else:
                params, frames = speak(value, settings, work / "s.wav")
                start, now = now, now + len(frames) / 2 / rate
                sound.extend(frames)
                cues.extend(captions(value, start, now))
                silence(AFTER_SENTENCE)
        silence(TAIL)
        with wave.open(str(work / "voice.wav"), "wb") as out:
            out.setparams(params._replace(nframes=0))
            out.writeframes(bytes(sound))

        # slides, each shown until the next one has faded in
        inputs, chain, label, breaths = [], [], "0:v", []
        for i, (start, (name, title, line)) in enumerate(slides):
            end = slides[i + 1][0] if i + 1 < len(slides) else now
            slide(name, title, line, work / f"{i}.png", work)
            if name == "cercle-souffle":
                breaths.append((start + FADE, end - FADE / 2))
            inputs += ["-loop", "1", "-framerate", FPS, "-t", f"{end - start + FADE:.3f}", "-i", work / f"{i}.png"]
            if i:
                chain.append(f"[{label}][{i}:v]xfade=transition=fade:duration={FADE}:offset={start:.3f}[x{i}]")
                label = f"x{i}"
        count = len(slides)
        for start, end in breaths:
            shoot(CIRCLE, work / "circle.png", work, 640, 640)
            inputs += ["-loop", "1", "-framerate", FPS, "-t", f"{now:.3f}", "-i", work / "circle.png"]
            u = f"mod(max(t-{start:.3f}\\,0)\\,{BREATH_IN + BREATH_OUT})"
            share = (f"if(lt({u}\\,{BREATH_IN})\\,(1-cos(PI*{u}/{BREATH_IN}))/2\\,"
                     f"(1+cos(PI*({u}-{BREATH_IN})/{BREATH_OUT}))/2)")
            size = f"2*trunc(120+170*{share})"
            chain.append(f"[{count}:v]format=rgba,fade=in:st={start:.3f}:d=1:alpha=1,fade=out:st={end - 1:.3f}:d=1:alpha=1,"
                         f"scale=w={size}:h={size}:eval=frame[c]")
            chain.append(f"[{label}][c]overlay=x=(W-w)/2:y=(H-h)/2:eval=frame:enable=between(t\\,{start:.3f}\\,{end:.3f})[o]")
            label, count = "o", count + 1
        chain.append(f"[{label}]format=yuv420p[v]")
        # the voice: less metallic, a little room around it
        chain.append(f"[{count}:a]highpass=f=70,equalizer=f=220:t=q:w=1:g=3,equalizer=f=3300:t=q:w=1.2:g=-4,lowpass=f=6200,"
                     "aecho=0.9:0.6:24|41:0.10|0.06,acompressor=threshold=0.12:ratio=2.5:attack=8:release=120:makeup=1.6,"
                     "alimiter=limit=0.85[a]")
        target = DEMO / "media" / f"{slug}.mp4"
        target.parent.mkdir(parents=True, exist_ok=True)
        run("ffmpeg", "-y", "-hide_banner", "-loglevel", "error", *inputs, "-i", work / "voice.wav",
            "-filter_complex", ";".join(chain), "-map", "[v]", "-map", "[a]", "-t", f"{now:.3f}",
            "-c:v", "libx264", "-preset", "slow", "-crf", "33", "-r", FPS, "-g", FPS * 20,
            "-profile:v", "high", "-c:a", "aac", "-ac", "1", "-ar", "24000", "-b:a", "40k",
            "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact",
            "-movflags", "+faststart", target)

    vtt = ["WEBVTT", ""]
    for start, end, text in cues:
        vtt += [f"{stamp(start)} --> {stamp(end)}", f"<v {settings['voice']}>{text}", ""]
    (DEMO / "webinaires" / f"{slug}.vtt").write_text("\n".join(vtt), encoding="utf-8")

    duration = float(run("ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", target).stdout)
    page = DEMO / "webinaires" / f"{slug}.md"
    if page.exists():
        text = page.read_text(encoding="utf-8")
        text = re.sub(r"(\bduration: )[\d.]+", rf"\g<1>{duration:.1f}", text, count=1)
        block = "chapters:\n" + "".join(f'  - {{start: {start:.1f}, title: "{title}"}}\n' for start, title in chapters)
        text = re.sub(r"(?m)^chapters:\n(?:  - .*\n)*", lambda _: block, text, count=1)
        page.write_text(text, encoding="utf-8")
    print(f"{slug}: {duration:.1f} s, {target.stat().st_size / 1e6:.2f} MB, {len(cues)} captions, {len(slides)} slides")


if __name__ == "__main__":
    for name in sys.argv[1:] or sorted(path.stem for path in (HERE / "demo_media").glob("*.txt")):
        make(name)
