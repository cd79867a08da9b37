/** A page of headings and what stands under each. */
export interface ProseSection {
  heading: string;
  paragraphs?: string[];
  bullets?: string[];
  table?: { columns: string[]; rows: string[][] };
  link?: { href: string; text: string };
}

/** "mailto:team@council.example" as people write it. */
export function contactText(contact: string): string {
  return contact.replace(/^mailto:/, '');
}
