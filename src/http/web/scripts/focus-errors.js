// After a form was refused, the reader is led to what is wrong with it.
document.querySelector('[data-focus]')?.focus();
