// The charts: unpacked, drawn as a filter leaves them, and marked where a record stands.
const wide = view.matchMedia("(min-width: 1112px)");
const dark = view.matchMedia("(prefers-color-scheme: dark)");
const colours = JSON.parse(byId("dark").textContent);
const pen = root.ownerDocument.createElement("canvas").getContext("2d");
const HOVER = 58; // letters in a line of a hover text
const TARGET = { type: "scatter", mode: "markers", showlegend: false, hoverinfo: "text", marker: { size: 20, opacity: 0 } };

const inflate = async (text) => {
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
};

// ---- from the packed form to a drawing ------------------------------------------------

const unpacked = ({ looks, columns }, texts) => {
  const keys = Object.keys(columns).filter((key) => key !== "look");
  return columns.look.map((look, nth) => {
    const one = { ...looks[look] };
    for (const key of keys) {
      const value = columns[key][nth];
      if (key === "text" || key === "hovertext") one[key] ??= texts[value];
      else if (key !== "name" || value) one[key] = value;
    }
    if (keys.includes("hovertext")) one.customdata ??= one.x.map(() => one.name);
    return one;
  });
};

// One face of a chart as it is painted, unpacked once.
const faces = new Map();
const faceOf = (face, texts) => {
  if (!faces.has(face)) {
    const [data, shapes, annotations] = [face.data, face.shapes, face.annotations].map((part) => unpacked(part, texts));
    faces.set(face, { data, layout: { ...face.layout, shapes, annotations } });
  }
  return faces.get(face);
};

// ---- words on a chart ------------------------------------------------------------------

const plain = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("$", "&#36;");

const broken = (text, fits) => {
  const lines = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
};

const cut = (text, fits) => {
  if (fits(text)) return text;
  let left = text;
  while (left && !fits(`${left.trimEnd()}\u2026`)) left = left.slice(0, -1);
  return `${left.trimEnd()}\u2026`;
};

const measure = (size, bold, room) => (text) => {
  pen.font = `${bold ? "bold " : ""}${size}px "DejaVu Sans", Verdana, Arial, sans-serif`;
  return pen.measureText(text).width <= room;
};

const HEADER = ["title", "subtitle"];

// Give a chart the words of a filter for its title, in the room that its own words had.
const retitled = (layout, title, subtitle) => {
  const own = layout.annotations.filter((a) => HEADER.includes(a.name));
  const [top] = own, last = own.at(-1), room = layout.width - 2 * top.x;
  let y = top.y;
  const write = (like, text, high, bold) => {
    const fits = measure(like.font.size, bold, room);
    return broken(text, fits).map((line) => {
      const told = plain(cut(line, fits));
      const made = { ...like, y, text: bold ? `<b>${told}</b>` : told };
      y += high;
      return made;
    });
  };
  const lines = [...write(top, title, top.font.size * 1.35, true), ...write(last, subtitle, 17, false)];
  const kept = lines.filter((line) => line.y <= last.y + 1);
  if (kept.length < lines.length) kept[kept.length - 1].text += "\u2026";
  return [...layout.annotations.filter((a) => !HEADER.includes(a.name)), ...kept];
};

// ---- ties as of the day ------------------------------------------------------------------

const moved = (stamp, x, y) => ({
  shapes: stamp.shapes.map((s) => ({ ...s, x0: s.x0 + x, x1: s.x1 + x, y0: s.y0 + y, y1: s.y1 + y })),
  annotations: stamp.annotations.map((a) => ({ ...a, x: a.x + x, y: a.y + y })),
});

// An area to point at, felt all over, as live draws it.
const target = (id, lines, x0, y0, x1, y1) => {
  const [across, down] = [Math.max(1, Math.round((x1 - x0) / 18)), Math.max(1, Math.round((y1 - y0) / 32))];
  const spots = [...Array(across * down).keys()];
  const told = lines.flatMap((line) => broken(line, (text) => text.length <= HOVER)).map(plain);
  return {
    ...TARGET, name: id, hovertext: told.join("<br>"), customdata: spots.map(() => id),
    x: spots.map((n) => x0 + ((n % across) + 0.5) * ((x1 - x0) / across)),
    y: spots.map((n) => y0 + (Math.floor(n / across) + 0.5) * ((y1 - y0) / down)),
  };
};

// The mark of a tie at a place; its ground is hatched where a filter hides records that
// it rests on.
const marked = (face, tie, x, y, area, id) => {
  const rests = restsOn(tie, shownNow), { middle, stamp } = face.hatching;
  return {
    ...moved(face.stamps[`${tie.state} ${tie.look}`], x, y),
    rests: rests && `${tie.hover[0]}${tie.holds ? "" : " (prospect)"} ${rests}`,
    hatching: rests ? moved(stamp, x - middle[0], y - middle[1]).shapes : [],
    data: [target(id, rests ? [...tie.hover, rests] : tie.hover, ...area)],
  };
};

const cell = (face, tie, x, y, narrow) => {
  const { wide: across, high, glyph, count: low, step } = face.cells;
  const drawn = marked(face, tie, x + across / 2, y + glyph, [x, y, x + across, y + high], tie.anchor);
  const told = narrow ? tie.under_narrow : tie.under, fits = measure(face.count.font.size, false, across - 4);
  const lines = fits(told) ? [told] : told.split(", ").slice(0, 2).map((part) => cut(part, fits));
  lines.forEach((text, nth) => {
    drawn.annotations.push({ ...face.count, ...(drawn.rests ? face.hatching.over : {}), x: x + across / 2, y: y + low + step * nth, text: plain(text), name: tie.anchor });
  });
  return drawn;
};

