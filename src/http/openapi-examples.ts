/** One real answer of each operation, cut short, by operationId; kept in openapi/examples.json. */
export type OperationExamples = Readonly<Record<string, unknown>>;

interface Operation {
  operationId?: string;
  responses?: Record<string, { content?: Record<string, { example?: unknown }> }>;
}

/** Puts each operation's example beside the schema of its answer. */
export function withExamples<D>(document: D, examples: OperationExamples): D {
  const { paths = {} } = document as { paths?: Record<string, Record<string, Operation>> };
  for (const operation of Object.values(paths).flatMap((methods) => Object.values(methods))) {
    const content = operation.responses?.['200']?.content?.['application/json'];
    const example = examples[operation.operationId ?? ''];
    if (content && example !== undefined) content.example = example;
  }
  return document;
}
