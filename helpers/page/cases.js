// Another case, where Python is there to open it: one of a list, or a folder.
const openCase = (said, name) => awaited(said, () => ask("case", name)).then(() => said.scrollIntoView({ block: "nearest" }));

const buildCases = async () => {
  if (!ask("live")) return;
  const form = make("form"), said = make("p", "", { role: "status" }), list = make("p");
  const field = make("input", "", { type: "text", id: "case-folder", autocomplete: "off", size: "40", dir: "auto" });
  form.append(list, make("label", "A case's name, or its folder", { for: field.id }), field, make("button", "Open this case", { type: "submit" }), said);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    openCase(said, field.value);
  });
  choices.append(opening("Another case", { class: "cases" }, form));
  try {
    for (const { name, question } of await ask("cases")) list.append(action(question ? `${name}: ${question}` : name, () => openCase(said, name)), " ");
  } catch (error) {
    said.textContent = error.message;
  }
};
