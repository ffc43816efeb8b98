"use strict";
(() => {
  const wide = matchMedia("(min-width: 1112px)");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const colours = JSON.parse(document.getElementById("dark").textContent);
  const charts = [...document.querySelectorAll("figure.chart")];

  const inflate = async (text) => {
    const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).text();
  };

  const open = (id) => {
    const card = id && document.getElementById(id);
    if (!card) return;
    for (let outer = card.closest("details"); outer; outer = outer.parentElement.closest("details")) outer.open = true;
    card.scrollIntoView({ block: "center" });
    card.focus({ preventScroll: true });
  };

  const draw = async (chart) => {
    const plots = JSON.parse(await inflate(chart.querySelector(".plots").textContent));
    let plot = JSON.stringify(plots[wide.matches ? "wide" : "narrow"]);
    if (dark.matches) {
      for (const [light, other] of Object.entries(colours)) plot = plot.replaceAll(`"${light}"`, `"${other}"`);
    }
    const { data, layout, config } = JSON.parse(plot);
    const face = chart.querySelector(".live");
    chart.classList.add("drawn");
    await window.Plotly.newPlot(face, data, layout, config);
    face.removeAllListeners("plotly_click");
    face.on("plotly_click", (event) => {
      const id = event.points[0].customdata;
      if (!document.getElementById(id)) return;
      if (location.hash === `#${id}`) open(id);
      else location.hash = id;
    });
  };

  const drawAll = async () => {
    for (const chart of charts) {
      try {
        await draw(chart);
      } catch (error) {
        chart.classList.remove("drawn");
        console.error(error);
      }
    }
    document.documentElement.dataset.drawn = "yes";
  };

  const start = async () => {
    const script = document.createElement("script");
    script.textContent = await inflate(document.getElementById("plotly").textContent);
    document.head.append(script);
    await drawAll();
    wide.addEventListener("change", drawAll);
    dark.addEventListener("change", drawAll);
  };

  addEventListener("hashchange", () => open(decodeURIComponent(location.hash.slice(1))));
  open(decodeURIComponent(location.hash.slice(1)));
  if (charts.length) start();
})();
