import { parse, YAMLParseError } from 'yaml';
import type { z } from 'zod';
import type { FacetValues } from '../../domain/enrichment/facets.ts';
import { CitationFields, CodemetaFields, PubliccodeFields } from './describing-fields.ts';
import { dropContactsWithin } from './drop-contacts.ts';

type DescribingFile = NonNullable<FacetValues['publiccode']>;
type DescribingFacet = 'publiccode' | 'codemeta' | 'citation';

const longestText = 200_000;
const fieldsOf: Readonly<Record<DescribingFacet, z.ZodObject>> = {
  publiccode: PubliccodeFields,
  codemeta: CodemetaFields,
  citation: CitationFields,
};

/** The fields that the catalogue can show, or why there are none. A field that is wrong is left out and named; the others stand. */
export function readDescribingFile(facet: DescribingFacet, file: string, text: string): DescribingFile {
  if (text.length > longestText) return { file, problem: `longer than ${longestText} characters` };
  const { value, problem } = parseText(file, text);
  if (problem !== undefined) return { file, problem };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { file, problem: 'holds no fields' };
  }
  return toFields(facet, file, value as Record<string, unknown>);
}

function parseText(file: string, text: string): { value?: unknown; problem?: string } {
  try {
    // Aliases are counted by the parser: a text that would unfold without end is refused.
    return { value: file.endsWith('.json') ? JSON.parse(text) : parse(text, { logLevel: 'error' }) };
  } catch (error) {
    if (file.endsWith('.json')) return { problem: 'not valid JSON' };
    const line = error instanceof YAMLParseError ? error.linePos?.[0].line : undefined;
    return { problem: line === undefined ? 'not valid YAML' : `not valid YAML, line ${line}` };
  }
}

function toFields(facet: DescribingFacet, file: string, value: Record<string, unknown>): DescribingFile {
  const fields: Record<string, unknown> = {};
  const wrong: string[] = [];
  for (const [name, schema] of Object.entries(fieldsOf[facet].shape)) {
    if (value[name] === undefined || value[name] === null) continue;
    const read = (schema as z.ZodType).safeParse(value[name]);
    if (read.success) fields[name] = dropContactsWithin(read.data);
    else wrong.push(name);
  }
  const problems = [
    ...(facet === 'publiccode' && value.publiccodeYmlVersion === undefined
      ? ['publiccodeYmlVersion is missing']
      : []),
    ...(wrong.length > 0 ? [`not as the standard has it: ${wrong.join(', ')}`] : []),
  ];
  return {
    file,
    ...(Object.keys(fields).length > 0 && { fields }),
    ...(problems.length > 0 && { problem: problems.join('; ') }),
  };
}
