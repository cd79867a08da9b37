import type { CouncilDirectory } from '../../../domain/councils/council-directory.ts';
import type { Directory } from '../../../use-cases/open-directory.ts';
import type { OrganisationReference } from '../../../use-cases/references.ts';
import { findPlace } from './find-place.ts';
import { londonInset, londonOnWhole, mapSize } from './project-place.ts';

/** What a body is to the subject of the map, strongest first: a body is drawn as the first of what it is. */
export const mapKinds = [
  'lead',
  'confirmed',
  'claimed',
  'partner',
  'observed',
  'interested',
  'council',
] as const;
export type MapKind = (typeof mapKinds)[number];

export interface MapMark {
  kind: MapKind;
  body: OrganisationReference;
}

/** One shape a kind, so that nothing hangs on colour; drawn around 0,0. */
const shapes: Record<MapKind, string> = {
  lead: 'M-4.5-4.5h9v9h-9z',
  confirmed: 'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z',
  claimed: 'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z',
  partner: 'M0-5.5l5.5 5.5-5.5 5.5-5.5-5.5z',
  observed: 'M0-5l5 8.5h-10z',
  interested: 'M-5-1.5h3.5v-3.5h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5z',
  council: 'M-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0z',
};

const backgrounds = new WeakMap<CouncilDirectory, string>();

/** Every council that exists today as a dot, all in one path; made once for each state of the register. */
function backgroundOf(councils: CouncilDirectory): string {
  const known = backgrounds.get(councils);
  if (known !== undefined) return known;
  const dots = councils.organisations
    .filter((organisation) => organisation.isCouncil && councils.isLiving(organisation))
    .flatMap((organisation) => findPlace(organisation, councils) ?? [])
    .map(({ x, y }) => `M${x} ${y}h0`)
    .join('');
  backgrounds.set(councils, dots);
  return dots;
}

/** The bodies marked on a map of all councils, and the table that says the same. undefined where none of them has a place. */
export function readMap(
  { councils, organisation }: Pick<Directory, 'councils' | 'organisation'>,
  marks: readonly MapMark[],
) {
  const byBody = new Map<string, { body: OrganisationReference; kinds: MapKind[] }>();
  for (const kind of mapKinds) {
    for (const { body } of marks.filter((mark) => mark.kind === kind)) {
      const row = byBody.get(body.id);
      if (row === undefined) byBody.set(body.id, { body, kinds: [kind] });
      else if (!row.kinds.includes(kind)) row.kinds.push(kind);
    }
  }
  const rows = [...byBody.values()].map((row) => {
    const document = organisation(row.body.id);
    return { ...row, place: document && findPlace(document, councils), region: document?.region };
  });
  const shown = rows.flatMap(({ body, kinds: [kind = 'council'], place }) =>
    place === undefined ? [] : [{ kind, title: body.title, shape: shapes[kind], ...place }],
  );
  if (shown.length === 0) return undefined;
  return {
    ...mapSize,
    inset: londonInset,
    outline: londonOnWhole,
    background: backgroundOf(councils),
    // The strongest lie on top.
    marks: shown.toReversed(),
    legend: mapKinds
      .map((kind) => ({ kind, shape: shapes[kind], count: shown.filter((one) => one.kind === kind).length }))
      .filter(({ count }) => count > 0),
    rows,
    /** Bodies that the table alone names. */
    unplaced: rows.filter(({ place }) => place === undefined).length,
  };
}

export type CouncilMap = NonNullable<ReturnType<typeof readMap>>;
