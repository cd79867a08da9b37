import { type Allowance, usualLimit } from '../../domain/enrichment/expect-completion.ts';

const reserves = { graphql: 500, rest: 500, unauthorised: 5 };

/** What GitHub is asked by and how much of its limit is left to others. GraphQL where there are credentials, since it takes a twentieth of the calls; without any there is only REST. */
export function githubAllowance({
  authorised,
  wished = 'graphql',
  reserve,
}: {
  authorised: boolean;
  wished?: Allowance['mode'];
  reserve?: number;
}): Required<Allowance> {
  const mode = authorised ? wished : 'rest';
  return {
    ...{ mode, authorised, limit: usualLimit(authorised) },
    reserve: reserve ?? reserves[authorised ? mode : 'unauthorised'],
  };
}
