import type { ShownSettings } from '../web-services.ts';
import type { Translator } from '../words/translate.ts';
import { contactText, type ProsePage, type ProseSection } from './prose.ts';

const preparedOn = '2026-11-23';

function toSections({ t }: Translator, { contact }: ShownSettings): ProseSection[] {
  const list = (part: string, names: readonly string[]) =>
    names.map((one) => t(`accessibility.${part}.${one}`));
  return [
    {
      heading: t('accessibility.can'),
      bullets: list('can', ['zoom', 'keyboard', 'script', 'reader', 'colours']),
    },
    { heading: t('accessibility.status'), paragraphs: [t('accessibility.status.text')] },
    { heading: t('accessibility.tested'), bullets: list('tested', ['axe', 'fit', 'journeys', 'words']) },
    {
      heading: t('accessibility.untested'),
      bullets: list('untested', ['people', 'readers', 'browsers', 'welsh']),
    },
    { heading: t('accessibility.known'), bullets: list('known', ['records', 'docs', 'tables']) },
    {
      heading: t('accessibility.report'),
      paragraphs: [
        contact === undefined
          ? t('accessibility.report.none')
          : t('accessibility.report.contact', { contact: contactText(contact) }),
        t('accessibility.report.body'),
      ],
      ...(contact !== undefined && { link: { href: contact, text: contactText(contact) } }),
    },
  ];
}

export const accessibilityPage: ProsePage = {
  name: 'accessibility',
  operationId: 'getAccessibilityPage',
  summary: 'The accessibility statement',
  sections: toSections,
  last: (words) => words.t('accessibility.prepared', { date: words.day(preparedOn) }),
};
