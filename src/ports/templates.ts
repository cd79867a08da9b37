/** Turns a named template and what it shows into HTML; every value is escaped unless a template says otherwise. */
export interface Templates {
  render(name: string, context: Readonly<Record<string, unknown>>): string;
}

/** What pages are made with besides their templates. */
export interface PageFiles {
  templates: Templates;
  /** One style sheet and one script for all pages. */
  styles: string;
  script: string;
}
