interface WithSchemas {
  components?: { schemas?: Record<string, unknown> };
}

function referencesIn(value: unknown, found: Set<string>): void {
  for (const [, name] of JSON.stringify(value ?? null).matchAll(/"#\/components\/schemas\/([^"]+)"/g))
    if (name) found.add(name);
}

/** Leaves out components that no operation uses: every named schema is generated once for requests and once for answers. */
export function usedComponentsOnly<D>(document: D): D {
  const { components, ...operations } = document as D & WithSchemas;
  const schemas = components?.schemas ?? {};
  const used = new Set<string>();
  referencesIn(operations, used);
  for (const name of used) referencesIn(schemas[name], used);
  const kept = Object.fromEntries(
    Object.entries(schemas)
      .filter(([name]) => used.has(name))
      .sort(([one], [other]) => one.localeCompare(other)),
  );
  return { ...document, components: { ...components, schemas: kept } };
}
