import { z } from 'zod';
import { HitKind } from '../../domain/ids.ts';
import { AssetKind, Maturity } from '../../domain/records/asset.ts';
import { FundingPhase } from '../../domain/records/evidence.ts';
import { facetNames } from '../../domain/search/facets.ts';
import { textFieldWeights } from '../../domain/search/search-document.ts';
import { RecordLinks } from './schemas.ts';

const Highlight = z.object(
  Object.fromEntries(Object.keys(textFieldWeights).map((field) => [field, z.string().optional()])) as Record<
    keyof typeof textFieldWeights,
    z.ZodOptional<z.ZodString>
  >,
);

const Explanation = z
  .object({
    first: z
      .enum(['exact', 'part-of-exact'])
      .optional()
      .meta({ description: 'Why it stands before all that is ordered by points' }),
    last: z.enum(['example']).optional().meta({ description: 'Why it stands behind all that is' }),
    points: z.number().meta({ description: 'words × answered to a power × all factors' }),
    words: z.number().meta({ description: 'How well the words match, 0 to 1' }),
    answered: z.number().meta({ description: 'Share of what is required that the hit answers, 0 to 1' }),
    factors: z.array(z.object({ signal: z.string(), factor: z.number() })),
    slots: z.array(
      z.object({
        typed: z.string(),
        preference: z.boolean(),
        weight: z.number().meta({ description: 'How much it counts, how telling it is included' }),
        strength: z.number().meta({ description: 'What the best match gave, 0 to 1' }),
        matched: z.array(
          z.object({
            found: z.string(),
            why: z.string(),
            weight: z.number(),
            fields: z.array(z.enum(Object.keys(textFieldWeights))),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'SearchExplanation', description: 'How the hit got its place' });

const Hit = z
  .object({
    kind: HitKind,
    id: z.string(),
    title: z.string(),
    summary: z.string(),
    repository: z.string().optional().meta({ description: 'owner/name; of a product its main one' }),
    parts: z.int().optional().meta({ description: 'How many parts a product has' }),
    organisations: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        role: z.string(),
        via: z.enum(['predecessor', 'successor']).optional(),
      }),
    ),
    licence: z.string().optional(),
    languages: z.array(z.string()),
    fundingPhase: FundingPhase.optional(),
    maturity: Maturity.optional(),
    assetKind: AssetKind.optional(),
    amountGbp: z.number().optional(),
    updatedAt: z.string(),
    highlight: Highlight.meta({
      description: 'Fields that matched; matches stand between U+E000 and U+E001, and there is no HTML',
    }),
    explanation: Explanation.optional(),
    links: RecordLinks,
  })
  .meta({ id: 'SearchHit' });

const FacetValues = z.array(z.object({ value: z.string(), label: z.string(), count: z.int() }));

export const SearchAnswer = z
  .object({
    query: z.object({ text: z.string(), understood: z.record(z.string(), z.array(z.string())).optional() }),
    total: z.int(),
    page: z.int(),
    pageSize: z.int(),
    engine: z.enum(['embedded', 'meilisearch']),
    warning: z
      .string()
      .optional()
      .meta({ description: 'Why the embedded index stands in for Meilisearch; the answer is whole' }),
    tookMs: z.number(),
    hits: z.array(Hit),
    facets: z
      .record(z.enum(facetNames), FacetValues)
      .meta({ description: 'Each facet is counted with every filter but its own' }),
    didYouMean: z.string().optional(),
  })
  .meta({ id: 'SearchAnswer' });

export const Suggestions = z
  .object({
    suggestions: z.array(
      z.object({
        kind: z.enum([...HitKind.options, 'organisation', 'service', 'need']),
        id: z.string().optional(),
        text: z.string(),
        label: z.string(),
      }),
    ),
  })
  .meta({
    id: 'Suggestions',
    examples: [{ suggestions: [{ kind: 'service', id: '141', text: 'Housing repairs', label: 'Service' }] }],
  });
