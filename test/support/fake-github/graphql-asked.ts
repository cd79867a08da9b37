import { type DocumentNode, Kind, valueFromASTUntyped, visit } from 'graphql';
import { nameOf, type World } from './world.ts';

/** The repositories that a query asks for by name or by id, in its order, by the names it uses. */
export function findAsked(
  world: World,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): string[] {
  const asked: string[] = [];
  visit(document, {
    [Kind.FIELD](field) {
      const args = Object.fromEntries(
        (field.arguments ?? []).map(({ name, value }) => [
          name.value,
          valueFromASTUntyped(value, { ...variables }),
        ]),
      );
      if (field.name.value === 'repository' && args.owner !== undefined)
        asked.push(`${args.owner}/${args.name}`);
      const ids = field.name.value === 'nodes' ? args.ids : field.name.value === 'node' ? [args.id] : [];
      for (const id of Array.isArray(ids) ? ids : []) {
        const repository = world.byNodeId(String(id));
        asked.push(repository ? nameOf(repository) : String(id));
      }
    },
  });
  return asked;
}
