import type { ShownActor } from '../../../domain/access/shown-actor.ts';
import type { WebServices } from '../web-services.ts';
import type { Translator } from '../words/translate.ts';

/** "a contributor, Leeds City Council": what somebody may do and whom they speak for, never who they are. */
export function whoOf(
  { directory }: Pick<WebServices, 'directory'>,
  { role, organisation }: ShownActor,
  { t }: Translator,
): string {
  const who = t(`who.${role}`);
  if (organisation === undefined) return who;
  const body = directory.organisation(organisation)?.title ?? organisation;
  return t('moderate.ofBody', { role: who, body });
}
