// Stars and notes of a reader on records: shown as text, kept by Python where it is there.
const drafts = new Map(); // what is typed on a card and not kept yet

const noteOf = (id) => records?.notes?.[id];

// Mark the records that have a star in their lists.
const setStars = () => {
  for (const { row, id } of rows) row.classList.toggle("starred", Boolean(noteOf(id)?.star));
};

const noteLine = ({ star, text, when }) => {
  const told = [[star && "\u2605", text], ["a reader\u2019s note", when]].map((parts) => parts.filter(Boolean));
  return put(make("p", told[0].join(" "), { class: "note", dir: "auto" }), " ", make("small", told[1].join(", ")));
};

const keepNote = (id, said, star, text) => awaited(said, async () => {
  records.notes = await ask("note", { record: id, star, text });
  drafts.delete(id);
  setStars();
  return noteOf(id) ? "Kept in notes.yaml" : "No note is kept on this record";
});

const noteForm = (id) => {
  const form = make("form", "", { class: "note" }), said = make("span", "", { role: "status" });
  const { star = false, text = "" } = noteOf(id) ?? {}, field = make("textarea", "", { id: "note", rows: "2", maxlength: "2000", dir: "auto" });
  field.value = drafts.get(id) ?? text;
  field.addEventListener("input", () => drafts.set(id, field.value));
  const press = (on) => {
    button.setAttribute("aria-pressed", String(on));
    button.textContent = on ? "\u2605 Starred" : "\u2606 Star";
  };
  const button = action("", async () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    await keepNote(id, said, on, noteOf(id)?.text ?? "");
    press(Boolean(noteOf(id)?.star));
    if (field.value !== (noteOf(id)?.text ?? "")) drafts.set(id, field.value);
  });
  press(star);
  form.append(make("label", "Your note", { for: "note" }), field, button, " ", make("button", "Keep note", { type: "submit" }), " ", said);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    keepNote(id, said, Boolean(noteOf(id)?.star), field.value);
  });
  return form;
};

// What a reader has noted of the record of a card, or may.
const notesFor = (card) => {
  const id = card.replace(/^card-/, "");
  if (!/^[A-Z]\d/.test(id)) return [];
  if (ask("live")) return [noteForm(id)];
  return noteOf(id) ? [noteLine(noteOf(id))] : [];
};
