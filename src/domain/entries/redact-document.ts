/** What stands where something was. */
export const redacted = '[redacted]';
const redactedAddress = 'https://redacted.invalid/';

/** Values that records and entries are held together by, and no text. */
const bindingKeys: ReadonlySet<string> = new Set([
  ...['id', 'kind', 'assetKind', 'softwareKind', 'repository', 'mainRepository', 'aliases', 'mergedInto'],
  ...[
    'asset',
    'organisation',
    'statedFor',
    'services',
    'service',
    'themes',
    'fund',
    'award',
    'project',
    'source',
  ],
  ...['role', 'state', 'from', 'to', 'use', 'maturity', 'hash', 'type', 'basis', 'at', 'until', 'since'],
]);

export function isBinding(field: string): boolean {
  return bindingKeys.has(field);
}

/** A document with texts replaced wherever they stand in it, except in what holds it together; the same object where nothing was. */
export function replaceTexts<T>(value: T, replace: readonly { text: string; by: string }[]): T {
  return walk(value, '', (text) =>
    replace.reduce((left, one) => (one.text === '' ? left : left.split(one.text).join(one.by)), text),
  ) as T;
}

/** A document in which everything written in some fields is gone. */
export function blankFields<T>(value: T, fields: readonly string[]): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => {
    if (fields.includes(key)) return [key, walk(inner, '', blank)];
    return key === 'asset' && typeof inner === 'object' ? [key, blankFields(inner, fields)] : [key, inner];
  });
  const isSame = entries.every(([key, inner]) => inner === (value as Record<string, unknown>)[key]);
  return isSame ? value : (Object.fromEntries(entries) as T);
}

/** Every text in some fields of a document. */
export function textsIn(value: unknown, fields: readonly string[]): string[] {
  const found: string[] = [];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return found;
  for (const [key, inner] of Object.entries(value)) {
    if (fields.includes(key)) {
      walk(inner, '', (text) => {
        found.push(text);
        return text;
      });
    } else if (key === 'asset') found.push(...textsIn(inner, fields));
  }
  return found;
}

function blank(text: string): string {
  if (text === redacted || text === redactedAddress) return text;
  return /^https?:\/\//i.test(text) ? redactedAddress : redacted;
}

function walk(value: unknown, key: string, change: (text: string) => string): unknown {
  if (typeof value === 'string') return bindingKeys.has(key) ? value : change(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const inner = value.map((one) => walk(one, key, change));
    return inner.every((one, at) => one === value[at]) ? value : inner;
  }
  const entries = Object.entries(value).map(([name, one]) => [name, walk(one, name, change)] as const);
  const isSame = entries.every(([name, one]) => one === (value as Record<string, unknown>)[name]);
  return isSame ? value : Object.fromEntries(entries);
}
