import { z } from 'zod';

/** An object that a person gives: fields it does not know are refused by name, with those it knows. */
export function givenFields<Shape extends z.ZodRawShape>(shape: Shape) {
  const known = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? `is not a known field; allowed are ${known}` : undefined,
  });
}
