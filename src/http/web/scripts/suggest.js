// Pages work without this: it adds suggestions to the search box (the combobox pattern of the ARIA practices guide).
for (const form of document.querySelectorAll('form[data-suggest]')) addSuggestions(form);

function addSuggestions(form) {
  const input = form.querySelector('input[type="search"]');
  const list = document.createElement('ul');
  const status = document.createElement('div');
  let shown = [];
  let at = -1;
  let waiting;
  let asked = 0;

  list.className = 'crc-search__list';
  list.id = `${input.id}-suggestions`;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', form.querySelector('label').textContent);
  list.hidden = true;
  status.className = 'govuk-visually-hidden';
  status.setAttribute('role', 'status');
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-expanded', 'false');
  input.setAttribute('aria-controls', list.id);
  input.after(list);
  form.append(status);

  function show(suggestions) {
    shown = suggestions;
    at = -1;
    input.removeAttribute('aria-activedescendant');
    list.replaceChildren(
      ...suggestions.map(({ text, label }, index) => {
        const option = document.createElement('li');
        const kind = document.createElement('span');
        option.className = 'crc-search__option';
        option.id = `${list.id}-${index}`;
        option.setAttribute('role', 'option');
        option.setAttribute('aria-selected', 'false');
        option.textContent = text;
        kind.textContent = label;
        option.append(' ', kind);
        option.addEventListener('mousedown', (event) => event.preventDefault());
        option.addEventListener('click', () => choose(index));
        return option;
      }),
    );
    list.hidden = suggestions.length === 0;
    input.setAttribute('aria-expanded', String(suggestions.length > 0));
    status.textContent = form.dataset.suggestCount.replace(/\d+/, String(suggestions.length));
  }

  function mark(next) {
    list.children[at]?.setAttribute('aria-selected', 'false');
    at = next;
    const option = list.children[at];
    option?.setAttribute('aria-selected', 'true');
    if (option) input.setAttribute('aria-activedescendant', option.id);
    else input.removeAttribute('aria-activedescendant');
  }

  function choose(index) {
    input.value = shown[index].text;
    show([]);
    form.requestSubmit();
  }

  async function ask() {
    const typed = input.value.trim();
    asked += 1;
    const mine = asked;
    if (typed.length < 2) return show([]);
    try {
      const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(typed.slice(0, 100))}`);
      const { suggestions = [] } = answer.ok ? await answer.json() : {};
      if (mine === asked && document.activeElement === input) show(suggestions);
    } catch {
      // Without an answer there are no suggestions; the search itself still works.
    }
  }

  input.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 150);
  });
  input.addEventListener('blur', () => show([]));
  input.addEventListener('keydown', (event) => {
    if (list.hidden) return;
    const last = shown.length - 1;
    if (event.key === 'ArrowDown') mark(at >= last ? 0 : at + 1);
    else if (event.key === 'ArrowUp') mark(at <= 0 ? last : at - 1);
    else if (event.key === 'Enter' && at >= 0) choose(at);
    else if (event.key === 'Escape') show([]);
    else return;
    event.preventDefault();
  });
}
