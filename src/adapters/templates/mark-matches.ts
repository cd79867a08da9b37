const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text with matches between U+E000 and U+E001, as the search answers it, to HTML with `mark` elements and nothing else. */
export function markMatches(text: string): string {
  const escaped = text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
  let open = false;
  const marked = escaped.replace(/[\ue000\ue001]/g, (mark) => {
    if ((mark === '\ue000') === open) return '';
    open = !open;
    return open ? '<mark>' : '</mark>';
  });
  return open ? `${marked}</mark>` : marked;
}
