/** One thing wrong with what a caller sent: where it is, what is wrong and, when there are few choices, what is allowed. */
export interface Fault {
  field: string;
  message: string;
  allowed?: readonly string[];
}

/** The kinds of failure the service knows; http/problems.ts alone maps them to statuses. */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'gone'
  | 'conflict'
  | 'stale'
  | 'precondition-required'
  | 'unavailable';

export class CatalogueError extends Error {
  readonly kind: ErrorKind;
  readonly faults: readonly Fault[];
  /** What else the answer says, by name: the record that is there already, where to go instead. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(
    kind: ErrorKind,
    message: string,
    faults: readonly Fault[] = [],
    members: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'CatalogueError';
    this.kind = kind;
    this.faults = faults;
    this.members = members;
  }
}

export function invalidInput(faults: readonly Fault[]): CatalogueError {
  return new CatalogueError(
    'invalid',
    faults.map((fault) => `${fault.field}: ${fault.message}`).join('; '),
    faults,
  );
}

export function notFound(what: string): CatalogueError {
  return new CatalogueError('not-found', `${what} is not in the catalogue`);
}
