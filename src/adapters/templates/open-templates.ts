import nunjucks from 'nunjucks';
import type { Templates } from '../../ports/templates.ts';
import { markMatches } from './mark-matches.ts';

/** Nunjucks over the templates of a folder. A template is read once, when it is first wanted. */
export function openTemplates(folder: string): Templates {
  const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(folder), {
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
