import { setImmediate } from 'node:timers/promises';
import type { FacetValues } from '../../domain/enrichment/facets.ts';
import { dropContacts } from './drop-contacts.ts';
import { htmlText } from './html-text.ts';
import { markdownText } from './markdown-text.ts';

/** Characters of a README that are looked at: more of it would be cut from the text below anyway. */
const longestSource = 500_000;
/** Characters of Markdown that are parsed at a time, which takes a few tenths of a second; whatever else waits gets its turn in between. */
const parsedLength = 20_000;
const longestText = 60_000;

export interface ReadmeFile {
  file: string;
  text: string;
  /** The host gave only a part of the file. */
  isPart: boolean;
}

/** A README as plain text, as a reader sees it, without e-mail addresses and telephone numbers. */
export async function toReadme({
  file,
  text,
  isPart,
}: ReadmeFile): Promise<NonNullable<FacetValues['readme']>> {
  const source = text.slice(0, longestSource).replaceAll('\0', '').replaceAll('\r\n', '\n');
  const plain = tidy(dropContacts(await plainText(file, source)));
  const cut = isPart || text.length > longestSource || plain.length > longestText;
  return { file, text: wholeCharacters(plain.slice(0, longestText)), cut };
}

async function plainText(file: string, source: string): Promise<string> {
  if (/\.(?:txt|rst|adoc|asciidoc|org|textile|rdoc|pod|wiki|mediawiki|creole)$/i.test(file)) {
    return htmlText(source);
  }
  const texts: string[] = [];
  let length = 0;
  for (const piece of inPieces(source)) {
    if (length > longestText) break;
    if (texts.length > 0) await setImmediate();
    const text = markdownOrText(piece);
    texts.push(text);
    length += text.length;
  }
  return texts.join('\n');
}

/** Cut between paragraphs where there are any, so that markup stays whole. */
function inPieces(source: string): string[] {
  const pieces: string[] = [];
  for (let start = 0; start < source.length; ) {
    const limit = start + parsedLength;
    const gap = limit < source.length ? source.lastIndexOf('\n\n', limit) : source.length;
    const end = gap > start ? gap : Math.min(limit, source.length);
    pieces.push(source.slice(start, end));
    start = end;
  }
  return pieces;
}

function markdownOrText(source: string): string {
  try {
    // Quotes within quotes without end take a parser minutes, and nobody means them.
    return markdownText(source.replace(/^(?:[ \t]*>){6,}/gm, '>'));
  } catch {
    return htmlText(source);
  }
}

function tidy(text: string): string {
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{2,}/g, '\n')
    .trim();
}

/** A cut never leaves half of a character that takes two places. */
function wholeCharacters(text: string): string {
  return text.replace(/[\uD800-\uDBFF]$/, '');
}
