/* Makes window.chartReady: a promise of Chart.js, from the CDN when that works, else from the local copy, else null.
   The CDN script is async, so a blocked or silent CDN never holds up the page: after two seconds the local copy is taken. */
"use strict";

window.chartReady = (() => {
  const PATIENCE = 2000;
  const local = document.querySelector("script[data-chart-local]").dataset.chartLocal;
  const cdn = document.querySelector("script[data-chart-cdn]");

  const loadLocal = () => new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = local;
    script.onload = () => resolve(window.Chart || null);
    script.onerror = () => resolve(null);
    document.head.append(script);
  });

  // The script may have failed before this file ran; then its fetch stands among the finished ones.
  const failedAlready = () => performance.getEntriesByName(cdn.src).some((entry) => entry.responseEnd > 0);

  if (window.Chart) return Promise.resolve(window.Chart);
  if (!document.querySelector("[data-chart]")) return Promise.resolve(null);
  if (!cdn) return loadLocal();
  return new Promise((resolve) => {
    let settled = false;
    const settle = (ok) => {
      if (settled) return;
      settled = true;
      resolve(ok && window.Chart ? window.Chart : loadLocal());
    };
    cdn.addEventListener("load", () => settle(true));
    cdn.addEventListener("error", () => settle(false));
    if (failedAlready()) setTimeout(() => settle(Boolean(window.Chart)), 50);
    setTimeout(() => settle(false), PATIENCE);
  });
})();
