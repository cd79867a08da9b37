import type { z } from 'zod';
import type { RecordKind } from '../ids.ts';
import { Asset } from './asset.ts';
import { Award } from './award.ts';
import { Fund } from './fund.ts';
import { Organisation } from './organisation.ts';
import { Project } from './project.ts';
import { Repository } from './repository.ts';
import { Service } from './service.ts';
import { Source } from './source.ts';

/** The schema of each kind's document: what a curated file holds and what the store keeps. */
export const documentSchemas = {
  organisation: Organisation,
  source: Source,
  service: Service,
  fund: Fund,
  award: Award,
  project: Project,
  asset: Asset,
  repository: Repository,
} as const;

export type DocumentOf = { [K in RecordKind]: z.infer<(typeof documentSchemas)[K]> };

/** A document with its kind, as files are read and imports written. */
export type CatalogueRecord = { [K in RecordKind]: { kind: K; document: DocumentOf[K] } }[RecordKind];