const among = (rows, actors) => rows.filter((tie) => tie.kind === "tie" && actors.includes(tie.a) && actors.includes(tie.b));

// The matrix: what is attested below the diagonal, prospects above it.
const matrix = (face, standing, narrow) =>
  [...among(standing.ties, face.actors), ...among(standing.ahead, face.actors)].map((tie) => {
    const [low, high] = [face.actors.indexOf(tie.a), face.actors.indexOf(tie.b)].sort((a, b) => a - b);
    const [row, column] = tie.holds ? [high, low] : [low, high];
    return cell(face, tie, face.cells.x[column], face.cells.y[row], narrow);
  });

// A line that was drawn along the axis, between two places.
const laid = (shape, x0, y0, x1, y1) => {
  const long = Math.hypot(x1 - x0, y1 - y0) || 1;
  const [nx, ny] = [((y0 - y1) / long) * shape.y0, ((x1 - x0) / long) * shape.y0];
  return { ...shape, x0: x0 + nx, y0: y0 + ny, x1: x1 + nx, y1: y1 + ny };
};

const dashed = (shape) => ({ ...shape, line: { ...shape.line, dash: "dash" } });

const network = (face, standing) => {
  const places = new Map(face.pairs.map(([a, b, ...at]) => [`${a} ${b}`, at]));
  return among(standing.ties, face.actors).map((tie) => {
    const [x0, y0, x1, y1, x, y] = places.get(`${tie.a} ${tie.b}`);
    const lines = face.lines[`${tie.state} ${tie.holds}`].shapes.map((shape) => laid(shape, x0, y0, x1, y1));
    const area = [x - face.reach, y - face.reach, x + face.reach, y + face.reach];
    const drawn = marked(face, tie, x, y, area, courseOf(tie));
    return { ...drawn, lines: drawn.rests ? lines.map(dashed) : lines };
  });
};

// How many of the ties drawn are certain, and how many are of actors not on the chart.
const drawnOf = (face, standing) => {
  const every = standing.ties.filter((tie) => tie.kind === "tie").length;
  const drawn = among(standing.ties, face.actors ?? []);
  const sure = drawn.filter((tie) => tie.holds === "certain").length;
  const rest = every - drawn.length, may = drawn.length - sure;
  const held = `${sure ? count(sure, "tie") : "no tie"} attested${may ? `, ${may}${sure ? " more" : ""} may hold` : ""}`;
  return `${held}${rest ? `, ${rest} more of actors not on this chart` : ""}.`;
};

// ---- a chart under a filter: as it is painted, and described in words ---------------------

const composed = (chart, name) => {
  const { held } = chart;
  const told = filterWords(records, state), { left } = countLine(records, state);
  const filter = told ? `Filter: ${told}. ` : "";
  if (held.whole) return faceOf(held.whole[name], held.texts);
  const face = (held.cells ?? held.net)[name];
  const { data, layout } = faceOf(face, held.texts);
  if (!face.actors) return { data, layout };
  const drawn = held.cells ? matrix(face, standing, name === "narrow") : network(face, standing);
  const day = state.day === null ? "" : ` on ${dayInWords(state.day)}`;
  const on = told || otherDay();
  const hatched = drawn.map((one) => one.rests).filter(Boolean).join("; ");
  const taught = hatched && "On hatched ground: rests on records hidden by your filter. ";
  const how = `${filter}${taught}Ties${day}: ${drawnOf(face, standing)}`;
  const annotations = on
    ? retitled({ ...layout, annotations: layout.annotations.filter((a) => a.name !== "more") }, left, how)
    : layout.annotations;
  return {
    alt: on ? `${left}. ${how}${hatched && ` ${hatched}.`}` : undefined,
    data: [...data, ...drawn.flatMap((one) => one.data)],
    layout: {
      ...layout,
      shapes: [...drawn.flatMap((one) => one.lines ?? []), ...layout.shapes, ...drawn.flatMap((one) => [...one.hatching, ...one.shapes])],
      annotations: [...annotations, ...drawn.flatMap((one) => one.annotations)],
    },
  };
};

const draw = async (chart) => {
  if (chart.matches(".rowed")) return drawRows(chart);
  const face = chart.querySelector(".live");
  chart.held ??= JSON.parse(await inflate(chart.querySelector(".plots").textContent));
  let plot = composed(chart, wide.matches ? "wide" : "narrow");
  if (dark.matches) {
    let text = JSON.stringify(plot);
    for (const [light, other] of Object.entries(colours)) text = text.replaceAll(`"${light}"`, `"${other}"`);
    plot = JSON.parse(text);
  }
  twin(chart.querySelector("figcaption"), plot.alt ?? null);
  chart.classList.add("drawn");
  chart.dataset.kind = chart.held.kind;
  paint(face, plot);
  setWayIn(chart);
  ring(chart);
};

// ---- where the chosen record stands -------------------------------------------------------

// Outline the marks of the record that is open, and thinner those of what it touches.
const ring = (chart) => {
  if (chart.matches(".rowed")) return ringRows(chart);
  const face = chart.querySelector(".live"), near = touched(opened);
  face.querySelectorAll(".ring").forEach((old) => old.remove());
  for (const { name, x, y } of opened ? (face.data ?? []) : []) {
    if (name !== opened && !near.has(name)) continue;
    const one = root.ownerDocument.createElement("i"), [left, top, width, height] = areaOf({ x, y });
    one.className = name === opened ? "ring" : "ring near";
    Object.assign(one.style, {
      left: `${left}px`, top: `${top}px`,
      width: `${width}px`, height: `${height}px`,
    });
    face.append(one);
  }
};
