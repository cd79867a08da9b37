function refuse(): never {
  throw new Error('Only scopes that set the compilers of zod may have routes with schemas');
}

/** In the place of Fastify's own compilers for JSON Schema, which it would load at every start although no route uses them. */
export const noCompilers = { buildValidator: () => refuse, buildSerializer: () => refuse };
