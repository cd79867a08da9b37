// Results work without this: what is ticked there to compare goes along to wherever one looks on, without being sent first.
const choices = document.querySelector('form[data-choices]');
if (choices) followChoices(document.querySelector('[data-chosen]'));

function followChoices(bar) {
  const count = bar.querySelector('[data-chosen-count]');
  const full = bar.querySelector('[data-chosen-full]');
  const compare = bar.querySelector('[data-chosen-compare]');
  const boxes = [...choices.querySelectorAll('input[type="checkbox"][name="asset"]')];
  const titles = new Map(boxes.map((box) => [box.value, box.dataset.title]));

  function showNames(ids) {
    const shown = [...bar.querySelectorAll('[data-chosen-id]')];
    for (const name of shown) {
      if (!ids.includes(name.dataset.chosenId)) name.closest('li').remove();
    }
    const named = shown.map((name) => name.dataset.chosenId);
    for (const id of ids.filter((one) => !named.includes(one))) {
      const line = document.createElement('li');
      line.dataset.chosenId = id;
      line.lang = 'en';
      line.textContent = titles.get(id);
      compare.closest('li').before(line);
    }
  }

  function take() {
    const ids = [...new Set(new FormData(choices).getAll('asset'))];
    const query = new URLSearchParams(ids.map((id) => ['asset', id]));
    for (const link of document.querySelectorAll('a[data-keeps], a[hreflang], a[data-chosen-id]')) {
      const address = new URL(link.href);
      address.searchParams.delete('asset');
      for (const id of ids) if (id !== link.dataset.chosenId) address.searchParams.append('asset', id);
      link.href = address.pathname + address.search;
    }
    for (const form of document.querySelectorAll('form[data-keeps]')) {
      for (const field of form.querySelectorAll('input[type="hidden"][name="asset"]')) field.remove();
      for (const id of ids) {
        const field = document.createElement('input');
        Object.assign(field, { type: 'hidden', name: 'asset', value: id });
        form.append(field);
      }
    }
    compare.href = `/compare?${query}`;
    count.textContent = count.dataset.chosenCount.replace('{count}', ids.length);
    full.hidden = ids.length < Number(full.dataset.chosenFull);
    showNames(ids);
    bar.hidden = ids.length === 0;
  }

  // The boxes and the links tell of what is chosen, so that nothing needs to be kept by a button.
  choices.querySelector('[data-choices-keep]')?.remove();
  choices.addEventListener('change', take);
  // Whoever comes back finds the boxes as they were left.
  addEventListener('pageshow', take);
}
