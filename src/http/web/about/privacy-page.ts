import type { ShownSettings } from '../web-services.ts';
import type { Translator } from '../words/translate.ts';
import { contactText, type ProsePage, type ProseSection } from './prose.ts';

function toSections({ t }: Translator, settings: ShownSettings): ProseSection[] {
  const { contact, retentionDays, sessionIdleMinutes } = settings;
  const session = t('privacy.cookies.session.until', { minutes: sessionIdleMinutes });
  return [
    {
      heading: t('privacy.reading'),
      bullets: ['none', 'misses', 'limits', 'host'].map((one) => t(`privacy.reading.${one}`)),
    },
    {
      heading: t('privacy.cookies'),
      paragraphs: [t('privacy.cookies.others'), t('privacy.cookies.kept')],
      table: {
        columns: [t('privacy.cookies.name'), t('privacy.cookies.why'), t('privacy.cookies.until')],
        rows: [
          ['language', t('privacy.cookies.language'), t('privacy.cookies.language.until')],
          ['session', t('privacy.cookies.session'), session],
          ['sign-in', t('privacy.cookies.signIn'), t('privacy.cookies.signIn.until')],
          ['edit', t('privacy.cookies.edit'), t('privacy.cookies.edit.until')],
        ],
      },
    },
    {
      heading: t('privacy.part'),
      bullets: [
        t('privacy.part.public'),
        t('privacy.part.actor'),
        t('privacy.part.contact'),
        t('privacy.part.autosave'),
        t('privacy.part.messages', { count: retentionDays.messages }),
        t('privacy.part.rejected', { count: retentionDays.rejected }),
      ],
    },
    {
      heading: t('privacy.account'),
      paragraphs: [t('privacy.account.kept'), t('privacy.account.closed')],
    },
    {
      heading: t('privacy.rights'),
      paragraphs: [
        t('privacy.rights.text'),
        contact === undefined
          ? t('privacy.rights.none')
          : t('privacy.rights.contact', { contact: contactText(contact) }),
        t('privacy.rights.ico'),
      ],
      ...(contact !== undefined && { link: { href: contact, text: contactText(contact) } }),
    },
    { heading: t('privacy.others'), paragraphs: [t('privacy.others.text')] },
  ];
}

export const privacyPage: ProsePage = {
  name: 'privacy',
  operationId: 'getPrivacyPage',
  summary: 'What is kept of people, and for how long',
  sections: toSections,
};
