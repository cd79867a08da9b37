/** Kinds of licences that people ask for, by the families that are of the kind. */
export const licenceKinds = {
  open: /^(?!CC-BY-NC|CC-BY-ND|none|unknown)/,
  permissive: /^(?:MIT|MIT-0|Apache|BSD|ISC|0BSD|Zlib|Unlicense|UPL|X11|NCSA|OGL)/,
  copyleft: /^(?:[AL]?GPL|MPL|EUPL|EPL|CDDL|CC-BY-SA|ODbL|MS-RL)/,
  forms: [
    ['open source', 'open'],
    ['open sourced', 'open'],
    ['opensource', 'open'],
    ['foss', 'open'],
    ['open licence', 'open'],
    ['open license', 'open'],
    ['openly licensed', 'open'],
    ['permissive licence', 'permissive'],
    ['permissive license', 'permissive'],
    ['permissively licensed', 'permissive'],
    ['copyleft', 'copyleft'],
    ['no licence', 'none'],
    ['no license', 'none'],
    ['without licence', 'none'],
    ['unlicensed', 'none'],
  ] as readonly (readonly [string, 'open' | 'permissive' | 'copyleft' | 'none'])[],
};

/** Licences whose short names are something else too: only before "licence". */
export const wordyLicences: ReadonlySet<string> = new Set(
  'python ruby php postgresql x11 zlib artistic eclipse mozilla boost'.split(' '),
);

/** Languages whose names are words of the language or single letters: only where a sign or another form names them. */
export const wordyLanguages: ReadonlySet<string> = new Set(
  `go r c d q j make less stylus html css scheme processing basic shell batchfile click self smalltalk objective io red chapel
  crystal elm racket julia dart`.split(/\s+/),
);

/** What the languages of frameworks and other spellings are. Preferred less than the framework's own name. */
export const languagesBehind: readonly (readonly [form: string, languages: readonly string[]])[] = [
  ['dotnet', ['C#']],
  ['dot net', ['C#']],
  ['net core', ['C#']],
  ['asp net', ['C#']],
  ['csharp', ['C#']],
  ['c sharp', ['C#']],
  ['blazor', ['C#']],
  ['umbraco', ['C#']],
  ['js', ['JavaScript']],
  ['node', ['JavaScript', 'TypeScript']],
  ['nodejs', ['JavaScript', 'TypeScript']],
  ['react', ['JavaScript', 'TypeScript']],
  ['angular', ['TypeScript', 'JavaScript']],
  ['vue', ['Vue', 'JavaScript']],
  ['svelte', ['Svelte']],
  ['nextjs', ['JavaScript', 'TypeScript']],
  ['next js', ['JavaScript', 'TypeScript']],
  ['express js', ['JavaScript', 'TypeScript']],
  ['typescript', ['TypeScript']],
  ['golang', ['Go']],
  ['go lang', ['Go']],
  ['rails', ['Ruby']],
  ['ruby on rails', ['Ruby']],
  ['ror', ['Ruby']],
  ['django', ['Python']],
  ['flask', ['Python']],
  ['fastapi', ['Python']],
  ['wagtail', ['Python']],
  ['pandas', ['Python']],
  ['jupyter', ['Jupyter Notebook', 'Python']],
  ['plotly', ['Python', 'Jupyter Notebook']],
  ['drupal', ['PHP']],
  ['laravel', ['PHP']],
  ['wordpress', ['PHP']],
  ['symfony', ['PHP']],
  ['spring boot', ['Java']],
  ['terraform', ['HCL']],
  ['cucumber', ['Gherkin']],
  ['r scripts', ['R']],
  ['r script', ['R']],
  ['r package', ['R']],
  ['r language', ['R']],
  ['r shiny', ['R']],
  ['rstats', ['R']],
  ['t sql', ['TSQL', 'SQL']],
  ['tsql', ['TSQL', 'SQL']],
  ['sql', ['SQL', 'TSQL', 'PLpgSQL']],
];

/** Phases as funders name them. "Live" alone says little. */
export const phases: readonly (readonly [form: string, phase: string])[] = [
  ['discovery', 'discovery'],
  ['discovery phase', 'discovery'],
  ['alpha', 'alpha'],
  ['alpha phase', 'alpha'],
  ['beta', 'beta'],
  ['private beta', 'beta'],
  ['public beta', 'beta'],
  ['beta phase', 'beta'],
  ['live phase', 'live'],
  ['live service', 'live'],
];
