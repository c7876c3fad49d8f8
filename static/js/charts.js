/* The only code that touches Chart.js. It draws every <figure data-chart> from the JSON block inside it:

   { "kind": "line" | "scatter" | "bar",
     "x": axis, "y": axis,
     "series": [{ "name": text, "tone": 1 to 6, "style": "line" | "dashed" | "points" | "bars",
                  "points": [{ "x": category or number, "y": number or null, "n": number or null,
                               "low": number or null, "high": number or null, "text": text }] }],
     "bands": [{ "name": text, "tone": 1 to 6, "points": [{ "x": category or number, "low": number, "high": number }] }],
     "lines": [{ "name": text, "axis": "x" | "y", "value": number or category }],
     "horizontal": true | false, "stacked": true | false }
   axis = { "label": text, "categories": [text, …] or null, "min": number or null, "max": number or null,
            "decimals": number, "unit": text }

   A category without a point, or a point whose y is null, is a gap. `text` is the whole tooltip, worded and rounded by the server.
   `n` sets the size of a scatter point, `low` and `high` draw a whisker. Colours come from the tokens --chart-1 to --chart-6. */
"use strict";

(() => {
  const LANGUAGE = document.documentElement.lang || "en";
  const SHAPES = ["circle", "rectRot", "triangle", "rect", "crossRot", "star"];
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const drawn = new Map();

  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const tone = (number) => token(`--chart-${number || 1}`);
  const isGap = (value) => value === null || value === undefined;
  const number = (value, axis) =>
    new Intl.NumberFormat(LANGUAGE, { minimumFractionDigits: axis.decimals, maximumFractionDigits: axis.decimals })
      .format(value) + (axis.unit || "");

  function placed(points, axis, make) {
    // A row that already follows the categories is taken as it is: week 38 may stand there for two years.
    const inOrder = points.length === axis.categories?.length && points.every((point, place) => point.x === axis.categories[place]);
    if (!axis.categories || inOrder) return points.map(make);
    const byCategory = new Map(points.map((point) => [point.x, point]));
    return axis.categories.map((category) => make(byCategory.get(category) || { x: category, y: null }));
  }

  const radius = (point, largest, width) => {
    if (!point || !largest) return 4;
    return Math.max(3, (width < 480 ? 8 : 13) * Math.sqrt((point.n || 1) / largest));
  };

  function dotSize(series, points, largest) {
    if (series.style === "points") return ({ dataIndex, chart }) => radius(points[dataIndex], largest, chart.width);
    return series.style === "dashed" || !series.points[0]?.text ? 0 : ({ chart }) => (points.length * 14 > chart.width ? 2 : 3.5);
  }

  function drawnSeries(series, chart, index, largest) {
    const colour = tone(series.tone || index + 1);
    const points = placed(series.points, chart.x, (point) => point);
    const value = (point) => (isGap(point.y) ? null : point.y);
    const dots = series.style === "points";
    return {
      label: series.name,
      type: { points: "scatter", bars: "bar" }[series.style] || "line",
      data: chart.x.categories ? points.map(value) : points.map((point) => ({ x: point.x, y: value(point) })),
      details: points,
      showLine: !dots,
      borderColor: colour,
      backgroundColor: dots ? `${colour}99` : colour,
      borderWidth: { points: 1.5, bars: 0 }[series.style] ?? 2.5,
      borderDash: series.style === "dashed" ? [6, 5] : [],
      borderRadius: 5,
      maxBarThickness: 34,
      tension: 0,
      pointStyle: SHAPES[index % SHAPES.length],
      pointRadius: dotSize(series, points, largest),
      ...(dots ? {} : { pointHoverRadius: 6 }),
      pointHitRadius: 14,
    };
  }

  function drawnBand(band, chart) {
    const side = (key, more) => ({
      label: key === "high" ? band.name : "",
      type: "line",
      band: true,
      data: placed(band.points, chart.x, (point) => point)
        .map((point) => (chart.x.categories ? (isGap(point[key]) ? null : point[key]) : { x: point.x, y: point[key] })),
      borderColor: "transparent",
      backgroundColor: token("--chart-band"),
      showLine: true,
      pointRadius: 0,
      pointHitRadius: 0,
      tension: 0,
      ...more,
    });
    return [side("low", { fill: false }), side("high", { fill: "-1" })];
  }

  function drawnAxis(axis, { small, grid, title, upright }) {
    return {
      type: axis.categories ? "category" : "linear",
      min: isGap(axis.min) ? undefined : axis.min,
      max: isGap(axis.max) ? undefined : axis.max,
      title: { display: title && Boolean(axis.label) && !small, text: axis.label, color: token("--chart-ink") },
      grid: { display: grid, color: token("--chart-grid"), drawTicks: false },
      border: { display: !grid, color: token("--chart-grid") },
      ticks: {
        color: token("--chart-ink"),
        padding: 8,
        maxRotation: 0,
        autoSkipPadding: 16,
        autoSkip: !upright,
        maxTicksLimit: small ? 4 : 9,
        ...(axis.categories ? {} : { callback: (value) => number(value, axis) }),
      },
    };
  }

  const whiskers = {
    id: "whiskers",
    afterDatasetsDraw(drawing) {
      const { ctx, data } = drawing;
      const flat = drawing.options.indexAxis === "y";
      const scale = flat ? drawing.scales.x : drawing.scales.y;
      data.datasets.forEach((set, index) => {
        if (!set.details || !drawing.isDatasetVisible(index)) return;
        set.details.forEach((point, place) => {
          const element = drawing.getDatasetMeta(index).data[place];
          if (!element || isGap(point.low) || isGap(point.high)) return;
          const [from, to] = [scale.getPixelForValue(point.low), scale.getPixelForValue(point.high)];
          ctx.save();
          ctx.strokeStyle = token("--chart-ink");
          ctx.lineWidth = 1.5;
          ctx.beginPath();
          for (const [a, b] of [[from, from], [to, to]]) {
            if (flat) { ctx.moveTo(a, element.y - 4); ctx.lineTo(b, element.y + 4); }
            else { ctx.moveTo(element.x - 4, a); ctx.lineTo(element.x + 4, b); }
          }
          if (flat) { ctx.moveTo(from, element.y); ctx.lineTo(to, element.y); }
          else { ctx.moveTo(element.x, from); ctx.lineTo(element.x, to); }
          ctx.stroke();
          ctx.restore();
        });
      });
    },
  };

  const markedLines = (lines) => ({
    id: "markedLines",
    afterDatasetsDraw({ ctx, chartArea, scales }) {
      for (const line of lines) {
        const place = scales[line.axis].getPixelForValue(line.value);
        const level = line.axis === "y";
        ctx.save();
        ctx.strokeStyle = ctx.fillStyle = token("--chart-ink");
        ctx.lineWidth = 1.25;
        ctx.setLineDash([3, 4]);
        ctx.beginPath();
        ctx.moveTo(level ? chartArea.left : place, level ? place : chartArea.top);
        ctx.lineTo(level ? chartArea.right : place, level ? place : chartArea.bottom);
        ctx.stroke();
        ctx.font = `12px ${token("--sans")}`;
        const beyond = !level && place > (chartArea.left + chartArea.right) / 2;
        ctx.textAlign = level || beyond ? "right" : "left";
        ctx.fillText(line.name, level ? chartArea.right - 4 : place + (beyond ? -5 : 5), level ? place - 5 : chartArea.top + 11);
        ctx.restore();
      }
    },
  });

  function tooltip(drawing) {
    return {
      backgroundColor: token("--ink"), titleColor: token("--paper"), bodyColor: token("--paper"),
      padding: 10, cornerRadius: 8, displayColors: false,
      filter: (item) => !item.dataset.band,
      callbacks: {
        title: () => "",
        label: (item) => item.dataset.details?.[item.dataIndex]?.text
          || `${item.dataset.label}: ${number(drawing.horizontal ? item.parsed.x : item.parsed.y, drawing.y)}`,
      },
    };
  }

  function settings(drawing, small, still) {
    const largest = Math.max(0, ...drawing.series.flatMap((series) => series.points.map((point) => point.n || 0)));
    const series = drawing.series.map((each, index) => drawnSeries(each, drawing, index, drawing.kind === "scatter" ? largest : 0));
    const bands = (drawing.bands || []).flatMap((band) => drawnBand(band, drawing));
    const flat = Boolean(drawing.horizontal);
    const main = drawnAxis(drawing.x, { small, grid: drawing.kind === "scatter", title: true, upright: flat });
    const other = drawnAxis(drawing.y, { small, grid: true, title: flat, upright: false });
    const named = series.length + bands.length / 2;
    for (const axis of [main, other]) axis.stacked = Boolean(drawing.stacked);
    return {
      type: drawing.kind,
      data: { labels: drawing.x.categories || undefined, datasets: [...bands, ...series] },
      plugins: [markedLines(drawing.lines || []), whiskers],
      options: {
        locale: LANGUAGE,
        indexAxis: flat ? "y" : "x",
        maintainAspectRatio: false,
        animation: still || calm.matches ? false : { duration: 350 },
        interaction: { mode: drawing.kind === "scatter" ? "nearest" : "index", intersect: drawing.kind === "scatter", axis: flat ? "y" : "x" },
        scales: { [flat ? "y" : "x"]: main, [flat ? "x" : "y"]: other },
        plugins: {
          tooltip: tooltip(drawing),
          subtitle: { display: !flat && !small && Boolean(drawing.y.label), text: drawing.y.label, align: "start", color: token("--chart-ink"), padding: { bottom: 10 } },
          legend: {
            display: named > 1 && !small,
            position: "bottom",
            labels: { color: token("--ink"), usePointStyle: true, boxHeight: 8, padding: 16, filter: (item) => Boolean(item.text) },
          },
        },
      },
    };
  }

  function draw(Chart, figure, still) {
    const drawing = JSON.parse(figure.querySelector("script[type='application/json']").textContent);
    drawn.get(figure)?.destroy();
    figure.classList.add("is-drawn");
    Chart.defaults.font.family = token("--sans");
    Chart.defaults.font.size = 13;
    const small = figure.classList.contains("chart--small");
    drawn.set(figure, new Chart(figure.querySelector("canvas"), settings(drawing, small, still)));
  }

  const table = (figure) => figure.querySelector("details");

  function drawAll(Chart, still) {
    for (const figure of document.querySelectorAll("[data-chart]")) {
      try {
        if (!Chart) throw new Error("Chart.js is not available");
        draw(Chart, figure, still);
        if (!still) table(figure).open = false;
      } catch {
        figure.classList.remove("is-drawn");
        figure.classList.add("is-failed");
        table(figure).open = true;
      }
    }
  }

  window.chartReady.then((Chart) => {
    drawAll(Chart, false);
    dark.addEventListener("change", () => drawAll(Chart, true));
    window.addEventListener("beforeprint", () => document.querySelectorAll("[data-chart]").forEach((figure) => { table(figure).open = true; }));
    window.addEventListener("afterprint", () => document.querySelectorAll("[data-chart].is-drawn").forEach((figure) => { table(figure).open = false; }));
  });
})();
