/** What a page is about in the words of schema.org, as text that can stand inside a script element. */
export function toJsonLdText(about: { '@type': string } & Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ '@context': 'https://schema.org', ...about }).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
