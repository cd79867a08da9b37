import { sumAwards } from '../domain/money.ts';
import { isFound } from '../domain/records/record-terms.ts';
import type { StoredRecord } from '../ports/record-store.ts';
import { withAddressStates } from './describe-addresses.ts';
import { amountOf, type Describing, frameOf } from './describe-record.ts';
import {
  toFundReference,
  toOrganisationReference,
  toPartyReference,
  toServiceReference,
  toSourceReference,
  toThemeReference,
} from './references.ts';

async function awardsOf({ store, directory }: Describing, ids: readonly string[]) {
  const awards = await store.readMany('award', ids);
  return awards.map(({ id, document }) => {
    const { amountGbp } = amountOf(directory, document.claims);
    return {
      id,
      title: document.title,
      fund: toFundReference(directory, document.fund),
      leads: document.leads.map((lead) => toPartyReference(directory, lead, 'lead')),
      ...(document.awardedOn ? { awardedOn: document.awardedOn } : {}),
      ...(document.fundingPhase ? { fundingPhase: document.fundingPhase } : {}),
      ...(amountGbp === undefined ? {} : { amountGbp }),
    };
  });
}

export async function describeAward(describing: Describing, record: StoredRecord<'award'>) {
  const { store, directory } = describing;
  const award = record.document;
  const amount = amountOf(directory, award.claims);
  const [project] = award.project ? await store.readMany('project', [award.project]) : [];
  return withAddressStates(describing, {
    ...frameOf(record, directory),
    aliases: award.aliases,
    titleBasis: award.titleBasis ?? 'stated',
    fund: toFundReference(directory, award.fund),
    ...(project ? { project: { id: project.id, title: project.document.title } } : {}),
    ...(award.recipient ? { recipient: award.recipient } : {}),
    organisations: [
      ...award.leads.map((lead) => toPartyReference(directory, lead, 'lead')),
      ...award.partners.map((partner) => toPartyReference(directory, partner, 'partner')),
    ],
    ...(amount.amountGbp === undefined ? {} : { amountGbp: amount.amountGbp }),
    ...(amount.shown ? { amountSource: toSourceReference(directory, amount.shown.source) } : {}),
    ...(award.awardedOn ? { awardedOn: award.awardedOn } : {}),
    ...(award.fundingPhase ? { fundingPhase: award.fundingPhase } : {}),
    ...(award.intervention ? { intervention: award.intervention } : {}),
    ...(award.address ? { address: award.address } : {}),
    capacity: award.capacity ?? false,
    notes: award.notes,
  });
}

/** What came of a project: the outputs it names, and the assets that name it, or one of its awards, as what paid for them. */
async function outputsOf({ store, directory }: Describing, { id, document }: StoredRecord<'project'>) {
  const refs = [
    { kind: 'project' as const, id },
    ...document.awards.map((award) => ({ kind: 'award' as const, id: award })),
  ];
  const pointing = (await Promise.all(refs.map((ref) => store.linksTo(ref))))
    .flat()
    .filter((link) => link.kind === 'asset');
  const named = new Set(document.outputs.map((output) => output.asset));
  const ids = [...new Set([...named, ...pointing.map((link) => link.id)])];
  const assets = await store.readMany('asset', ids);
  return assets.flatMap((asset) => {
    const links = named.has(asset.id)
      ? document.outputs.filter((output) => output.asset === asset.id)
      : asset.document.funding
          .filter((funding) => funding.project === id || document.awards.includes(funding.award ?? ''))
          .slice(0, 1);
    return links.map(({ basis, source, how }) => ({
      id: asset.id,
      title: asset.document.title,
      assetKind: asset.document.assetKind,
      ...(asset.document.repository ? { repository: asset.document.repository } : {}),
      basis,
      ...(source ? { source: toSourceReference(directory, source) } : {}),
      ...(how ? { how } : {}),
    }));
  });
}

export async function describeProject(describing: Describing, record: StoredRecord<'project'>) {
  const { store, directory } = describing;
  const project = record.document;
  const outputs = await outputsOf(describing, record);
  const follows = await store.readMany('project', project.follows);
  const followedBy = (await store.linksTo({ kind: 'project', id: record.id })).filter(
    (link) => link.kind === 'project' && link.name === 'follows',
  );
  const followers = await store.readMany(
    'project',
    followedBy.map((link) => link.id),
  );
  const named = (found: StoredRecord<'project'>[]) =>
    found.map(({ id, document }) => ({ id, title: document.title }));
  return withAddressStates(describing, {
    ...frameOf(record, directory),
    otherNames: project.otherNames,
    aliases: project.aliases,
    titleBasis: project.titleBasis ?? 'stated',
    ...(project.problem ? { problem: project.problem } : {}),
    ...(project.outcome ? { outcome: project.outcome } : {}),
    organisations: [
      ...project.leads.map((lead) => toPartyReference(directory, lead, 'lead')),
      ...project.partners.map((partner) => toPartyReference(directory, partner, 'partner')),
    ],
    ...(project.fund ? { fund: toFundReference(directory, project.fund) } : {}),
    awards: await awardsOf(describing, project.awards),
    ...(project.fundingPhase ? { fundingPhase: project.fundingPhase } : {}),
    services: project.services.map((id) => toServiceReference(directory, id)),
    themes: project.themes.map((id) => toThemeReference(directory, id)),
    outputs,
    /** Inferred links are not an output found. */
    publicOutputFound: outputs.some(isFound),
    follows: named(follows),
    followedBy: named(followers),
    example: project.example ?? false,
    capacity: project.capacity ?? false,
    notes: project.notes,
  });
}

export async function describeFund(describing: Describing, record: StoredRecord<'fund'>) {
  const { store, directory } = describing;
  const fund = record.document;
  const links = await store.linksTo({ kind: 'fund', id: record.id });
  const idsOf = (kind: string, name: string) =>
    links.filter((link) => link.kind === kind && link.name === name).map((link) => link.id);
  const awards = await awardsOf(describing, idsOf('award', 'fund'));
  const { totalGbp, unknownAmounts } = sumAwards(awards);
  return withAddressStates(describing, {
    ...frameOf(record, directory),
    otherNames: fund.otherNames,
    aliases: fund.aliases,
    titleBasis: fund.titleBasis ?? 'stated',
    ...(fund.summary ? { summary: fund.summary } : {}),
    ...(fund.funder ? { funder: toOrganisationReference(directory, fund.funder) } : {}),
    ...(fund.funderName ? { funderName: fund.funderName } : {}),
    ...(fund.partOf ? { partOf: toFundReference(directory, fund.partOf) } : {}),
    rounds: idsOf('fund', 'partOf').map((id) => toFundReference(directory, id)),
    ...(fund.round ? { round: fund.round } : {}),
    ...(fund.startDate ? { startDate: fund.startDate } : {}),
    ...(fund.address ? { address: fund.address } : {}),
    grantSizes: fund.grantSizes.map(({ statement, source }) => ({
      statement,
      source: toSourceReference(directory, source),
    })),
    ...(fund.known ? { known: fund.known } : {}),
    capacity: fund.capacity ?? false,
    awards,
    /** Of the awards listed: how many state an amount, and their sum, each award once. */
    awardsWithAmount: awards.length - unknownAmounts,
    awardsSumGbp: totalGbp,
    notes: fund.notes,
  });
}
