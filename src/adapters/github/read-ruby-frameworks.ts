const gems: ReadonlyArray<[name: string, shown: string]> = [
  ['devise', 'Devise'],
  ['govuk_design_system_formbuilder', 'GOV.UK form builder'],
  ['govuk-components', 'GOV.UK components'],
  ['jekyll', 'Jekyll'],
  ['notifications-ruby-client', 'GOV.UK Notify client'],
  ['rails', 'Rails'],
  ['sinatra', 'Sinatra'],
];

/** What a Gemfile names: the word and the first version constraint after it. */
export function readRubyFrameworks(text: string): string[] {
  return gems.flatMap(([name, shown]) => {
    const line = new RegExp(`^\\s*gem\\s*\\(?\\s*['"]${name}['"]([^\\n#]*)`, 'm').exec(text);
    if (line === null) return [];
    const version = /^\s*,\s*['"]([^'"]{1,40})['"]/.exec(line[1] ?? '')?.[1];
    return [version === undefined ? shown : `${shown} ${version.trim()}`];
  });
}
