// Completion of names in the search fields: a list box as in https://www.w3.org/WAI/ARIA/apg/patterns/combobox/.
// Without it, the fields are plain forms.
"use strict";
for (const input of document.querySelectorAll("input[data-suggest]")) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = input.id + "-list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  input.parentElement.append(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) input.setAttribute(name, value);
  let at = -1, waiting = 0, asked = "";
  const close = () => { list.hidden = true; at = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const choose = (number) => {
    at = number;
    [...list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === at)));
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", list.children[at].id);
  };
  const show = (found) => {
    list.replaceChildren(...found.map((thing, n) => {
      const item = document.createElement("li"), link = document.createElement("a"), kind = document.createElement("small");
      item.id = list.id + n;
      item.setAttribute("role", "option");
      link.href = input.dataset.suggest.replace(/suggest$/, "page/") + thing.path.split("/").map(encodeURIComponent).join("/");
      link.tabIndex = -1;
      link.textContent = thing.label + " ";
      kind.textContent = thing.kind;
      link.append(kind);
      item.append(link);
      return item;
    }));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(!!found.length));
    choose(-1);
  };
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    const text = input.value.trim();
    if (!text) return close();
    waiting = setTimeout(async () => {
      asked = text;
      const response = await fetch(input.dataset.suggest + "?q=" + encodeURIComponent(text));
      if (response.ok && asked === text) show(await response.json());
    }, 120);
  });
  input.addEventListener("keydown", (event) => {
    const items = list.children.length;
    if (event.key === "Escape") close();
    else if (list.hidden || !items) return;
    else if (event.key === "ArrowDown") { event.preventDefault(); choose((at + 1) % items); }
    else if (event.key === "ArrowUp") { event.preventDefault(); choose((at - 1 + items) % items); }
    else if (event.key === "Enter" && at >= 0) { event.preventDefault(); list.children[at].firstChild.click(); }
  });
  input.addEventListener("blur", () => setTimeout(close, 200));
}
