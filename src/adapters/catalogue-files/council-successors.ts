import type { CouncilRow } from '../../domain/registers/register-rows.ts';

type Councils = ReadonlyMap<string, CouncilRow>;

export function splitCodes(cell: string): string[] {
  return cell
    .split(',')
    .map((code) => code.trim())
    .filter((code) => code !== '');
}

/** The councils at the end of the chains of successors, each once; a chain that comes back to itself ends there. */
export function lastSuccessors(
  row: CouncilRow,
  councils: Councils,
  seen: Set<string> = new Set(),
): CouncilRow[] {
  return splitCodes(row['replaced-by']).flatMap((code) => {
    const successor = councils.get(code);
    if (successor === undefined || seen.has(code)) return [];
    seen.add(code);
    return successor['replaced-by'] === '' ? [successor] : lastSuccessors(successor, councils, seen);
  });
}

/** Councils that end in themselves by the chain of their successors: a mistake in the table. */
export function isOwnSuccessor(row: CouncilRow, councils: Councils): boolean {
  const seen = new Set<string>();
  lastSuccessors(row, councils, seen);
  return seen.has(row['local-authority-code']);
}

/**
 * Where a council is. What the register does not state of an ended one is taken from its successors: the region they share, and the
 * position of a single one; `taken` says which.
 */
export function placeOf(row: CouncilRow, councils: Councils) {
  const successors = lastSuccessors(row, councils);
  const regions = new Set(successors.map((successor) => successor.region));
  const [sharedRegion = ''] = regions.size === 1 ? regions : [];
  const single = successors.length === 1 ? successors[0] : undefined;
  const takesRegion = row.region === '' && sharedRegion !== '';
  const takesPosition = row.lat === '' && (single?.lat ?? '') !== '';
  const { lat, long } = takesPosition && single !== undefined ? single : row;
  const taken = [...(takesRegion ? ['region'] : []), ...(takesPosition ? ['position on the map'] : [])];
  return {
    region: (takesRegion ? sharedRegion : row.region) || undefined,
    latitude: lat === '' ? undefined : Number(lat),
    longitude: long === '' ? undefined : Number(long),
    taken,
  };
}
