import type { RepositoryFacts } from '../enrichment/current-facts.ts';
import { isGenerated } from '../enrichment/readme-opening.ts';
import { upkeepOf } from '../health/upkeep.ts';
import { repositoryId } from '../ids.ts';
import { licenceValue } from '../licence.ts';
import type { Asset, AssetLicence } from '../records/asset.ts';
import { FundingPhase, type Party } from '../records/evidence.ts';
import { isFound } from '../records/record-terms.ts';
import { mainLanguages } from '../records/repository.ts';
import { type Signal, signalNames } from './ranking-signals.ts';
import type { SearchContext } from './search-context.ts';
import type { SearchDocument } from './search-document.ts';
import {
  exactForms,
  hitOrganisations,
  idsOf,
  joinTexts,
  organisationText,
  regionsOf,
  repositoryText,
  subjectText,
  yearsOf,
} from './search-text.ts';

function shownLicence(licence: AssetLicence | undefined): string | undefined {
  if (licence?.status === 'none-found') return 'none-found';
  return licence?.status === 'stated' ? (licence.expression ?? licence.raw) : undefined;
}

/** The licence that people state, else the one that GitHub found: it is found by its words, while the facet is people's alone. */
function licenceText(
  licence: AssetLicence | undefined,
  facts: RepositoryFacts | undefined,
  context: SearchContext,
): string[] {
  const found = facts?.facets.licence;
  const observed = found?.source === 'github' ? (found.value?.spdx ?? undefined) : undefined;
  const named = licence?.status === 'stated' ? (licence.expression ?? licence.raw) : observed;
  if (named === undefined) return [];
  return [named, ...named.split(/ (?:AND|OR|WITH) |[()]/).flatMap((id) => context.otherNamesOf(id.trim()))];
}

/** Characters of a README that are searched: its beginning says what the thing is; docs/ranking.md has the figures. */
const searchedReadme = 600;

/** What a generator wrote is the same everywhere and says nothing of the thing. */
function readmeText(facts: RepositoryFacts | undefined): string | undefined {
  const beginning = facts?.facets.readme?.value?.text.slice(0, searchedReadme).trim();
  return beginning === undefined || isGenerated(beginning) ? undefined : beginning;
}

/** GitHub says that nothing will be changed in it any more, or that nobody else can read it, and nobody states that it is live all the same. */
function isClosed(asset: Asset, facts: RepositoryFacts | undefined): boolean {
  if (facts === undefined || asset.maturity === 'live') return false;
  return facts.stateNow === 'private-or-gone' || facts.facets.archived?.value === true;
}

function tierOf(asset: Asset, product: Asset | undefined): number {
  if (asset.maturity === 'retired') return 4;
  if (asset.assetKind === 'product') return 0;
  if (product?.mainRepository === asset.id) return 1;
  return product ? 3 : 2;
}

/** Where its money came from, as far as sources say so: links by general knowledge are left aside. */
function fundingOf(asset: Asset, context: SearchContext) {
  const stated = asset.funding.filter(isFound);
  const projects = new Map(
    [
      ...context
        .projectsOf(asset.id)
        .filter(({ outputs }) => outputs.some((output) => output.asset === asset.id && isFound(output))),
      ...stated.flatMap(({ project }) => (project ? (context.project(project) ?? []) : [])),
    ].map((project) => [project.id, project]),
  );
  const awards = new Map(
    [...stated.flatMap(({ award }) => award ?? []), ...[...projects.values()].flatMap(({ awards }) => awards)]
      .flatMap((id) => context.award(id) ?? [])
      .map((award) => [award.id, award]),
  );
  const paid = [...projects.values(), ...awards.values()];
  const funds = new Set([
    ...stated.flatMap(({ fund }) => fund ?? []),
    ...paid.flatMap(({ fund }) => fund ?? []),
  ]);
  const phases = new Set(paid.flatMap(({ fundingPhase }) => fundingPhase ?? []));
  return {
    projects: [...projects.values()],
    years: yearsOf(...[...awards.values()].map(({ awardedOn }) => awardedOn)),
    funds: [...funds],
    phases: FundingPhase.options.filter((phase) => phases.has(phase)),
  };
}

/** What it was forked or copied from, as far as that is in the catalogue. */
function originalsOf({ relations }: Asset): string[] {
  return relations.flatMap(({ type, variant, asset }) =>
    type === 'variantOf' && (variant === 'fork' || variant === 'copy') && asset ? [asset] : [],
  );
}

const documentKinds: ReadonlySet<Asset['assetKind']> = new Set([
  'case-study',
  'research',
  'guidance',
  'dataset',
]);

/** How its use by others is known, where somebody said so: the strongest way. */
function reuseOf({ id }: Asset, context: SearchContext): string[] {
  const reuse = context.reuse(id);
  if (reuse === undefined) return [];
  if (reuse.users.length > 0) return ['confirmed'];
  return reuse.claimed > 0 ? ['claimed'] : [];
}

