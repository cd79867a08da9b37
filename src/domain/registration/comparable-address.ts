/** What of a query says where somebody came from and nothing of the page. */
const trackers = /^(?:utm_\w+|fbclid|gclid|mc_cid|mc_eid|ref)$/i;

/**
 * An address brought to the form in which two spellings of one page are equal: without scheme, `www.`, default port, fragment, trackers
 * and trailing slash; the host in lower case. What cannot be read stays as it is.
 */
export function comparableAddress(address: string): string {
  const trimmed = address.trim();
  if (!URL.canParse(trimmed)) return trimmed.toLowerCase();
  const url = new URL(trimmed);
  const host = url.hostname.replace(/\.$/, '').replace(/^www\./, '');
  const port = ['', '80', '443'].includes(url.port) ? '' : `:${url.port}`;
  const path = decoded(url.pathname)
    .replace(/\/{2,}/g, '/')
    .replace(/\/(?:index\.html?|default\.aspx)?$/i, '');
  const query = [...url.searchParams]
    .filter(([name]) => !trackers.test(name))
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const asked = query.length === 0 ? '' : `?${new URLSearchParams(query)}`;
  // GitHub alone is known to take any case for the same page.
  return `${host}${port}${host === 'github.com' ? path.toLowerCase() : path}${asked}`;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path).normalize('NFC');
  } catch {
    return path;
  }
}
