import { join } from 'node:path';
import nunjucks from 'nunjucks';
import type { Templates } from '../../ports/templates.ts';
import { markMatches } from './mark-matches.ts';

export interface TemplatesOptions {
  /** Folder of the pages' own templates. */
  folder: string;
  /** Folder that holds govuk-frontend's `govuk/`. */
  frontend: string;
}

/** Nunjucks over the pages' templates. A template is read once, when it is first wanted. */
export function openTemplates({ folder, frontend }: TemplatesOptions): Templates {
  const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader([folder, join(frontend)]), {
    autoescape: true,
    trimBlocks: true,
    lstripBlocks: true,
  });
  environment.addFilter(
    'marked',
    (text: unknown) => new nunjucks.runtime.SafeString(markMatches(String(text ?? ''))),
  );
  return { render: (name, context) => environment.render(name, context) };
}
