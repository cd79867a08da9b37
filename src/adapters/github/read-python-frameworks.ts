const packages: Readonly<Record<string, string>> = {
  dash: 'Dash',
  django: 'Django',
  fastapi: 'FastAPI',
  flask: 'Flask',
  geopandas: 'GeoPandas',
  'notifications-python-client': 'GOV.UK Notify client',
  pandas: 'pandas',
  selenium: 'Selenium',
  sqlalchemy: 'SQLAlchemy',
  streamlit: 'Streamlit',
  wagtail: 'Wagtail',
};

/**
 * Names only: versions stand in lock files, in the copies as in the repositories. A package is named at the start of a line
 * (requirements.txt, Pipfile, Poetry's table) or of a quoted text (pyproject.toml's list, setup.py).
 */
export function readPythonFrameworks(text: string): string[] {
  const named = new Set<string>();
  for (const [, name = ''] of text.matchAll(
    /(?:^|['"])[ \t]*([A-Za-z][\w.-]*)(?=[ \t]*(?:$|[=<>!~;[\],'"@#]))/gm,
  )) {
    const shown = packages[name.toLowerCase().replaceAll('_', '-')];
    if (shown !== undefined) named.add(shown);
  }
  return [...named];
}
