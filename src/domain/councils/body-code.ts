/** A body as the award register names it: `local-authority:SWK`, `company:09801932`, `national-park-authority:Q72617988`. */
export type BodyCode =
  | { type: 'council'; code: string }
  | { type: 'company'; number: string }
  | { type: 'national-park'; reference: string };

/** Reads a code of the award register; `crosswalk` leads from the codes it has of its own to those of the council register. */
export function toBodyCode(text: string, crosswalk: ReadonlyMap<string, string>): BodyCode | undefined {
  const [prefix, rest = ''] = text.split(':', 2);
  if (rest === '') return undefined;
  if (prefix === 'local-authority') return { type: 'council', code: crosswalk.get(rest) ?? rest };
  if (prefix === 'company') return { type: 'company', number: rest };
  if (prefix === 'national-park-authority') return { type: 'national-park', reference: rest };
  return undefined;
}

export function bodyId(body: BodyCode): string {
  if (body.type === 'council') return body.code.toLowerCase();
  return body.type === 'company'
    ? `company-${body.number.toLowerCase()}`
    : `national-park-${body.reference.toLowerCase()}`;
}
