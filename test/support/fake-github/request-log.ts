export interface LoggedRequest {
  method: string;
  /** Without the server's address. */
  path: string;
  api: 'graphql' | 'rest';
  status: number;
  /** Points of GraphQL, or requests of REST, that were charged. */
  cost: number;
  authorised: boolean;
  /** `owner/name` as asked for. */
  repositories: readonly string[];
  outcome: 'answered' | 'refused' | 'limited' | 'timed-out' | 'disturbed';
}

export interface RequestCounts {
  graphql: number;
  rest: number;
  /** REST answers with 304. */
  notModified: number;
  /** Points of GraphQL. */
  points: number;
  /** Requests of the REST limit. */
  charged: number;
  timedOut: number;
  limited: number;
}

export interface RequestLog {
  /** Every request since the start or the last `forget`. */
  requests: LoggedRequest[];
  counts(): RequestCounts;
  /** GraphQL that the real schema or GitHub's rules refuse; a test wants none. */
  refusals: string[];
  /** Answers that depart from GitHub's description, and fields that the fake does not model; a test wants none. */
  faults: string[];
  record(request: LoggedRequest): void;
  fault(message: string): void;
  forget(): void;
}

export function openRequestLog(): RequestLog {
  const requests: LoggedRequest[] = [];
  const refusals: string[] = [];
  const faults: string[] = [];

  function counts(): RequestCounts {
    const of = (isCounted: (request: LoggedRequest) => boolean) => requests.filter(isCounted).length;
    const spent = (api: LoggedRequest['api']) =>
      requests.reduce((sum, request) => sum + (request.api === api ? request.cost : 0), 0);
    return {
      graphql: of((request) => request.api === 'graphql'),
      rest: of((request) => request.api === 'rest'),
      notModified: of((request) => request.status === 304),
      points: spent('graphql'),
      charged: spent('rest'),
      timedOut: of((request) => request.outcome === 'timed-out'),
      limited: of((request) => request.outcome === 'limited'),
    };
  }

  return {
    requests,
    refusals,
    faults,
    counts,
    record: (request) => requests.push(request),
    fault: (message) => {
      if (!faults.includes(message)) faults.push(message);
    },
    forget() {
      requests.length = 0;
      refusals.length = 0;
      faults.length = 0;
    },
  };
}
