import type { Wording, Wordings } from '../words/wording.ts';

/** What the map of councils says. */
export const mapEnglish = {
  'map.label': {
    one: 'Map of the UK with {count} body marked; the table below names it',
    other: 'Map of the UK with {count} bodies marked; the table below names them',
  },
  'map.legend': 'What the marks mean',
  'map.background': 'Every council of today',
  'map.london': 'London, larger',
  'map.table': 'The map as a table',
  'map.body': 'Council or other body',
  'map.how': 'What it is here',
  'map.region': 'Region',
  'map.unplaced': {
    one: '{count} body has no place on the map and stands in the table alone.',
    other: '{count} bodies have no place on the map and stand in the table alone.',
  },
  'mapKind.lead': 'Leads it',
  'mapKind.confirmed': 'Confirmed that it uses it',
  'mapKind.claimed': 'Said to use it',
  'mapKind.partner': 'Partner or supplier',
  'mapKind.observed': 'Seen in repository files',
  'mapKind.interested': 'Interested',
  'mapKind.council': 'Council in this list',
} as const satisfies Wordings;

export const mapWelsh: Record<keyof typeof mapEnglish, Wording> = {
  'map.label': {
    other: 'Map o’r DU gyda {count} corff wedi’i farcio; mae’r tabl isod yn eu henwi',
  },
  'map.legend': 'Ystyr y marciau',
  'map.background': 'Pob cyngor heddiw',
  'map.london': 'Llundain, yn fwy',
  'map.table': 'Y map fel tabl',
  'map.body': 'Cyngor neu gorff arall',
  'map.how': 'Beth ydyw yma',
  'map.region': 'Rhanbarth',
  'map.unplaced': {
    other: 'Nid oes lle ar y map i {count} corff; maent yn y tabl yn unig.',
  },
  'mapKind.lead': 'Yn ei arwain',
  'mapKind.confirmed': 'Wedi cadarnhau ei fod yn ei ddefnyddio',
  'mapKind.claimed': 'Dywedir ei fod yn ei ddefnyddio',
  'mapKind.partner': 'Partner neu gyflenwr',
  'mapKind.observed': 'Wedi’i weld mewn ffeiliau storfa',
  'mapKind.interested': 'Â diddordeb',
  'mapKind.council': 'Cyngor yn y rhestr hon',
};
