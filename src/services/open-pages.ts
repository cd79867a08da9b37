import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openTemplates } from '../adapters/templates/open-templates.ts';
import { projectRoot } from '../config.ts';
import type { PageFiles } from '../ports/templates.ts';

/** Beside this file, whether it runs from src/ or, compiled, from dist/src/ where the build has put the templates too. */
const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'http', 'web');
const modules = join(projectRoot, 'node_modules');

/** Templates, style sheet and script of the pages. Given styles spare making them from their sources. */
export async function openPages(styles?: string): Promise<PageFiles> {
  return {
    templates: openTemplates(folder),
    styles: styles ?? (await readStyles()),
    script: await readScript(),
  };
}

/** All that the pages do by script, in one file; each part keeps its names to itself. */
async function readScript(): Promise<string> {
  const scripts = join(folder, 'scripts');
  const names = (await readdir(scripts)).filter((name) => name.endsWith('.js')).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(scripts, name), 'utf8')));
  return texts.map((text) => `{\n${text}}\n`).join('');
}

/** As the build made them; from the sources, as tests run, they are made now. */
async function readStyles(): Promise<string> {
  const built = join(folder, 'styles', 'catalogue.css');
  if (existsSync(built)) return readFile(built, 'utf8');
  const { compileAsync } = await import('sass');
  const { css } = await compileAsync(join(folder, 'styles', 'catalogue.scss'), {
    loadPaths: [modules],
    style: 'compressed',
    quietDeps: true,
  });
  return css;
}
