// Forms work without this: it keeps what is typed in this browser until it is sent, in case the page is closed or breaks.
// Nothing of it leaves the browser; mailboxes and hidden fields are not kept, and nothing longer than a week.
const autosaved = 'autosave ';
const weekMs = 7 * 24 * 3_600_000;
const unkept = new Set(['contact', 'replyTo', 'website']);

function storage(act) {
  try {
    return act(localStorage);
  } catch {
    // Browsers may refuse to keep anything; then nothing is kept.
    return undefined;
  }
}

storage((kept) => {
  for (const key of Object.keys(kept).filter((one) => one.startsWith(autosaved))) {
    const { at } = JSON.parse(kept.getItem(key));
    if (!(Date.now() - at < weekMs)) kept.removeItem(key);
  }
});

for (const done of document.querySelectorAll('[data-autosave-done]')) {
  storage((kept) => kept.removeItem(autosaved + done.dataset.autosaveDone));
}
for (const form of document.querySelectorAll('form[data-autosave]')) keepTyped(form);

function keepTyped(form) {
  const key = autosaved + form.dataset.autosave;
  const fields = () =>
    [...form.elements].filter(
      ({ name, type }) => name && !unkept.has(name) && !['hidden', 'submit'].includes(type),
    );
  const read = () =>
    fields().flatMap(({ name, type, value, checked }) =>
      type === 'checkbox' || type === 'radio' ? (checked ? [[name, value]] : []) : [[name, value]],
    );
  const atFirst = JSON.stringify(read());
  let waiting;

  function paragraph(text) {
    const line = document.createElement('p');
    line.className = 'govuk-body';
    line.textContent = text;
    return line;
  }

  function write(values) {
    for (const field of fields()) {
      const own = values.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === 'checkbox' || field.type === 'radio') field.checked = own.includes(field.value);
      else if (own.length > 0) field.value = own[0];
    }
  }

  form.before(paragraph(form.dataset.autosaveLine));
  const found = storage((kept) => JSON.parse(kept.getItem(key) ?? 'null'));
  // What was sent and is shown again has everything in it already.
  const isAgain = 'autosaveAgain' in form.dataset;
  if (found && !isAgain && JSON.stringify(found.values) !== atFirst) offer(found.values);

  function offer(values) {
    const box = document.createElement('div');
    const button = (text, act) => {
      const made = document.createElement('button');
      made.type = 'button';
      made.className = 'govuk-button govuk-button--secondary';
      made.textContent = text;
      made.addEventListener('click', act);
      return made;
    };
    const buttons = document.createElement('div');
    box.className = 'govuk-inset-text';
    box.setAttribute('role', 'status');
    buttons.className = 'govuk-button-group';
    buttons.append(
      button(form.dataset.autosaveRestore, () => {
        write(values);
        box.replaceChildren(paragraph(form.dataset.autosaveRestored));
      }),
      button(form.dataset.autosaveForget, () => {
        storage((kept) => kept.removeItem(key));
        box.remove();
      }),
    );
    box.append(paragraph(form.dataset.autosaveFound), buttons);
    form.before(box);
  }

  function keep() {
    clearTimeout(waiting);
    storage((kept) => kept.setItem(key, JSON.stringify({ at: Date.now(), values: read() })));
  }

  form.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, 300);
  });
  addEventListener('pagehide', () => {
    if (JSON.stringify(read()) !== atFirst) keep();
  });
}
