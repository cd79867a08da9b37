import type { ComparedAsset } from '../../../use-cases/compare-assets.ts';
import type { Translator } from '../words/translate.ts';

export interface CompareCell {
  /** Absent where nobody says. */
  lines?: { text: string; href?: string }[];
  /** Text of a record, which is English whatever the page is in. */
  isRecordText: boolean;
}

export interface CompareRow {
  label: string;
  cells: CompareCell[];
  /** Not all say the same. */
  differs: boolean;
}

type Lines = readonly (string | { text: string; href: string } | undefined)[];

function toCell(lines: Lines, isRecordText: boolean): CompareCell {
  const said = lines.flatMap((line) => {
    if (line === undefined || line === '') return [];
    return [typeof line === 'string' ? { text: line } : line];
  });
  return { ...(said.length > 0 && { lines: said }), isRecordText };
}

/** What is compared, a row each, in the order in which people decide. */
export function toCompareRows(compared: readonly ComparedAsset[], words: Translator): CompareRow[] {
  const { t, name, day } = words;

  function row(
    key: string,
    lines: (one: ComparedAsset) => Lines,
    { isRecordText = true, isOwn = false } = {},
  ): CompareRow {
    const cells = compared.map((one) => toCell(lines(one), isRecordText));
    const distinct = new Set(cells.map((cell) => (cell.lines ?? []).map(({ text }) => text).join('\n')));
    return { label: t(key), cells, differs: !isOwn && distinct.size > 1 };
  }

  const inWords = { isRecordText: false };
  return [
    // Every summary is its own: that they differ says nothing.
    row('asset.about', ({ asset }) => [asset.summary], { isOwn: true }),
    row('facet.assetKind', ({ asset }) => [name('assetKind', asset.assetKind)], inWords),
    row('asset.who', ({ asset }) =>
      asset.organisations
        .filter(({ role }) => role === 'lead')
        .map(({ id, title }) => ({ text: title, href: `/organisations/${id}` })),
    ),
    row('asset.services', ({ asset }) =>
      asset.services.map(({ id, title }) => ({ text: title, href: `/services/${id}` })),
    ),
    licenceRow(),
    row(
      'asset.health.maturity',
      ({ asset }) => [asset.maturity && name('maturity', asset.maturity)],
      inWords,
    ),
    row('asset.health.upkeep', ({ upkeep }) => [t(`upkeep.${upkeep}`)], inWords),
    row('compare.lastChange', ({ asset }) => [lastChangeOf(asset)], inWords),
    row('compare.reuse', ({ asset: { reuse } }) => [confirmedIn(reuse.confirmed)], inWords),
    row('asset.languages', ({ asset }) => [
      asset.repositoryFacts?.languages?.map(({ name: language }) => language).join(', '),
    ]),
    row('asset.connectsTo', ({ asset }) => [asset.connectsTo.join(', ')]),
    row('asset.replace', ({ asset }) => [asset.councilSpecific]),
  ];

  function confirmedIn(count: number): string {
    return count === 0 ? t('compare.noneConfirmed') : t('compare.confirmed', { count });
  }

  function licenceRow(): CompareRow {
    const said = row('asset.licence', ({ asset: { licence } }) => [licence?.words, licence?.use]);
    const cells = compared.map(({ asset: { licence } }, at) =>
      licence?.status === 'stated' && said.cells[at] !== undefined
        ? said.cells[at]
        : toCell(
            [t(licence?.status === 'none-found' ? 'asset.licence.none' : 'asset.licence.unknown')],
            false,
          ),
    );
    return { ...said, cells };
  }

  function lastChangeOf({ repositoryFacts }: ComparedAsset['asset']): string | undefined {
    const change = repositoryFacts?.lastChange;
    if (change === undefined) return undefined;
    const source = t(change.source === 'copy' ? 'asset.activity.copy' : 'asset.activity.github');
    return t('compare.lastChange.seen', { date: day(change.at), source });
  }
}
