import type { ApiServices } from '../api/api-services.ts';
import type { Pages } from './show-page.ts';

/** What the pages work with: what the API does, and what shows them. */
export type WebServices = ApiServices & { pages: Pages };
