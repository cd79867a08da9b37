/** Words whose last s is no plural and that without it would be another word. */
const notPlural = new Set(['news', 'customs', 'goods', 'gas', 'canvas', 'lens', 'wales']);

/**
 * The form under which a folded word is compared: English plurals are their singular ("bins" is "bin", "boxes" is "box", "policies" is
 * "policy"). Only good for comparing: "houses" and "house" have the same key, which is no word. Words of three letters stay as they
 * are, so that "CMS" is not a plural.
 */
export function wordKey(word: string): string {
  if (word.length < 4 || !(word.endsWith('s') || word.endsWith('e')) || notPlural.has(word)) return word;
  const single = /(?:ss|us|is)$/.test(word) ? word : word.replace(/s$/, '');
  if (single.length > 4 && single.endsWith('ie')) return `${single.slice(0, -2)}y`;
  return single.length > 3 && /(?:ch|sh|x|ss|us)e$/.test(single) ? single.slice(0, -1) : single;
}
