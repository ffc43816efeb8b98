// A drawing of shapes and texts as an SVG in the page, with areas to point at.
const SVG = "http://www.w3.org/2000/svg";
const PLAIN = { size: 12, color: "currentColor", family: "sans-serif" }; // where a drawing names no letters
const ANCHORS = { left: "start", center: "middle", right: "end" };
const ENTITIES = { "&lt;": "<", "&gt;": ">", "&#36;": "$", "&quot;": '"', "&#x27;": "'", "&amp;": "&" };

const node = (name, attributes, text = "") => {
  const made = root.ownerDocument.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) if (value !== "") made.setAttribute(key, value);
  if (text) made.textContent = text;
  return made;
};

// What a label says: bold letters and ends of lines are all the markup it has.
const bare = (text) => text.replaceAll("<br>", "\n").replace(/<\/?b>/g, "").replace(/&[^;]+;/g, (one) => ENTITIES[one] ?? one);

const outline = ({ color, width, dash }) => ({ stroke: width ? color : "", "stroke-width": width || "", "stroke-dasharray": dash === "3px,2px" ? "3 2" : "" });

const shapeNode = ({ type, x0, y0, x1, y1, opacity = 1, fillcolor = "none", line }) => {
  const look = { ...outline(line), opacity: opacity === 1 ? "" : opacity, fill: fillcolor };
  if (type === "line") return node("line", { x1: x0, y1: y0, x2: x1, y2: y1, ...look });
  const [x, y, wide, high] = [Math.min(x0, x1), Math.min(y0, y1), Math.abs(x1 - x0), Math.abs(y1 - y0)];
  if (type === "circle") return node("ellipse", { cx: x + wide / 2, cy: y + high / 2, rx: wide / 2, ry: high / 2, ...look });
  return node("rect", { x, y, width: wide, height: high, ...look });
};

const textNode = ({ x, y, text, font = PLAIN, xanchor, bgcolor }) => {
  const look = { x, y: y + 0.35 * font.size, "font-size": font.size, fill: font.color, "text-anchor": ANCHORS[xanchor] ?? "middle" };
  const ground = bgcolor ? { stroke: bgcolor, "stroke-width": 4, "paint-order": "stroke" } : {};
  return node("text", { ...look, ...ground, "font-weight": text.startsWith("<b>") ? "bold" : "" }, bare(text));
};

// The area that the points of a trace feel: left, top, width, height.
const areaOf = ({ x, y }) => {
  const rows = [...new Set(y)];
  const half = [x.length > rows.length ? (x[1] - x[0]) / 2 : 12, rows.length > 1 ? (rows[1] - rows[0]) / 2 : 12];
  const [left, top] = [Math.min(...x) - half[0], Math.min(...y) - half[1]];
  return [left, top, Math.max(...x) + half[0] - left, Math.max(...y) + half[1] - top];
};

const hitNode = (name, told, [x, y, width, height]) => {
  const words = bare(told);
  const made = node("rect", { x, y, width, height, fill: "transparent", role: "listitem", tabindex: -1, "data-record": name, "aria-label": words.replaceAll("\n", "; ") });
  made.append(node("title", {}, words));
  return made;
};

// One trace: an area to point at, or what moves with the days of a chart of another view.
const traceNodes = (trace) => {
  const { mode, x, y, hovertext, customdata, line, marker, textfont, text, textposition = "" } = trace;
  if (trace.visible === false) return [];
  if (Array.isArray(hovertext)) return hovertext.map((told, n) => hitNode(customdata[n], told, areaOf({ x: [x[n]], y: [y[n]] })));
  if (hovertext) return [hitNode(trace.name, hovertext, areaOf(trace))];
  if (mode === "lines") {
    return x.flatMap((_, n) => (n % 3 ? [] : [node("line", { x1: x[n], y1: y[n], x2: x[n + 1], y2: y[n + 1], opacity: trace.opacity ?? "", ...outline(line) })]));
  }
  if (mode === "text") return text.map((told, n) => textNode({ x: x[n], y: y[n], text: told, font: textfont, xanchor: { right: "left", left: "right" }[textposition.split(" ")[1]] }));
  return x.map((_, n) => node("circle", { cx: x[n], cy: y[n], r: marker.size / 2, fill: marker.color, ...outline(marker.line ?? { width: 0 }) }));
};

// Show a drawing; its data stay with it, for the outline of the record that is open.
const paint = (face, { data, layout }) => {
  const { width, height, font = PLAIN, shapes, annotations } = layout;
  const hits = data.filter((trace) => trace.hovertext), moving = data.filter((trace) => !trace.hovertext);
  const drawing = node("svg", { width, height, viewBox: `0 0 ${width} ${height}`, "font-family": font.family, ...(hits.length ? { role: "list" } : { "aria-hidden": true }) });
  drawing.append(...shapes.map(shapeNode), ...moving.flatMap(traceNodes), ...annotations.map(textNode), ...hits.flatMap(traceNodes));
  face.replaceChildren(drawing);
  Object.assign(face, { data, layout });
};
