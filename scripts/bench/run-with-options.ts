import { parseArgs } from 'node:util';
import { z } from 'zod';

/** Runs with the options of the command line, each a `--name value` of the schema; where one is wrong, says which and ends with 2. */
export async function runWithOptions<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  run: (options: z.infer<z.ZodObject<Shape>>) => Promise<void>,
): Promise<void> {
  const names = Object.keys(schema.shape);
  const { values } = parseArgs({
    options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
  });
  const options = schema.safeParse(values);
  if (options.success) await run(options.data);
  else {
    console.error(z.prettifyError(options.error));
    process.exitCode = 2;
  }
}
