import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { htmlText } from './html-text.ts';

type Markdown = ReturnType<typeof fromMarkdown>;
type Node = Markdown | Markdown['children'][number];

/** What a reader sees of a Markdown text, a line for each block: no images, no addresses behind links, no code blocks, no markup. */
export function markdownText(markdown: string): string {
  const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return blockLines(tree).join('\n');
}

/** Goes down with a stack of its own: quotes within quotes, ten thousand deep, would end the process's. */
function blockLines(tree: Markdown): string[] {
  const lines: string[] = [];
  const open: Node[] = [tree];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'html') lines.push(htmlText(node.value));
    else if (node.type === 'tableRow') lines.push(node.children.map(phrase).join(' '));
    else if (node.type === 'heading' || node.type === 'paragraph') lines.push(phrase(node));
    else if ('children' in node) open.push(...(node.children as Node[]).toReversed());
  }
  return lines;
}

function phrase(node: { children: readonly unknown[] }): string {
  return node.children.map(partText).join('');
}

function partText(part: unknown): string {
  const { type, value, children, url } = part as {
    type: string;
    value?: string;
    children?: readonly unknown[];
    url?: string;
  };
  if (type === 'break') return '\n';
  if (type === 'text' || type === 'inlineCode') return value ?? '';
  if (children === undefined) return '';
  const text = children.map(partText).join('');
  // A bare address is a link whose text is itself.
  return type === 'link' && url !== undefined && isAddress(text, url) ? '' : text;
}

function isAddress(text: string, url: string): boolean {
  return /^(?:https?:\/\/|www\.|mailto:)\S+$/i.test(text) || url === `mailto:${text}` || text === url;
}
