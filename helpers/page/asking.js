// Another view: what the page cannot show by itself. Where Python is there, it answers;
// elsewhere the page says how it is made.
const fieldsOf = () => records.asks.groups.flatMap(({ fields }) => fields);

// The values of the report's own view that differ from those of a plain one.
const ownValues = () => Object.fromEntries(
  fieldsOf().filter(({ value, default: plain }) => String(value) !== String(plain)).map(({ name, value }) => [name, value]),
);

// The values in the form that differ from those of a plain view, as a file has them.
const asked = (form) => {
  const values = {};
  for (const { name, list, only, values: allowed, default: plain } of fieldsOf()) {
    const inputs = [...form.querySelectorAll(`[name="ask-${name}"]`)];
    const ticked = inputs.filter((one) => one.checked).map((one) => one.value);
    const all = ticked.length === allowed.length && !plain.length ? plain : ticked;
    const told = list && only ? all : inputs[0].value.trim();
    const value = list && !only ? told.split(";").map((part) => part.trim()).filter(Boolean) : told;
    if (String(value) !== String(plain)) values[name] = value;
  }
  return values;
};

// As YAML: what JSON writes, YAML reads.
const asFile = (values) => Object.entries({ case: records.asks.case, ...values }).map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join("\n");

const inputFor = ({ name, list, only, values, value, blank }) => {
  const id = `ask-${name}`, more = { id, name: id, "aria-describedby": `${id}-help` };
  if (list && only) {
    const ticks = put(make("span", "", { role: "group", id }), ...values.map((one) => option("checkbox", id, one, one)));
    ticks.querySelectorAll("input").forEach((box) => { box.checked = !value.length || value.includes(box.value); });
    return ticks;
  }
  if (only) {
    const select = put(make("select", "", more), ...values.map((one) => make("option", one, { value: one })));
    select.value = value;
    return select;
  }
  return make("input", "", { ...more, type: "text", value: list ? value.join("; ") : value, autocomplete: "off", placeholder: blank, list: values.length ? `${id}-values` : "ask-names" });
};

// Let another view begin with what is filtered now.
const takeFilters = () => {
  const asks = [...Object.keys(NAMED), "exclude", "mute"], own = fieldsOf().filter(({ name }) => asks.includes(name));
  const values = { ...Object.fromEntries(own.map(({ name, value }) => [name, value])), ...asView(records, state), ...leftOut() };
  for (const [name, value] of Object.entries(values)) {
    for (const input of choices.querySelectorAll(`[name="ask-${name}"]`)) {
      if (input.type === "checkbox") input.checked = !value.length || value.includes(input.value);
      else input.value = [value].flat().join("; ");
    }
  }
};

const rowFor = (field) => {
  const id = `ask-${field.name}`, known = field.values.length && !field.only;
  const row = put(make("div", "", { class: "ask" }), make("label", field.label, { for: id }), inputFor(field), make("small", field.help, { id: `${id}-help` }));
  return known ? put(row, put(make("datalist", "", { id: `${id}-values` }), ...valued(field.values))) : row;
};

// What was asked for, and how it is made: to be copied.
const commands = (form) => {
  const made = make("div", "", { class: "made" }), file = asFile(asked(form));
  for (const [told, text] of [["As view.yaml:", file], ["In the project's folder:", `dateline report ${records.asks.case} -f view.yaml`]]) {
    const button = action("Copy", () => ask("copy", text)), place = make("pre", text, { tabindex: "0" });
    made.append(make("p", told), place, button);
  }
  return made;
};

// Do what Python answers, and say meanwhile and afterwards how it stands.
const awaited = async (said, does) => {
  const wait = () => {
    const now = ask("cut") || "One moment";
    if (said.textContent !== now) said.textContent = now; // else it would be read out again
  };
  wait();
  const told = view.setInterval(wait, 1000);
  try {
    said.replaceChildren(...[(await does()) ?? ""].flat());
  } catch (error) {
    said.textContent = error.message;
  } finally {
    view.clearInterval(told);
  }
};

// A file by its name: a link, where whoever serves the page serves the file too.
const fileAt = ({ file, at }) => (at ? make("a", file, { href: at }) : file);

// What only a page over a live case offers.
const liveParts = (said, made) => {
  const file = action("Save this view", () => awaited(said, async () => {
    const told = await ask("file");
    made.replaceChildren(...told.commands.map((text) => make("pre", text, { tabindex: "0" })));
    return ["Saved as ", fileAt(told), ". In the project's folder:"];
  }));
  const whole = action("Make its report", () => awaited(said, async () => ["The report is ", fileAt(await ask("report"))]));
  return [file, whole];
};

const buildAsking = () => {
  const said = make("p", "", { role: "status" }), made = make("div"), live = ask("live");
  const form = put(make("form"), ...records.asks.groups.map(({ title, fields }) => group("asks", title, fields.map(rowFor))));
  const names = put(make("datalist", "", { id: "ask-names" }), ...valued(Object.values(records.names)));
  const send = make("button", live ? "Show this view" : "How to make this view", { type: "submit" });
  if (live) said.textContent = `This view: ${live.told}`;
  const does = make("p");
  for (const button of [send, ...(live ? liveParts(said, made) : [])]) does.append(button, " ");
  const fold = opening("Another view", { class: "asking" }, put(form, names, does, said, made));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (live) awaited(said, () => ask("view", asked(form)));
    else {
      made.replaceChildren(commands(form));
      made.scrollIntoView({ block: "nearest" });
    }
  });
  fold.addEventListener("toggle", () => fold.open && takeFilters());
  choices.append(fold);
  for (const button of root.querySelectorAll(".wanted")) {
    const told = make("span", "", { role: "status" });
    button.after(" ", told);
    button.addEventListener("click", () => awaited(told, () => ask("chapter")));
  }
};

// ---- beside a card ---------------------------------------------------------------------------

// The passages of the reader's own text, its cues marked; they stand nowhere else.
const passageOf = ([place, parts]) =>
  put(make("p", "", { class: "passage", dir: "auto" }), make("small", `${place} `), ...parts.map(([text, cue]) => (cue ? make("mark", text) : text)));

// What Python adds to a card that is open.
const setBeside = async (id) => {
  const own = id.replace(/^card-/, "");
  if (!ask("live") || !/^[ERMS]\d/.test(own)) return;
  const passages = await ask("passage", own);
  if (opened === id) body.append(...passages.map(passageOf));
};
