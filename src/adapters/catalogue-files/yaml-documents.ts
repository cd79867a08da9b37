import {
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parse,
  parseDocument,
  YAMLParseError,
} from 'yaml';
import type { z } from 'zod';
import type { FileFault } from '../../ports/catalogue-files.ts';

type Path = readonly PropertyKey[];

/** The value a YAML text holds, or what is wrong with the text. */
export type YamlText = { value: unknown; fault?: undefined } | { fault: FileFault };

export function parseYaml(text: string, file: string): YamlText {
  try {
    return { value: parse(text, { logLevel: 'error' }) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const line = error instanceof YAMLParseError ? error.linePos?.[0].line : undefined;
    const message = error.message.split(' at line ')[0] ?? error.message;
    return { fault: { file, ...(line !== undefined && { line }), message } };
  }
}

/**
 * The line of the value at `path`, of its nearest parent where there is none. Parses the text again with its positions: only a fault
 * needs them, and reading without them is much faster.
 */
export function lineAt(text: string, path: Path): number | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent' });
  let node: unknown = document.contents;
  let offset = (document.contents as Node | null)?.range?.[0] ?? 0;
  for (const step of path) {
    const next = childAt(node, step);
    if (next === undefined) break;
    [node, offset] = next;
  }
  return lines.linePos(offset).line;
}

/** The value under a key or index with the offset at which it begins: for a key, that of the key. */
function childAt(node: unknown, step: PropertyKey): [node: unknown, offset: number] | undefined {
  if (isSeq(node)) {
    const child = node.items[Number(step)] as Node | undefined;
    return child?.range ? [child, child.range[0]] : undefined;
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find(
    (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step),
  );
  const key = pair?.key;
  return isScalar(key) && key.range ? [pair?.value, key.range[0]] : undefined;
}

/** What a schema finds wrong with a value, each with its line; `at` is where the value stands in the text. */
export function toFileFaults(error: z.ZodError, text: string, file: string, at: Path = []): FileFault[] {
  return error.issues.flatMap((issue) => {
    const paths =
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    return paths.map((path) => {
      const line = lineAt(text, [...at, ...path]);
      const message = issue.code === 'unrecognized_keys' ? 'there is no such field' : issue.message;
      return {
        file,
        ...(line !== undefined && { line }),
        ...(path.length > 0 && { field: path.join('.') }),
        message,
      };
    });
  });
}
