/* Small comforts of every page; without this file everything still works.
   - menus made of <details data-menu> close on Escape and on a click elsewhere
   - the error summary takes the focus, and its links focus the field
   - passwords can be shown while they are typed
   - texts with data-limit show how many characters are left
   - [data-progress] counts the answered [data-answer] fieldsets of its form
   - a form is sent once: a second press of the button within four seconds does nothing */
"use strict";

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (menu !== except) menu.open = false;
  }
}

document.addEventListener("click", (event) => closeMenus(event.target.closest("details[data-menu]")));
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest("details[data-menu][open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

for (const summary of document.querySelectorAll("[data-focus]")) {
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const target = link && document.getElementById(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    const control = target.matches("fieldset") ? target.querySelector("input") : target;
    (target.closest(".field") || target).scrollIntoView();
    control.focus({ preventScroll: true });
  });
}

for (const input of document.querySelectorAll("[data-reveal]")) {
  const button = document.createElement("button");
  const row = document.createElement("div");
  const show = (open) => {
    input.type = open ? "text" : "password";
    button.textContent = open ? input.dataset.conceal : input.dataset.reveal;
    button.setAttribute("aria-label", `${button.textContent}: ${input.labels[0]?.textContent.trim()}`);
  };
  button.type = "button";
  button.className = "reveal";
  button.setAttribute("aria-controls", input.id);
  button.addEventListener("click", () => show(input.type === "password"));
  input.form?.addEventListener("submit", () => show(false));
  row.className = "field__reveal";
  const focused = document.activeElement === input;
  input.replaceWith(row);
  row.append(input, button);
  if (focused) input.focus();
  show(false);
}

for (const text of document.querySelectorAll("[data-limit]")) {
  const counter = document.getElementById(`${text.id}-count`);
  const limit = Number(text.dataset.limit);
  const show = () => {
    const left = limit - [...text.value].length;
    counter.textContent = fill(text.dataset.limitText, { left });
    counter.classList.toggle("field__count--over", left < 0);
  };
  if (counter) {
    text.addEventListener("input", show);
    if (text.value) show();
  }
}

for (const progress of document.querySelectorAll("[data-progress]")) {
  const form = progress.closest("form");
  const bar = progress.querySelector("progress");
  const label = progress.querySelector("[data-progress-text]");
  const groups = [...form.querySelectorAll("fieldset[data-answer]")];
  const show = () => {
    const done = groups.filter((group) => group.querySelector("input:checked")).length;
    bar.value = done;
    label.textContent = fill(progress.dataset.progress, { done, total: groups.length });
  };
  form.addEventListener("change", show);
  progress.hidden = groups.length === 0;
  show();
}

for (const form of document.querySelectorAll("form[method='post']")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 4000);
  });
}

// A page that comes back from the browser's memory may send its forms again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
