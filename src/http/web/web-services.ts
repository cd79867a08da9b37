import type { SignInServices } from '../access/sign-in-services.ts';
import type { ApiServices } from '../api/api-services.ts';
import type { FormGuards } from './form/form-guards.ts';
import type { Pages } from './show-page.ts';

/** What the pages work with: what the API does, what shows them, and what guards their forms. */
export type WebServices = ApiServices & { pages: Pages; forms: FormGuards; publicUrl?: string };

export type SignInPagesServices = WebServices & SignInServices;
