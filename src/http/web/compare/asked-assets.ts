/** So many assets are set side by side at a time. */
export const mostCompared = 4;
/** Beyond so many ids somebody is playing. */
const mostAsked = 20;

export function hrefOfComparison(ids: readonly string[]): string {
  const chosen = new URLSearchParams(ids.map((id): [string, string] => ['asset', id]));
  return ids.length === 0 ? '/compare' : `/compare?${chosen}`;
}

/** What the address of a page names to compare: asset=…&asset=…; ids or anything else. */
export function readAskedAssets({ asset }: Record<string, unknown>): string[] {
  return [asset]
    .flat()
    .filter((id): id is string => typeof id === 'string' && id.trim() !== '')
    .map((id) => id.trim().slice(0, 200))
    .slice(0, mostAsked);
}
