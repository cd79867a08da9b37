// Text that is meant to be copied can be marked and copied without this: it adds a button that does both.
for (const box of document.querySelectorAll('[data-copy]')) {
  const text = box.querySelector('input, textarea');
  const button = document.createElement('button');
  const status = document.createElement('span');
  button.type = 'button';
  button.className = 'govuk-button govuk-button--secondary';
  button.textContent = box.dataset.copyLabel;
  status.className = 'govuk-body crc-copy__status';
  status.setAttribute('role', 'status');
  button.addEventListener('click', async () => {
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
      status.textContent = box.dataset.copyDone;
    } catch {
      // Where a page may not write to the clipboard, the text is marked and ready for the keyboard.
      text.focus();
    }
  });
  box.append(button, status);
}
