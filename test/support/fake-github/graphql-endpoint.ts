import {
  type DocumentNode,
  defaultFieldResolver,
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  parse,
  validate,
} from 'graphql';
import { reckonCost } from './graphql-cost.ts';
import { toRoot } from './graphql-root.ts';
import { graphqlSchema } from './graphql-schema.ts';
import type { Limits } from './limits.ts';
import type { World } from './world.ts';

export interface GraphqlAnswer {
  status: number;
  body: unknown;
  /** Points charged. */
  cost: number;
  outcome: 'answered' | 'refused' | 'limited' | 'timed-out';
  /** Why the real schema, or GitHub's rules for paging and nodes, refuse the query. */
  refusals: string[];
  /** Fields that the schema has and the fake does not model. */
  faults: string[];
}

const documents = new Map<string, { document?: DocumentNode; errors: readonly GraphQLError[] }>();

export function readDocument(query: string): { document?: DocumentNode; errors: readonly GraphQLError[] } {
  const known = documents.get(query);
  if (known) return known;
  if (documents.size > 500) documents.clear();
  const read = parseAndValidate(query);
  documents.set(query, read);
  return read;
}

function parseAndValidate(query: string): { document?: DocumentNode; errors: readonly GraphQLError[] } {
  const schema = graphqlSchema();
  try {
    const document = parse(query);
    return { document, errors: validate(schema, document, undefined, { maxErrors: 20 }) };
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
}

/** Executes a query as GitHub does: what its schema refuses is answered with 200 and `errors`. */
export async function answerGraphql(
  world: World,
  limits: Limits,
  who: string,
  call: { query: string; variables?: Record<string, unknown> },
): Promise<GraphqlAnswer> {
  const refusal = (errors: unknown[], refusals: string[]): GraphqlAnswer => ({
    status: 200,
    body: { errors },
    cost: 0,
    outcome: 'refused',
    refusals,
    faults: [],
  });
  const { document, errors } = readDocument(call.query);
  if (!document || errors.length > 0) {
    return refusal(
      errors.map(toRefusal),
      errors.map((error) => error.message),
    );
  }
  const reckoned = reckonCost(graphqlSchema(), document, call.variables ?? {});
  if (reckoned.faults.length > 0) {
    return refusal(
      reckoned.faults,
      reckoned.faults.map((fault) => fault.message),
    );
  }
  if (reckoned.nodeCount > limits.options.nodes) {
    const message = `This query requests up to ${reckoned.nodeCount.toLocaleString('en')} possible nodes which exceeds the maximum limit of ${limits.options.nodes.toLocaleString('en')}.`;
    return refusal([{ type: 'MAX_NODE_LIMIT_EXCEEDED', message }], [message]);
  }
  if (limits.state(who, 'graphql').remaining <= 0) {
    return { status: 200, body: toLimited(limits), cost: 0, outcome: 'limited', refusals: [], faults: [] };
  }
  limits.charge(who, 'graphql', reckoned.cost);
  if (reckoned.work > limits.options.timeoutAbove) {
    await new Promise((resolve) => setTimeout(resolve, limits.options.timeoutDelayMs));
    const body = {
      data: null,
      errors: [
        {
          message:
            'Something went wrong while executing your query. This may be the result of a timeout, or it could be a GitHub bug. Please include `FAKE:0001` when reporting this issue.',
        },
      ],
    };
    return { status: 502, body, cost: reckoned.cost, outcome: 'timed-out', refusals: [], faults: [] };
  }
  const faults: string[] = [];
  const result = await execute({
    schema: graphqlSchema(),
    document,
    rootValue: toRoot(world, reckoned, limits.state(who, 'graphql')),
    variableValues: call.variables,
    fieldResolver: strictResolver(faults),
    typeResolver: (value) => (value as { __typename?: string }).__typename,
  });
  const { data, errors: failures } = result;
  if (data === undefined && failures) {
    return refusal(
      failures.map(toRefusal),
      failures.map((error) => error.message),
    );
  }
  return {
    status: 200,
    body: { data, ...(failures ? { errors: failures.map(toFailure) } : {}) },
    cost: reckoned.cost,
    outcome: 'answered',
    refusals: [],
    faults,
  };
}

/** The body of an answer when the hour's points are used up; its status is 200. */
export function toLimited(limits: Limits): unknown {
  const type = limits.options.graphqlErrorType;
  const code = type === 'RATE_LIMIT' ? { code: 'graphql_rate_limit' } : {};
  return {
    errors: [{ type, ...code, message: 'API rate limit already exceeded for user ID 1.' }],
  };
}

/** A field that is in the schema and not modelled is a fault of the fake, never a silent null. */
function strictResolver(faults: string[]): GraphQLFieldResolver<unknown, unknown> {
  return (source, args, context, info) => {
    const value = defaultFieldResolver(source, args, context, info);
    if (value === undefined) {
      const message = `the fake does not model ${info.parentType.name}.${info.fieldName}`;
      faults.push(message);
      throw new GraphQLError(message);
    }
    return value;
  };
}

/** In GitHub's words where they differ from graphql's own. */
function toRefusal(error: GraphQLError): Record<string, unknown> {
  const [, fieldName, typeName] = /^Cannot query field "(\w+)" on type "(\w+)"/.exec(error.message) ?? [];
  if (fieldName) {
    return {
      path: ['query', fieldName],
      extensions: { code: 'undefinedField', typeName, fieldName },
      locations: error.locations,
      message: `Field '${fieldName}' doesn't exist on type '${typeName}'`,
    };
  }
  return { message: error.message, locations: error.locations };
}

function toFailure(error: GraphQLError): Record<string, unknown> {
  const { type, extra } = error.extensions as { type?: string; extra?: Record<string, unknown> };
  return {
    ...(type ? { type } : {}),
    path: error.path,
    ...(extra && Object.keys(extra).length > 0 ? { extensions: extra } : {}),
    locations: error.locations,
    message: error.message,
  };
}
