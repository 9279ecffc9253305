"use strict";
// Filters the entries of the page, and copies SQL. Without this script everything is shown.
(function () {
  const form = document.querySelector("form.filter");
  const entries = Array.from(document.querySelectorAll("[data-entry]"));
  const groups = Array.from(document.querySelectorAll("[data-group]"));

  function fits(entry, wanted) {
    for (const [name, value] of wanted) {
      if (value === "") continue;
      const own = entry.dataset[name] || "";
      if (name === "text" ? !own.toLowerCase().includes(value.toLowerCase()) : !own.split(" ").includes(value)) return false;
    }
    return true;
  }

  function filter() {
    const wanted = Array.from(new FormData(form));
    let shown = 0;
    for (const entry of entries) {
      entry.hidden = !fits(entry, wanted);
      shown += entry.hidden ? 0 : 1;
      const node = document.querySelector('.graph a[href="#' + entry.id + '"]');
      if (node) node.classList.toggle("dimmed", entry.hidden);
    }
    for (const group of groups) {
      const own = Array.from(group.querySelectorAll("[data-entry]"));
      group.hidden = own.length > 0 && own.every((entry) => entry.hidden);
    }
    const all = entries.length;
    form.querySelector("output").textContent =
      shown === all ? "All " + all + " are shown." : shown === 0 ? "None of " + all + " fits." : shown + " of " + all + " are shown.";
  }

  if (form) {
    form.hidden = false;
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(filter));
    filter();
  }

  // A link to an entry that is filtered away shows everything again.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const target = link && document.getElementById(link.getAttribute("href").slice(1));
    if (target && target.hidden) form.reset();
  });

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch (refused) {
      // A page that was opened from a file may not have the clipboard; the selection is copied instead.
      const area = document.createElement("textarea");
      area.value = text;
      area.setAttribute("aria-hidden", "true");
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  }

  for (const button of document.querySelectorAll("button.copy")) {
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const done = await copy(button.parentElement.querySelector("pre").textContent);
      button.textContent = done ? "Copied" : "Select it by hand";
      document.getElementById("said").textContent = done ? "The SQL was copied." : "";
      button.focus();
      setTimeout(() => { button.textContent = label; }, 1600);
    });
  }
})();
