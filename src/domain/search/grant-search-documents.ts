import type { Award } from '../records/award.ts';
import type { Fund } from '../records/fund.ts';
import type { Project } from '../records/project.ts';
import { frameOf, ordinaryTier } from './document-frame.ts';
import type { SearchContext } from './search-context.ts';
import type { SearchDocument } from './search-document.ts';
import { joinTexts, subjectText, yearsOf } from './search-text.ts';

const exampleTier = 4;

/** A project with one award that pays for nothing else is one thing with it. */
function groupOf(project: Project | undefined, award: Award | undefined): { group?: string } {
  const isPair =
    project !== undefined &&
    award !== undefined &&
    project.awards.length === 1 &&
    project.awards[0] === award.id &&
    (award.project ?? award.id) === project.id;
  return isPair ? { group: `grant ${award.id}` } : {};
}

/** A pair is narrowed and counted by the same organisations, whichever of the two is shown. */
function partiesOfPair(own: readonly string[], other: Award | Project | undefined): string[] {
  const others = other ? [...other.leads, ...other.partners].map(({ organisation }) => organisation) : [];
  return [...new Set([...own, ...others])];
}

/** "Local Digital Fund round 4, beta": said of a grant where nobody has written what it was for. */
function grantWords(fund: Fund | undefined, phase: string | undefined, year: string | undefined): string {
  return joinTexts([fund?.title, phase, year]);
}

export function projectSearchDocument(
  project: Project,
  updatedAt: string,
  context: SearchContext,
): SearchDocument {
  const { organisations, document } = frameOf(
    'project',
    project,
    [
      ['lead', project.leads],
      ['partner', project.partners],
    ],
    context,
  );
  const fund = project.fund ? context.fund(project.fund) : undefined;
  const awards = project.awards.flatMap((id) => context.award(id) ?? []);
  const funds = [project.fund, ...awards.map((award) => award.fund)];
  const pair = groupOf(project, awards[0]);
  const award = pair.group ? awards[0] : undefined;
  const amountGbp = award && context.amountGbp(award);
  const phase = project.fundingPhase ?? award?.fundingPhase;
  const summary = project.problem ?? project.outcome ?? grantWords(fund, project.fundingPhase, undefined);
  return {
    ...document,
    text: {
      ...document.text,
      names: joinTexts(project.otherNames),
      subjects: subjectText(project.services, project.themes, context),
      summary,
      body: joinTexts(
        [
          project.outcome,
          ...funds.map((id) => id && context.fund(id)?.title),
          fund?.programme,
          project.fundingPhase,
          award?.title,
          award?.recipient,
          award?.intervention,
          ...project.notes,
          ...project.outputs
            .filter(({ basis }) => basis !== 'inferred')
            .map(({ asset }) => context.asset(asset)?.title),
        ],
        '\n',
      ),
    },
    facets: {
      ...document.facets,
      organisation: partiesOfPair(document.facets.organisation, award),
      service: project.services,
      theme: project.themes,
      fund: [...new Set(funds.filter((id) => id !== undefined))],
      fundingPhase: phase ? [phase] : [],
    },
    ...pair,
    tier: project.example ? exampleTier : ordinaryTier,
    signals: project.example ? ['example'] : [],
    years: yearsOf(
      ...awards.map(({ awardedOn, fund: paying }) => awardedOn ?? context.fund(paying)?.startDate),
    ),
    ...(amountGbp === undefined ? {} : { amountGbp }),
    capacity: project.capacity ?? fund?.capacity ?? false,
    updatedAt,
    summary: {
      title: project.title,
      summary,
      organisations,
      languages: [],
      ...(project.fundingPhase ? { fundingPhase: project.fundingPhase } : {}),
    },
  };
}

export function awardSearchDocument(award: Award, updatedAt: string, context: SearchContext): SearchDocument {
  const { organisations, document } = frameOf(
    'award',
    award,
    [
      ['lead', award.leads],
      ['partner', award.partners],
    ],
    context,
  );
  const fund = context.fund(award.fund);
  const project = context.project(award.project ?? award.id);
  const amountGbp = context.amountGbp(award);
  const pair = groupOf(project, award);
  const phase = award.fundingPhase ?? project?.fundingPhase;
  const funds = [award.fund, pair.group && project?.fund].filter((id) => id !== undefined);
  const summary =
    project?.problem ?? project?.outcome ?? grantWords(fund, phase, award.awardedOn?.slice(0, 4));
  return {
    ...document,
    text: {
      ...document.text,
      names: joinTexts(
        [project?.title, ...(project?.otherNames ?? [])].filter((name) => name !== award.title),
      ),
      subjects: subjectText(project?.services ?? [], project?.themes ?? [], context),
      summary,
      body: joinTexts(
        [
          award.recipient,
          fund?.title,
          fund?.programme,
          phase,
          award.intervention,
          project?.outcome,
          ...(project?.outputs ?? [])
            .filter(({ basis }) => basis !== 'inferred')
            .map(({ asset }) => context.asset(asset)?.title),
          ...award.notes,
        ],
        '\n',
      ),
    },
    facets: {
      ...document.facets,
      organisation: partiesOfPair(document.facets.organisation, pair.group ? project : undefined),
      service: project?.services ?? [],
      theme: project?.themes ?? [],
      fund: [...new Set(funds)],
      fundingPhase: phase ? [phase] : [],
    },
    ...pair,
    years: yearsOf(award.awardedOn ?? fund?.startDate),
    capacity: award.capacity ?? fund?.capacity ?? false,
    updatedAt,
    ...(amountGbp === undefined ? {} : { amountGbp }),
    summary: {
      title: award.title,
      summary,
      organisations,
      languages: [],
      ...(phase ? { fundingPhase: phase } : {}),
      ...(amountGbp === undefined ? {} : { amountGbp }),
    },
  };
}
