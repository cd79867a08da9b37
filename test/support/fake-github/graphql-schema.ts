import { readFileSync } from 'node:fs';
import { buildASTSchema, type GraphQLSchema, parse } from 'graphql';

let loaded: GraphQLSchema | undefined;

/** GitHub's published schema. Reading it takes more than a second, so that it is read once a process, when first asked for. */
export function graphqlSchema(): GraphQLSchema {
  if (!loaded) {
    const published = new URL('schema.graphql', import.meta.resolve('@octokit/graphql-schema'));
    const document = parse(readFileSync(published, 'utf8'), { noLocation: true });
    loaded = buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });
  }
  return loaded;
}
