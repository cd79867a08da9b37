import type { EntryStore } from './entry-store.ts';
import type { RecordStore } from './record-store.ts';
import type { RedactionStore } from './redaction-store.ts';

/** The one store: records, what people brought in beside them, and the log of both. */
export type CatalogueStore = RecordStore & EntryStore & RedactionStore;
