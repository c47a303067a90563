// Suggestions under the search box: an editable combobox with a list box (ARIA Authoring Practices, “Editable Combobox
// With List Autocomplete”). Without it, or when nothing comes, the box is the plain form that it was.

const WAIT = 120; // milliseconds without a key before asking
const SHORTEST = 2;
const KINDS = ["word", "theme", "question", "publication", "person"];

class Suggestions {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[type=search]");
    this.words = form.dataset;
    this.options = [];
    this.active = -1;
    this.known = new Map();
    this.list = element("div", { className: "suggestions", id: `${this.input.id}-suggestions`, hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.words.suggestions);
    this.said = element("p", { className: "unseen" });
    this.said.setAttribute("aria-live", "polite");
    form.append(this.list, this.said);
    this.dress();
    this.listen();
  }

  dress() {
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(roles)) {
      this.input.setAttribute(name, value);
    }
  }

  listen() {
    this.input.addEventListener("input", (event) => event.isComposing || this.later());
    this.input.addEventListener("compositionend", () => this.later());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    this.form.addEventListener("submit", () => this.close());
    // The box keeps the focus, so that the list is still there when the button is released.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) {
        this.choose(this.options.indexOf(option));
      }
    });
  }

  later() {
    clearTimeout(this.timer);
    this.pending?.abort();
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    const typed = this.input.value;
    if (typed.trim().length < SHORTEST) {
      this.close();
      return;
    }
    const asking = new AbortController();
    this.pending = asking;
    try {
      const found = await this.fetched(typed, asking.signal);
      if (!asking.signal.aborted && document.activeElement === this.input) {
        this.show(found, typed);
      }
    } catch (error) {
      if (error.name !== "AbortError") {
        this.close(); // the network or the server is away: the form still works
      }
    }
  }

  async fetched(typed, signal) {
    if (!this.known.has(typed)) {
      const response = await fetch(`/api/v1/suggest?${new URLSearchParams({ q: typed })}`, { signal });
      if (!response.ok) {
        throw new Error(`no suggestions: ${response.status}`);
      }
      this.known.set(typed, (await response.json()).suggestions);
    }
    return this.known.get(typed);
  }

  show(found, typed) {
    const alone = found.length === 1 && found[0].kind === "word" && folded(found[0].text) === folded(typed.trim());
    if (!found.length || alone) {
      this.close();
      this.said.textContent = alone ? "" : this.words.none;
      return;
    }
    this.options = [];
    this.list.replaceChildren(...KINDS.flatMap((kind) => this.group(kind, found, typed)));
    this.list.hidden = false;
    this.list.scrollTop = 0;
    this.input.setAttribute("aria-expanded", "true");
    this.move(-1);
    const count = this.options.length;
    this.said.textContent = (count === 1 ? this.words.one : this.words.many).replace("{count}", count);
  }

  group(kind, found, typed) {
    const those = found.filter((one) => one.kind === kind);
    if (!those.length) {
      return [];
    }
    const group = element("div", { className: "suggestion-group" });
    const head = element("div", { className: "suggestion-kind", id: `${this.list.id}-${kind}` });
    head.textContent = this.words[kind];
    head.setAttribute("role", "presentation");
    group.setAttribute("role", "group");
    group.setAttribute("aria-labelledby", head.id);
    group.append(head, ...those.map((one) => this.option(one, typed)));
    return [group];
  }

  option(one, typed) {
    const option = element("div", { className: `suggestion suggestion-${one.kind}` });
    option.id = `${this.list.id}-${this.options.length}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.text = one.text;
    if (one.url) {
      option.dataset.url = one.url;
    }
    option.append(...marked(spaced(one.text), typed));
    this.options.push(option);
    return option;
  }

  key(event) {
    const open = !this.list.hidden;
    if (event.isComposing) {
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (event.altKey && event.key === "ArrowUp") {
        this.close();
      } else if (!open) {
        this.ask();
      } else if (!event.altKey) {
        this.step(event.key === "ArrowDown" ? 1 : -1);
      }
    } else if (event.key === "Enter" && open && this.active >= 0) {
      event.preventDefault();
      this.choose(this.active);
    } else if (event.key === "Escape" && open) {
      event.preventDefault(); // a second one empties the box, as it does without a list
      this.close();
    }
  }

  /** One option down or up; past either end, back in the box. */
  step(by) {
    const places = this.options.length + 1;
    this.move(((this.active + 1 + by + places) % places) - 1);
  }

  move(to) {
    this.options[this.active]?.setAttribute("aria-selected", "false");
    this.active = to;
    const option = this.options[to];
    if (!option) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  choose(place) {
    const { text, url } = this.options[place].dataset;
    this.close();
    if (url) {
      const chosen = this.form.elements.lang?.value;
      location.assign(chosen ? `${url}?${new URLSearchParams({ lang: chosen })}` : url);
      return;
    }
    this.input.value = text;
    this.form.requestSubmit();
  }

  close() {
    clearTimeout(this.timer);
    this.pending?.abort();
    this.list.hidden = true;
    this.options = [];
    this.active = -1;
    this.said.textContent = "";
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}

/** French marks keep to their word: no line begins with one. */
function spaced(text) {
  return document.documentElement.lang === "fr" ? text.replace(/ (?=[?!;:»])/g, "\u202f") : text;
}

/** Lower case without accents. */
function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The text, what one has typed of it in `<b>`: only where folding keeps every letter at its place. */
function marked(text, typed) {
  const whole = text.normalize("NFC");
  const plain = folded(whole);
  const words = plain.length === whole.length ? folded(typed).split(/\s+/).filter(Boolean) : [];
  const begins = (word) => new RegExp(`(?<![\\p{L}\\p{N}])${escaped(word)}`, "u").exec(plain)?.index;
  const starts = words.map((word) => [begins(word), word.length]);
  const parts = [];
  let at = 0;
  for (const [start, size] of starts.filter(([start]) => start !== undefined).sort(([a], [b]) => a - b)) {
    if (start < at) {
      continue;
    }
    parts.push(whole.slice(at, start), element("b", { textContent: whole.slice(start, start + size) }));
    at = start + size;
  }
  return [...parts, whole.slice(at)];
}

function escaped(word) {
  return word.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

for (const form of document.querySelectorAll("form[data-suggestions]")) {
  new Suggestions(form);
}
