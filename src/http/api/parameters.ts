import { z } from 'zod';

// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is the point
const forbiddenCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/** Text a person typed: no control characters, no direction overrides, at most `max` characters. */
export function typedText(max: number) {
  return z
    .string()
    .max(max, `must have at most ${max} characters`)
    .refine(
      (text) => !forbiddenCharacters.test(text),
      'must not hold control characters or direction overrides',
    );
}

/** A filter that may be given several times: any of its values will do. */
export function repeated<T extends z.ZodType>(
  value: T,
  { example, description }: { example: string; description?: string },
) {
  return (
    z
      .preprocess(
        (given) => (given === undefined ? given : [given].flat()),
        z.array(value).max(20, 'may be given at most 20 times').optional(),
      )
      // `examples` would be dropped: zod leaves them out where input and output differ.
      .meta({ ...(description ? { description } : {}), 'x-examples': { one: { value: [example] } } })
  );
}

const wholeNumber = (name: string, max: number) =>
  z.coerce
    .number(`${name} must be a whole number from 1 to ${max}`)
    .int(`${name} must be a whole number`)
    .min(1, 'must be 1 or more')
    .max(max, `must be ${max} or less`);

export const paging = {
  page: wholeNumber('page', 100_000)
    .default(1)
    .meta({ description: 'Page to show, from 1', examples: [1] }),
  pageSize: wholeNumber('pageSize', 100)
    .default(20)
    .meta({ description: 'Records a page, at most 100', examples: [20] }),
};

export const updatedSince = z
  .union(
    [z.iso.datetime({ offset: true }), z.iso.date()],
    'must be a date (2026-11-22) or a time (2026-11-22T08:00:00Z)',
  )
  .optional()
  .meta({ description: 'Only records updated at or after this time', examples: ['2026-11-01'] });

export const upkeepFilter = {
  description:
    'active: changed within a year; quiet: not within a year, and within two; untouched: not within two; archived or gone by what GitHub says; unknown: nothing proves it',
  example: 'active',
};

export const includeCapacity = z
  .enum(['capacity'])
  .optional()
  .meta({
    description: 'capacity: also grants for planning capacity, which are left out otherwise',
    examples: ['capacity'],
  });

/** An id or code in any case; the directory or the store says whether it exists. */
export const anyId = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]*$/, 'must be an id: letters, digits, ".", "_", ":" and "-"');

/** A day or time as the start of it in UTC, so that it compares with stored times. */
export function toUtc(time: string | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}
