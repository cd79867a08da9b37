import { MeilisearchApiError, MeilisearchRequestError, MeilisearchRequestTimeOutError } from 'meilisearch';
import { CatalogueError, type Fault } from '../../../domain/errors.ts';

const keyCodes = ['invalid_api_key', 'missing_authorization_header'];

/** Its client wraps what a sender of our own throws. */
function unwrapped(error: unknown): unknown {
  const isInside =
    error instanceof MeilisearchRequestError &&
    (error.cause instanceof MeilisearchApiError || error.cause instanceof SyntaxError);
  return isInside ? error.cause : error;
}

/** The code by which Meilisearch names what went wrong; undefined where it did not answer in its own words. */
export function codeOf(error: unknown): string | undefined {
  const own = unwrapped(error);
  return own instanceof MeilisearchApiError ? own.cause?.code : undefined;
}

export function isKeyRefused(error: unknown): boolean {
  return keyCodes.includes(codeOf(error) ?? '');
}

export function isIndexMissing(error: unknown): boolean {
  return codeOf(error) === 'index_not_found';
}

function unavailable(message: string, faults: readonly Fault[] = []): CatalogueError {
  return new CatalogueError('unavailable', message, faults);
}

/** What failed, in words that hold neither a key nor what was searched for. `setting` names the key that was used. */
export function toUnavailable(thrown: unknown, setting: string): CatalogueError {
  const error = unwrapped(thrown);
  if (error instanceof CatalogueError) return error;
  if (isKeyRefused(error)) {
    const message = 'Meilisearch refuses the key';
    return unavailable(message, [{ field: setting, message }]);
  }
  if (isIndexMissing(error)) return unavailable('the search index in Meilisearch has to be made first');
  if (error instanceof MeilisearchApiError) {
    const code = codeOf(error) ?? 'no reason given';
    return unavailable(`Meilisearch failed: ${error.response.status} (${code})`);
  }
  if (error instanceof MeilisearchRequestError) {
    const isLate = error.cause instanceof MeilisearchRequestTimeOutError;
    return unavailable(isLate ? 'Meilisearch did not answer in time' : 'Meilisearch cannot be reached');
  }
  if (error instanceof SyntaxError) return unavailable('Meilisearch answered with something that is no JSON');
  throw error;
}
