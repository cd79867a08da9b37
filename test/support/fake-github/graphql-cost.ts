import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';

export interface QueryCost {
  /** Rate-limit points. */
  cost: number;
  /** Nodes that the query may return at most. */
  nodeCount: number;
  /** Requests that the connections need, before they are divided by 100, files and folders read from git, and a hundredth of the nodes. */
  work: number;
  /** Connections that name no page size, or one that is not 1 to 100. */
  faults: { type: string; message: string; path: string[] }[];
}

/**
 * GitHub's documented rule: add up the requests needed to fulfil each connection, assuming that every one above it returns as many as
 * its `first` or `last` allows; divide by 100, round, and charge at least one point.
 * https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
 */
export function reckonCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  given: Readonly<Record<string, unknown>>,
): QueryCost {
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const variables: Record<string, unknown> = {};
  for (const { variable, defaultValue } of operation?.variableDefinitions ?? [])
    if (defaultValue) variables[variable.name.value] = valueFromASTUntyped(defaultValue);
  Object.assign(variables, given);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);

  let requests = 0;
  let nodeCount = 0;
  let gitObjects = 0;
  const faults: QueryCost['faults'] = [];

  function argument(field: FieldNode, name: string): unknown {
    const value = field.arguments?.find((given) => given.name.value === name)?.value;
    return value === undefined ? undefined : valueFromASTUntyped(value, variables);
  }

  /** How many times what is below the field is asked for, as a multiple of its parents. */
  function pageOf(field: FieldNode, type: GraphQLNamedType, parents: number, path: string[]): number {
    if (field.name.value === 'nodes' && Array.isArray(argument(field, 'ids'))) {
      return (argument(field, 'ids') as unknown[]).length;
    }
    if (!type.name.endsWith('Connection')) return 1;
    const size = argument(field, 'first') ?? argument(field, 'last');
    const takesPages = (field.selectionSet?.selections ?? []).some(
      (selection) => selection.kind !== Kind.FIELD || selection.name.value !== 'totalCount',
    );
    if (typeof size === 'number' && (size < 1 || size > 100)) {
      faults.push({
        type: 'EXCESSIVE_PAGINATION',
        path,
        message: `Requesting ${size} records on the \`${field.name.value}\` connection exceeds the \`first\` limit of 100 records.`,
      });
    } else if (typeof size !== 'number' && takesPages) {
      faults.push({
        type: 'MISSING_PAGINATION_BOUNDARIES',
        path,
        message: `You must provide a \`first\` or \`last\` value to properly paginate the \`${field.name.value}\` connection.`,
      });
    }
    requests += parents;
    const page = typeof size === 'number' ? size : 0;
    nodeCount += parents * page;
    return page;
  }

  function walk(
    selections: SelectionSetNode,
    parentType: GraphQLNamedType,
    parents: number,
    path: string[],
  ): void {
    for (const selection of selections.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value);
        if (fragment) walk(fragment.selectionSet, typeOf(fragment.typeCondition.name.value), parents, path);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const type = selection.typeCondition ? typeOf(selection.typeCondition.name.value) : parentType;
        walk(selection.selectionSet, type, parents, path);
      } else if (isObjectType(parentType) || isInterfaceType(parentType)) {
        const definition = parentType.getFields()[selection.name.value];
        if (!definition) continue;
        const type = getNamedType(definition.type);
        const here = [...path, selection.alias?.value ?? selection.name.value];
        if (type.name === 'GitObject' || type.name === 'Tree') gitObjects += parents;
        const page = pageOf(selection, type, parents, here);
        // Files below `entries` are read one by one; the rule names no number, ten is a fair guess.
        const times = type.name === 'TreeEntry' ? 10 : page;
        if (selection.selectionSet) walk(selection.selectionSet, type, parents * times, here);
      }
    }
  }

  function typeOf(name: string): GraphQLNamedType {
    const type = schema.getType(name);
    if (!type) throw new Error(`no type ${name}`);
    return type;
  }

  if (operation) walk(operation.selectionSet, typeOf('Query'), 1, []);
  return {
    cost: Math.max(1, Math.round(requests / 100)),
    nodeCount,
    work: requests + gitObjects + Math.floor(nodeCount / 100),
    faults,
  };
}
