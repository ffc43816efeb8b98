// The coder's desk: the copy at the left, one proposal at the right, every key on a button.
const KINDS = {
  date: "Date", tense: "Tense", order: "Order", actor: "Actor",
  quote: "Quote", attribution: "Said by", number: "Number", condition: "Condition", selection: "By hand",
};
const OVER = ["date", "order", "condition", "number", "actor", "attribution", "quote", "selection", "tense"]; // whose mark is on top
const MOST = 8; // keys that wait while a decision is being written
const WRONG = "Reject: the proposal is wrong.", NO_RECORD = "Accept as dismissed: it names a time that makes no record.";
const FIRST = "Decide on each marked cue, from the top: accept what is said there, reject what is not.";

const desk = (doc, { text, state: first, told: opening, folder }, python) => {
  const byId = (id) => doc.getElementById(id);
  const make = (tag, told = "", given = {}) => {
    const one = doc.createElement(tag);
    one.append(told);
    for (const [name, value] of Object.entries(given)) one.setAttribute(name, value);
    return one;
  };
  const action = (label, key, does, given = {}) => {
    const one = make("button", label, { type: "button", ...given });
    if (key) one.append(make("kbd", key));
    one.addEventListener("click", does);
    return one;
  };
  const letters = Object.fromEntries(Object.entries(text).map(([number, told]) => [number, [...told]]));
  const hidden = new Set(), queue = [];
  const drafts = new Map(), sent = new Map(); // what was filled into forms that were left, and that were written
  let state = first, now = "", picked = null, chosen = null, form = null, busy = false;

  const name = (one) => JSON.stringify(one.key);
  const order = (one) => [Number(one.paragraph), one.at < 0 ? 1e9 : one.at, OVER.indexOf(one.kind)];
  const sorted = () => state.proposals.filter((one) => !hidden.has(one.kind)).sort((a, b) => {
    const [left, right] = [order(a), order(b)], nth = left.findIndex((value, n) => value !== right[n]);
    return nth < 0 ? 0 : left[nth] - right[nth];
  });
  const current = () => state.proposals.find((one) => name(one) === now);
  const isLeft = (one) => one.decision.startsWith("rejected");

  // ---- the copy ----------------------------------------------------------------------

  const markOf = (covering, piece, stop) => {
    const [top] = [...covering].sort((a, b) => (a.stop - a.at) - (b.stop - b.at) || OVER.indexOf(a.kind) - OVER.indexOf(b.kind));
    const mark = make("mark", piece, { class: top.kind, title: `${KINDS[top.kind] ?? top.kind}: ${top.value || top.cue}` });
    mark.classList.add(!top.decision ? "open" : isLeft(top) ? "left" : "done");
    mark.classList.toggle("last", covering.some((one) => one === top && one.stop === stop));
    mark.classList.toggle("now", covering.some((one) => name(one) === now));
    mark.dataset.key = name(top);
    return mark;
  };

  const paragraph = ({ number, decided, all, records }, marked) => {
    const line = letters[number], here = marked.filter((one) => one.paragraph === number && one.at >= 0);
    const cuts = [...new Set([0, line.length, ...here.flatMap((one) => [one.at, one.stop])])].sort((a, b) => a - b);
    const told = `${all ? `${decided} of ${all}` : ""}${records.length ? "" : `${all ? "\n" : ""}no record`}`;
    const place = make("p", "", { "data-number": number, "data-name": `P${number}`, "data-told": told, dir: "auto" });
    place.classList.toggle("bare", !records.length && decided === all);
    cuts.slice(0, -1).forEach((at, nth) => {
      const piece = line.slice(at, cuts[nth + 1]).join(""), covering = here.filter((one) => one.at <= at && one.stop > at);
      place.append(covering.length ? markOf(covering, piece, cuts[nth + 1]) : piece);
    });
    return place;
  };

  const drawText = () => {
    const marked = state.proposals.filter((one) => !hidden.has(one.kind));
    byId("text").replaceChildren(...state.paragraphs.map((one) => paragraph(one, marked)));
    doc.querySelector("mark.now")?.closest("p").classList.add("here");
  };

  // The letters of one paragraph that are selected: its number, from where, to where.
  const selected = () => {
    const range = doc.getSelection().rangeCount && doc.getSelection().getRangeAt(0);
    const place = range && !range.collapsed && (range.startContainer.parentElement ?? range.startContainer).closest("#text p");
    if (!place || !place.contains(range.endContainer)) return null;
    const before = range.cloneRange();
    before.selectNodeContents(place);
    before.setEnd(range.startContainer, range.startOffset);
    const start = [...before.toString()].length, words = range.toString();
    return words.trim() && { of: [Number(place.dataset.number), start, start + [...words].length], words: words.trim() };
  };

  // ---- the side ----------------------------------------------------------------------

  const drawLegend = () => byId("legend").replaceChildren("Cues:", ...Object.entries(KINDS).flatMap(([kind, label]) => {
    const own = state.proposals.filter((one) => one.kind === kind), open = own.filter((one) => !one.decision).length;
    if (!own.length) return [];
    const button = action("", "", () => {
      if (!hidden.delete(kind)) hidden.add(kind);
      draw();
      byId("legend").querySelector(`[data-kind=${kind}]`).focus();
    }, { "aria-pressed": String(!hidden.has(kind)), "data-kind": kind, title: "Show or hide these cues" });
    button.append(make("mark", label, { class: kind }), ` ${open ? `${open} left` : "\u2713"}`);
    return [button];
  }));

  const listed = (id, label, lines) => {
    const open = byId(id)?.open, list = make("ul"), fold = make("details", "", { id });
    list.append(...lines.map(([told, record]) => {
      const line = make("li", `${told} `, { dir: "auto" });
      if (record) line.append(action(`Open ${record}`, "", soon(() => openRecord({ record }))));
      return line;
    }));
    fold.append(make("summary", `${label}: ${lines.length} still to do`), list);
    fold.open = Boolean(open);
    return fold;
  };

  const drawCheck = () => {
    const { check, asks } = state;
    const passes = check.length ? listed("problems", "The check", check) : "\u2713 The check passes: a report can be made.";
    byId("check").replaceChildren(passes, ...asks.length ? [listed("asks", "To ask yourself", asks)] : []);
  };

  const drawRest = () => {
    const bare = state.paragraphs.filter(({ records }) => !records.length), place = byId("uncoded");
    const few = bare.length <= 6 ? [": ", ...bare.map(({ number }) => action(`P${number}`, "", () => show(number)))] : [` in ${bare.length} paragraphs`];
    place.replaceChildren(...bare.length ? ["No record yet", ...few] : []);
  };

  const drawPicked = () => {
    picked = selected() ?? picked;
    byId("picked").textContent = picked ? `\u201c${picked.words}\u201d` : "Select words that no cue marks.";
  };

  const outcome = (one) => {
    if (!one.decision) return "";
    return isLeft(one) ? "Rejected" : `Accepted: ${one.titles.join("; ") || one.decision}`;
  };

  const drawProposal = () => {
    const one = current(), all = state.proposals.length, done = state.proposals.filter((p) => p.decision).length;
    const here = one && state.paragraphs.find(({ number }) => number === one.paragraph);
    byId("here").textContent = here ? `P${here.number}: ${here.decided} of ${here.all} decided` : "All decided";
    byId("in-all").textContent = `${done} of ${all} in all`;
    Object.assign(byId("bar"), { max: all || 1, value: done });
    const isAny = form && !form.given.key && !chosen, kind = chosen ? "selection" : isAny ? "" : one?.kind ?? "";
    byId("about").className = `quiet ${kind}`;
    byId("about").replaceChildren(make("b", KINDS[kind] ?? kind), chosen ? `, P${chosen.of[0]}` : one && !isAny ? `, P${one.paragraph}${one.class ? `, ${one.class}` : ""}` : "");
    byId("cue").textContent = chosen ? `\u201c${chosen.words}\u201d` : isAny ? form.title : one ? `\u201c${one.cue}\u201d` : "Nothing is left to decide.";
    byId("value").textContent = !one || chosen || isAny ? "" : outcome(one) || (one.value && one.value !== one.cue ? `Proposed: ${one.value}` : "");
    byId("why").textContent = chosen || isAny ? "" : !one ? next() : `${one.why}${one.at < 0 ? `${one.why && "; "}not at its place in this text` : ""}`;
    drawActions(one);
  };

  const next = () => state.check.length ? "The check below lists what is still to do." : `Make the report: dateline report ${folder}`;

  const drawActions = (one) => {
    const off = one && !chosen ? {} : { disabled: "" }, back = state.undo ? { title: `Undo ${state.undo}` } : { disabled: "" };
    byId("does").hidden = Boolean(form);
    byId("which").textContent = form || chosen || !one || one.decision ? "" : `${WRONG}${["date", "tense"].includes(one.kind) ? ` ${NO_RECORD}` : ""}`;
    byId("does").replaceChildren(
      action(one?.decision && !isLeft(one) ? "Accept again" : "Accept", "A", soon(accept), { class: one?.decision ? "" : "main", ...off }),
      one?.decision && !chosen ? action("Take back", "T", soon(takeBack), off) : action("Reject", "R", soon(reject), off),
      action("Edit", "E", soon(edit), off), action("Undo", "U", soon(undo), back),
    );
  };

  const draw = () => {
    drawLegend();
    drawText();
    drawProposal();
    drawCheck();
    drawRest();
  };

  const say = (told, wrong = false) => {
    byId("told").textContent = told;
    byId("told").classList.toggle("wrong", wrong);
  };

  // ---- where one is ------------------------------------------------------------------

  const middle = (one) => one.getBoundingClientRect().top + one.getBoundingClientRect().height / 2;
  const go = (one) => {
    now = one ? name(one) : "";
    close();
    const mark = doc.querySelector("mark.now"), side = byId("text-side");
    if (mark) side.scrollTop += middle(mark) - middle(side); // the page around it stays
  };
  const step = (by) => {
    keep();
    const all = sorted(), at = all.findIndex((one) => name(one) === now);
    if (all.length) go(all[(at + by + all.length) % all.length]);
    focusCue();
  };
  const onward = () => {
    const all = sorted(), at = all.findIndex((one) => name(one) === now);
    go([...all.slice(at + 1), ...all.slice(0, at + 1)].find((one) => !one.decision));
  };
  const show = (number) => {
    keep();
    const one = sorted().find((p) => p.paragraph === number);
    if (one) go(one);
    doc.querySelector(`#text p[data-number="${number}"]`).scrollIntoView({ block: "center" });
    focusCue();
  };
  const focusCue = () => byId("cue").focus({ preventScroll: true });

  // ---- a form ------------------------------------------------------------------------

  const optionsOf = (options, value, blank = "") => {
    const select = make("select");
    if (blank !== null) select.append(make("option", blank, { value: "" }));
    const isOdd = value && !options.some(([own]) => own === value); // what the table has is kept
    select.append(...[...options, ...isOdd ? [[value, value]] : []].map(([own, told]) => make("option", told, { value: own })));
    select.value = value;
    return select;
  };
  const kinds = ["state", "institution", "armed-group", "person", "collective", "media"].map((one) => [one, one]);
  kinds.push(...["person", "collective"].map((one) => [`${one} unnamed`, `unnamed ${one}`]));

  // A select whose last choice makes what it is of: its name, and of an actor what it is.
  const who = ({ options, of, label = "", about }, answer, named = "", namedKind = "") => {
    const isNew = typeof answer === "object", value = isNew ? "new" : answer;
    const [proposed, proposedKind] = isNew ? [answer.new, answer.kind] : [named, namedKind];
    const alias = isNew ? answer.alias ?? answer.new : value === "new" ? named : ""; // as the cue calls it
    const made = { actors: "actor", voices: "actor", L: "place" }[of];
    const select = optionsOf([...options, ...made ? [["new", `+ a new ${made}`]] : []], value, about || "\u2014");
    const newly = make("span", "", { class: "newly" }), input = make("input", "", { type: "text", "aria-label": `Name of the new ${made}`, placeholder: "Full name" });
    const kind = optionsOf(kinds, proposedKind, "what it is");
    if (label) select.setAttribute("aria-label", label);
    kind.setAttribute("aria-label", "What the new actor is");
    kind.hidden = made !== "actor";
    input.value = proposed;
    if (value === "new" && proposed) (kind.hidden ? input : kind).dataset.first = "yes";
    newly.append(input, kind);
    const follow = () => { newly.hidden = select.value !== "new"; };
    select.addEventListener("change", follow);
    follow();
    return { parts: made ? [select, newly] : [select], read: () => select.value === "new" ? { new: input.value, kind: kind.value, alias } : select.value };
  };

  // As many as there are, and one more.
  const several = ({ options, of, value, label }) => {
    const place = make("span", "", { class: "several alone" }), rows = [];
    const another = (own) => {
      const { parts, read } = who({ options, of, label: own ? label : `${label}: another` }, own);
      if (!own) parts[0].addEventListener("change", () => another(""), { once: true });
      place.append(...parts);
      rows.push(read);
    };
    for (const own of [...value, ""]) another(own);
    return { parts: [place], read: () => rows.map((read) => read()).filter(Boolean) };
  };

  // Those of the paragraph with a role each, and others.
  const people = ({ here, options, of, roles: every, label, value }) => {
    const roles = every.map((one) => [one, one]), place = make("span", "", { class: "several" }), rows = [];
    const others = [...value];
    const another = (own, as) => {
      const { parts, read } = who({ options, of, label: `${label}: another` }, own), role = optionsOf(roles, as, "role");
      role.setAttribute("aria-label", "Role of the other");
      if (!own) parts[0].addEventListener("change", () => another("", ""), { once: true });
      place.append(parts[0], role, parts[1]);
      rows.push(() => [read(), role.value]);
    };
    for (const id of here) {
      const [, as] = others.find(([own]) => own === id) ?? [], told = options.find(([own]) => own === id)?.[1] ?? id;
      const role = optionsOf(roles, as ?? "", "not in it");
      if (as) others.splice(others.findIndex(([own]) => own === id), 1);
      role.setAttribute("aria-label", `Role of ${told}`);
      place.append(make("span", told, { dir: "auto" }), role);
      rows.push(() => [role.value && id, role.value]);
    }
    for (const [own, as] of [...others, ["", ""]]) another(own, as);
    return { parts: [place], read: () => rows.map((read) => read()).filter(([one]) => one) };
  };

  const GROUPS = { people, several };
  const control = (given) => {
    if (given.kind === "who") return who({ ...given, label: "" }, given.value, given.new, given.new_kind);
    if (GROUPS[given.kind]) return GROUPS[given.kind](given);
    const blank = given.options.some(([own]) => own === "" || (own === given.value && !given.about)) ? null : given.about || "\u2014";
    const one = given.kind === "select" ? optionsOf(given.options, given.value, blank) : make("input", "", { type: "text", autocomplete: "off" });
    one.value = given.value;
    return { parts: [one], read: () => one.value };
  };

  // A field with what was ``left`` in it, else with what it begins with.
  const fieldOf = (given, left = {}, part = "") => {
    const id = `field-${part}${given.name}`, own = part + given.name, begins = control(given), first = JSON.stringify(begins.read());
    const { parts, read } = own in left ? control({ ...given, value: left[own] }) : begins, isOther = () => JSON.stringify(read()) !== first;
    const place = make("div", "", { class: "field" });
    const isGroup = given.kind in GROUPS, told = given.help || given.note || (given.kind === "text" && given.about);
    const label = make(isGroup ? "span" : "label", given.label, isGroup ? {} : { for: id });
    if (isGroup) {
      parts[0].setAttribute("role", "group");
      parts[0].setAttribute("aria-label", given.label);
    } else parts[0].id = id;
    place.append(label, ...parts);
    if (told) {
      place.append(make("small", told, { id: `${id}-about`, class: given.help ? "unseen" : "" }));
      parts[0].setAttribute("aria-describedby", `${id}-about`);
    }
    return { place, read, isOther, name: own, more: given.more, label: given.label };
  };
  // Some fields at once, the others in a fold.
  const folded = (fields, open = false) => {
    const rest = fields.filter((one) => one.more), fold = make("details"), few = rest.slice(0, 4).map(({ label }) => label.toLowerCase());
    fold.append(make("summary", `More: ${few.join(", ")} \u2026`), ...rest.map(({ place }) => place));
    fold.open = open || rest.some(({ isOther }) => isOther());
    return [...fields.filter((one) => !one.more).map(({ place }) => place), ...rest.length ? [fold] : []];
  };

  // The ways to take a proposal, and the fields of the one that is chosen.
  const asks = () => chosen ? { chosen: chosen.of } : { key: current().key };
  const openForm = (all) => does("ways", asks, (told) => shown(told, all))();
  const shown = ({ ways, lists, ...about }, all) => {
    for (const one of ways.flatMap(({ fields }) => fields)) Object.assign(one, { ...about, of: one.of }, one.of && { options: lists[one.of] });
    const left = drafts.get(JSON.stringify(asks())), way = ways.find((one) => one.way === (left?.way ?? about.first));
    const own = begun({ given: asks(), ways, all, told: left?.told });
    form.send = () => form.way && does("accept", () => ({ ...form.given, way: form.way.way, answers: answers() }), written)();
    if (way || ways.length === 1) return choose(way ?? ways[0], false);
    own.append(make("p", "What is it?"), waysOf());
    own.append(endOf(""));
    own.querySelector("button").focus();
  };
  const begun = (given) => {
    form = { ways: [], way: null, fields: [], send: () => {}, ...given, told: given.told ?? {} };
    say("");
    byId("form").hidden = false;
    byId("form").replaceChildren();
    drawProposal();
    return byId("form");
  };
  const waysOf = () => {
    const list = make("div", "", { class: "ways", role: "group", "aria-label": "What it is" });
    list.classList.toggle("chosen", Boolean(form.way));
    for (const one of form.ways) {
      const button = action("", "", () => choose(one), { "aria-pressed": String(one === form.way) });
      button.append(make("span", one.label), make("small", one.about), make("kbd", one.key));
      list.append(button);
    }
    return list;
  };
  const endOf = (whole) => {
    const row = make("div", "", { class: "does" });
    if (whole) row.append(action(whole, "Ctrl Enter", write, { class: "main" }));
    row.append(action("Back to the cue", "Esc", leave));
    return row;
  };
  const choose = (way, isAsked = true) => {
    const told = changed();
    Object.assign(form, { way, told, fields: way.fields.map((one) => fieldOf(one, told)) });
    const own = byId("form");
    own.replaceChildren(...form.ways.length > 1 ? [waysOf()] : [], ...folded(form.fields, form.all));
    own.append(endOf("Write it"));
    onlyCooperative(form.fields);
    firmBy(way, form.fields);
    tellTies(form.fields);
    const open = [...own.querySelectorAll(":scope > .field :is(input,select)")].filter((one) => one.checkVisibility());
    const first = open.find(({ value, dataset }) => dataset.first || !value) ?? open[0];
    const pressed = isAsked || first.dataset.first ? null : own.querySelector("[aria-pressed=true]");
    (pressed ?? first).focus(); // a way that nobody has pressed may be another
  };
  // Whom a tie is against is asked, and answered, of one that is cooperative.
  const onlyCooperative = (fields) => {
    const [tie, against] = [/^(tie|sign)$/, /^against$/].map((one) => fields.find(({ name: own }) => one.test(own)));
    if (!against) return;
    const follow = () => { against.place.hidden = tie.read() !== "+"; }, read = against.read;
    against.read = () => against.place.hidden ? "" : read();
    tie.place.addEventListener("change", follow);
    follow();
  };
  // How firm a record begins follows who says so, until it is answered otherwise.
  const firmBy = ({ firm }, fields) => {
    const [voice, status] = ["voice", "status"].map((one) => fields.find(({ name: own }) => own === one)?.place.querySelector("select"));
    if (!voice || !status) return;
    const due = () => firm[Number(Boolean(voice.value))];
    let last = due();
    voice.addEventListener("change", () => {
      if (status.value === last) status.value = due();
      last = due();
    });
  };
  // Which ties the roles and the sign will make, before they are written.
  const tellTies = (fields) => {
    const both = ["people", "tie"].map((one) => fields.find(({ name: own }) => own === one)), told = make("small", "", { role: "status", class: "ties" });
    if (!both.every(Boolean)) return;
    const [people, tie] = both, asked = () => ({ people: people.read(), tie: tie.read() });
    const ask = () => {
      const given = asked();
      python("ties", given).then(({ ties }) => {
        if (JSON.stringify(given) === JSON.stringify(asked())) told.textContent = ties;
      }, () => {}); // writing it says what is wrong
    };
    for (const { place } of both) place.addEventListener("change", ask);
    tie.place.querySelector("small").before(told);
    ask();
  };
  const answers = () => Object.fromEntries(form.fields.map(({ name: own, read }) => [own, read()]));
  // What was filled in of all that was shown; what a field begins with may be another later.
  const changed = () => {
    const told = { ...form.told };
    for (const { name: own, read, isOther } of form.fields) {
      if (isOther()) told[own] = read();
      else delete told[own];
    }
    return told;
  };
  const keep = (kept = drafts) => {
    const told = form?.fields.length ? changed() : {}, given = JSON.stringify(form?.given);
    if (Object.keys(told).length) kept.set(given, { way: form.way?.way, told, of: form.of });
    else kept.delete(given);
  };

  // Records with all their cells, each row a part; or the choice of one.
  const openRecord = (given) => does("record", () => given, (told) => (told.choices ? whichRecord : recordForm)(told, given))();
  const whichRecord = ({ choices }, given) => {
    chosen = null;
    const own = begun({ given, title: "Any record" }), place = make("div", "", { class: "field" });
    const words = make("input", "", { type: "search", id: "which-words", autocomplete: "off" });
    const select = make("select", "", { id: "which-record", size: 12, "aria-label": "Records with these words" });
    const find = () => {
      const sought = words.value.toLowerCase().split(/\s+/), fits = ([, told]) => sought.every((one) => told.toLowerCase().includes(one));
      const groups = choices.map(([label, options]) => [label, options.filter(fits)]).filter(([, options]) => options.length);
      select.replaceChildren(...groups.map(([label, options]) => {
        const group = make("optgroup", "", { label });
        group.append(...options.map(([value, told]) => make("option", told, { value })));
        return group;
      }));
      select.selectedIndex = 0;
    };
    form.send = () => select.value ? openRecord({ record: select.value }) : say("No record has all of these words.", true);
    words.addEventListener("input", find);
    place.append(make("label", "Which record", { for: words.id }), words, make("small", "Some of its words, or its id; then Enter."));
    own.append(place, select, endOf("Open it"));
    find();
    words.focus();
  };
  const recordForm = ({ parts, lists }, given) => {
    const own = begun({ given, title: parts[0].label, of: JSON.stringify(parts) }), left = drafts.get(JSON.stringify(given));
    const told = left?.of === form.of ? left.told : {}; // else the rows are others by now
    const drawn = parts.map((part, nth) => partOf(part, `${nth}-`, lists, told));
    form.fields = drawn.flatMap(({ fields }) => fields);
    form.send = () => does("write", () => ({ key: given.key, parts: drawn.map(({ read }) => read()) }), written)();
    own.append(...drawn.map(({ place }) => place), endOf("Write it"));
    own.lastChild.append(make("small", "", { class: "quiet help" }));
    own.querySelector(".part .field :is(input, select)").focus();
  };
  const partOf = (part, at, lists, left) => {
    const place = make("details", "", { class: "part" }), gone = make("input", "", { type: "checkbox" }), goes = make("label", "");
    const fields = part.fields.map((one) => fieldOf({ ...one, ...one.of && { options: [...one.options, ...lists[one.of]] } }, left, at));
    place.append(make("summary", part.label), ...part.whole ? fields.map((one) => one.place) : folded(fields));
    gone.checked = Boolean(left[`${at}gone`]);
    place.open = part.open || gone.checked || fields.some(({ isOther }) => isOther());
    goes.append(gone, ` Remove it`);
    if (part.was && !part.stays) place.append(goes);
    const now = () => Object.fromEntries(fields.map(({ name: own, read }) => [own.slice(at.length), read()]));
    const removal = { name: `${at}gone`, read: () => gone.checked, isOther: () => gone.checked };
    return { place, fields: [...fields, removal], read: () => ({ table: part.table, of: part.of, was: part.was, gone: gone.checked, now: now() }) };
  };
  const close = () => {
    say("");
    form = null;
    chosen = null;
    byId("form").hidden = true;
    byId("form").replaceChildren();
    draw();
  };
  const leave = () => {
    keep();
    const left = chosen;
    close();
    picked = left ?? picked; // N opens it again
    drawPicked();
    focusCue();
  };

  // ---- what one does -----------------------------------------------------------------

  // Ask Python; what it says of the case is shown, also where it refuses.
  const refused = (wrong) => {
    const dropped = queue.splice(0).length;
    take(wrong);
    say(`${wrong.message}${dropped ? ` What was pressed after it was not done (${dropped}).` : ""}`, true);
  };
  // What is pressed while Python writes is done after it, in order; never after a refusal.
  const soon = (act) => () => {
    if (!busy) act();
    else if (queue.length < MOST) queue.push(act);
    else say(`${MOST} keys wait to be done; this one was not taken.`, true);
  };
  const ask = (on) => {
    busy = on;
    byId("side").setAttribute("aria-busy", String(on));
  };
  const does = (what, given, then) => async () => {
    if (busy) return;
    ask(true);
    try {
      const told = await python(what, given());
      take(told);
      then(told);
      if (told.told) say(told.told);
    } catch (wrong) {
      refused(wrong);
    } finally {
      ask(false);
      while (queue.length && !busy) queue.shift()();
    }
  };
  const take = ({ state: fresh }) => {
    if (!fresh) return;
    state = fresh;
    if (form) drawText();
    else draw();
    drawCheck();
  };
  const stay = () => {
    if (current()) go(current());
    else onward(); // proposals may just have come
    focusCue();
  };
  const decided = () => {
    onward();
    focusCue();
  };
  const MATCHED = { A: (who) => ({ way: "actor", answers: { who } }), L: (where) => ({ way: "place", answers: { where } }) };
  const accept = () => {
    const one = current();
    if (one?.match && !one.decision) does("accept", () => ({ key: one.key, ...MATCHED[one.match[0]](one.match) }), decided)();
    else if (one) openForm(false);
  };
  const edit = () => current() && (current().decision && !isLeft(current()) ? openRecord({ key: current().key }) : openForm(true));
  const reject = () => current() && !current().decision && does("reject", () => ({ key: current().key }), decided)();
  const takeBack = () => current()?.decision && does("back", () => ({ key: current().key }), () => {
    again(current()?.key);
    (current() ? draw : onward)();
  })();
  const again = (key) => { // what is taken back may be written otherwise
    const given = JSON.stringify({ key });
    if (sent.has(given)) drafts.set(given, sent.get(given));
  };
  const undo = () => state.undo && does("undo", () => ({}), ({ at }) => {
    again(at);
    go(state.proposals.find((one) => name(one) === JSON.stringify(at)) ?? current());
    focusCue();
  })();
  const write = () => form?.send();
  const written = () => {
    drafts.delete(JSON.stringify(form.given));
    keep(sent);
    (form.way && !form.given.chosen ? decided : stay)();
  };
  const anyRecord = () => openRecord({});
  const byHand = () => {
    const words = selected() ?? picked;
    keep();
    if (!words) return say("Select words within one paragraph first.", true);
    close();
    chosen = words;
    picked = null;
    drawProposal();
    drawPicked();
    return openForm(false);
  };

  const KEYS = { a: () => accept(), r: () => reject(), t: () => takeBack(), e: () => edit(), u: () => undo(), j: () => step(1), k: () => step(-1), n: () => byHand(), m: () => anyRecord() };
  const typing = ({ target, key }) => { // a digit chooses a way where no choice has one
    const isWay = key >= "0" && key <= "9" && ![...target.options ?? []].some(({ text: told }) => /\d/.test(told));
    return target.matches?.("input") || (target.matches?.("select") && !isWay);
  };
  const pressed = (event) => {
    if (event.key === "Enter" && !event.isComposing && form && (event.ctrlKey || event.metaKey || event.target.matches("input, #which-record"))) {
      event.preventDefault();
      write();
    } else if (event.key === "Escape") {
      if (form) leave();
      else if (event.target.id === "text") byId("cue").focus();
    } else if ((busy || !typing(event)) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const way = () => form?.ways.find((one) => one.key === event.key), key = KEYS[event.key.toLowerCase()];
      if (busy ? !(key || event.key >= "0" && event.key <= "9") : form ? !way() : !key) return;
      event.preventDefault();
      if (event.repeat && !"jk".includes(event.key.toLowerCase())) return; // held, it decides once
      soon(() => {
        if (way()) choose(way());
        else if (key && !form) key();
      })();
    }
  };

  doc.addEventListener("keydown", pressed);
  byId("form").addEventListener("focusin", ({ target }) => {
    const place = byId("form").querySelector(".help"), told = target.closest(".field")?.querySelector("small.unseen");
    if (place && told) place.textContent = told.textContent; // else a click would miss what moves
  });
  byId("form").addEventListener("submit", (event) => event.preventDefault());
  byId("text").addEventListener("focus", () => { // the caret begins at the cue
    const mark = doc.querySelector("mark.now");
    if (mark && !selected()) doc.getSelection().collapse(mark);
  });
  byId("text").addEventListener("beforeinput", (event) => event.preventDefault());
  byId("text").addEventListener("click", (event) => {
    const key = event.target.closest("mark")?.dataset.key;
    if (!key || !doc.getSelection().isCollapsed) return;
    keep();
    go(state.proposals.find((one) => name(one) === key));
  });
  byId("goes").append(action("Back", "K", soon(() => step(-1))), action("Next", "J", soon(() => step(1))));
  byId("chosen").prepend(action("New record from a selection", "N", byHand), action("Any record", "M", soon(anyRecord), { title: "Open a record with all its cells, or make one" }), " ");
  doc.addEventListener("selectionchange", drawPicked);
  doc.defaultView.addEventListener("focus", () => busy || python("news").then((told) => {
    take(told);
    if (told.told) say(told.told);
  }, () => {})); // the next decision says that a kernel is gone
  drawPicked();
  onward();
  say(opening || (state.proposals.some((one) => one.decision) ? "" : FIRST), Boolean(opening));
  doc.documentElement.dataset.drawn = "yes";
  return { take };
};

const render = ({ model, el }) => {
  const frame = frameIn(el);
  let shown = null, unpaint = () => {};
  const python = asker(model, (told) => shown?.take(told));
  const load = (told) => {
    frame.onload = () => {
      unpaint = themed(frame.contentDocument, el.ownerDocument.body);
      shown = desk(frame.contentDocument, told, python);
    };
    frame.srcdoc = told.html;
  };
  said(frame)({ message: WAITING });
  python("page").then(load).catch(said(frame));
  return () => unpaint();
};

export default { render };
