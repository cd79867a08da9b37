import type { Wording, Wordings } from '../words/wording.ts';

/** The list of councils and other bodies. */
export const councilsEnglish = {
  'councils.title': 'Councils and other bodies',
  'councils.lead': 'See what each council built and was paid for, and what councils like yours have.',
  'councils.name': 'Name of a council or other body',
  'councils.nameHint': 'Former names and codes work as well. A name is looked for among all of them.',
  'councils.show': 'Show',
  'councils.show.councils': 'Councils of today',
  'councils.show.former': 'Councils that have ended',
  'councils.show.others': 'Other bodies',
  'councils.region': 'Region or nation',
  'councils.type': 'Type',
  'councils.any': 'Any',
  'councils.apply': 'Show them',
  'councils.count.councils': { one: '{count} council', other: '{count} councils' },
  'councils.count.former': {
    one: '{count} council that has ended',
    other: '{count} councils that have ended',
  },
  'councils.count.others': { one: '{count} other body', other: '{count} other bodies' },
  'councils.countCalled': { one: '{count} body like “{text}”', other: '{count} bodies like “{text}”' },
  'councils.groups': 'Parts of this list',
  'councils.none': 'None is like that. Try a part of the name, or another region or type.',
  'councils.map': 'Where those are that lead something to reuse',
} as const satisfies Wordings;

export const councilsWelsh: Record<keyof typeof councilsEnglish, Wording> = {
  'councils.title': 'Cynghorau a chyrff eraill',
  'councils.lead':
    'Gwelwch beth a adeiladodd pob cyngor ac y talwyd amdano, a beth sydd gan gynghorau tebyg i’ch un chi.',
  'councils.name': 'Enw cyngor neu gorff arall',
  'councils.nameHint':
    'Mae enwau blaenorol a chodau’n gweithio hefyd. Chwilir am enw ymhlith pob un ohonynt.',
  'councils.show': 'Dangos',
  'councils.show.councils': 'Cynghorau heddiw',
  'councils.show.former': 'Cynghorau sydd wedi dod i ben',
  'councils.show.others': 'Cyrff eraill',
  'councils.region': 'Rhanbarth neu genedl',
  'councils.type': 'Math',
  'councils.any': 'Unrhyw un',
  'councils.apply': 'Eu dangos',
  'councils.count.councils': { other: '{count} cyngor' },
  'councils.count.former': { other: '{count} cyngor sydd wedi dod i ben' },
  'councils.count.others': { other: '{count} corff arall' },
  'councils.countCalled': { other: '{count} corff tebyg i “{text}”' },
  'councils.groups': 'Rhannau’r rhestr hon',
  'councils.none': 'Nid oes un felly. Rhowch gynnig ar ran o’r enw, neu ranbarth neu fath arall.',
  'councils.map': 'Ble mae’r rhai sy’n arwain rhywbeth i’w ailddefnyddio',
};