function signalsOf(
  asset: Asset,
  product: Asset | undefined,
  facts: RepositoryFacts | undefined,
  users: readonly string[],
): Signal[] {
  const holds: Partial<Record<Signal, boolean>> = {
    product: asset.assetKind === 'product',
    mainRepository: product !== undefined && product.mainRepository === asset.id,
    part: product !== undefined && product.mainRepository !== asset.id,
    copy: originalsOf(asset).length > 0,
    document: documentKinds.has(asset.assetKind),
    retired: asset.maturity === 'retired' || isClosed(asset, facts),
    tried: users.length > 0 || asset.adoption.some(({ atLead }) => !atLead),
    reused: users.length > 0,
  };
  return signalNames.filter((signal) => holds[signal]);
}

/** A product speaks for its parts: what is not said of itself is taken from its main repository. */
export function assetSearchDocument(asset: Asset, updatedAt: string, context: SearchContext): SearchDocument {
  const isProduct = asset.assetKind === 'product';
  const main = isProduct && asset.mainRepository ? context.asset(asset.mainRepository) : undefined;
  const productId = asset.relations.find(({ type, asset: other }) => type === 'partOf' && other)?.asset;
  const product = productId === undefined ? undefined : context.asset(productId);
  const repository = asset.repository ?? main?.repository;
  const facts = repository === undefined ? undefined : context.facts(repositoryId(repository));
  const licence = asset.licence ?? main?.licence;
  const languages = mainLanguages(facts?.facets.languages?.value);
  const leads: Party[] = asset.lead ? [asset.lead] : [];
  const suppliers = asset.suppliers.map((organisation) => ({ organisation }));
  const organisations = hitOrganisations(
    [
      ['lead', leads],
      ['partner', asset.partners],
      ['supplier', suppliers],
    ],
    context,
  );
  const funding = fundingOf(asset, context);
  const used = [...asset.connectsTo, ...asset.standards];
  const parts = isProduct ? context.partsOf(asset.id) : 0;
  const licenceWords = shownLicence(licence);
  const users = context.reuse(asset.id)?.users ?? [];
  return {
    kind: 'asset',
    id: asset.id,
    text: {
      title: asset.title,
      names: joinTexts(asset.otherNames),
      repository: repositoryText(asset.repository),
      subjects: subjectText(asset.services, asset.themes, context),
      summary: asset.summary,
      organisations: organisationText([...leads, ...asset.partners, ...suppliers], context),
      technology: joinTexts([
        ...used.flatMap((name) => [name, ...context.otherNamesOf(name)]),
        ...(facts?.facets.languages?.value ?? []).map(({ name }) => name),
        ...(facts?.facets.frameworks?.value ?? []),
        ...licenceText(licence, facts, context),
      ]),
      body: joinTexts(
        [
          asset.description,
          product && joinTexts(['Part of', product.title, ...product.otherNames], ' '),
          asset.hosting,
          asset.gettingStarted,
          asset.councilSpecific,
          ...asset.notes,
          ...funding.projects.map(({ title }) => title),
          ...funding.funds.map((id) => context.fund(id)?.title),
          joinTexts(
            asset.adoption.map((seen) => seen.name ?? context.organisation(seen.organisation)?.title),
          ),
          readmeText(facts),
          joinTexts(facts?.facets.topics?.value ?? []),
        ],
        '\n',
      ),
    },
    facets: {
      kind: ['asset'],
      organisation: idsOf(organisations),
      region: regionsOf(leads, context),
      service: asset.services,
      theme: asset.themes,
      fund: funding.funds,
      fundingPhase: funding.phases,
      maturity: asset.maturity ? [asset.maturity] : [],
      licence: [licenceValue(licence)],
      language: languages,
      assetKind: [asset.assetKind],
      reuse: reuseOf(asset, context),
      upkeep: facts ? [upkeepOf(facts, context.now)] : [],
    },
    exact: exactForms([asset.title, ...asset.otherNames, asset.repository, asset.repository?.split('/')[1]]),
    tier: tierOf(asset, product),
    ...(product ? { product: product.id } : {}),
    originals: originalsOf(asset),
    signals: signalsOf(asset, product, facts, users),
    adopters: [...new Set([...asset.adoption.map(({ organisation }) => organisation), ...users])],
    years: funding.years,
    capacity: false,
    updatedAt,
    summary: {
      title: asset.title,
      summary: asset.summary,
      ...(repository ? { repository } : {}),
      ...(parts > 0 ? { parts } : {}),
      organisations,
      ...(licenceWords ? { licence: licenceWords } : {}),
      languages,
      ...(asset.maturity ? { maturity: asset.maturity } : {}),
      assetKind: asset.assetKind,
    },
  };
}
