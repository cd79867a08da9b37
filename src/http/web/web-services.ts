import type { SignInServices } from '../access/sign-in-services.ts';
import type { ApiServices } from '../api/api-services.ts';
import type { FormGuards } from './form/form-guards.ts';
import type { Pages } from './show-page.ts';

/** What the pages work with: what the API does, what shows them, and what guards their forms. */
export type WebServices = ApiServices & {
  pages: Pages;
  forms: FormGuards;
  publicUrl?: string;
  settings: ShownSettings;
};

/** How this installation is set up, as far as pages tell of it. */
export interface ShownSettings {
  /** Whom to tell of what is wrong with the service: mailto: or https:. */
  contact?: string;
  sessionIdleMinutes: number;
  /** How long is kept what is of no use any more. */
  retentionDays: { rejected: number; messages: number };
  /** Requests that an address may make in a minute. */
  readsPerMinute: number;
  writesPerMinute: number;
}

export type SignInPagesServices = WebServices & SignInServices;
