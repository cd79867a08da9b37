import { z } from 'zod';
import { parsed, withVersion } from './read-node-frameworks.ts';

/** Composer's packages are known by their own names. */
const frameworks =
  /^(?:drupal\/core|drupal\/core-recommended|localgovdrupal\/localgov|localgovdrupal\/localgov_core|localgovdrupal\/localgov_microsites|laravel\/framework|laravel\/lumen-framework|symfony\/framework-bundle|symfony\/symfony|silverstripe\/framework|roots\/wordpress|johnpbloch\/wordpress|cakephp\/cakephp|slim\/slim|craftcms\/cms|alphagov\/notifications-php-client)$/;

const ComposerManifest = z.object({
  require: z.record(z.string(), z.unknown()).optional().catch(undefined),
});

export function readComposerFrameworks(text: string): string[] {
  const required = ComposerManifest.safeParse(parsed(text)).data?.require ?? {};
  return Object.entries(required)
    .filter(([name]) => frameworks.test(name))
    .map(([name, version]) => {
      const shown = name === 'alphagov/notifications-php-client' ? 'GOV.UK Notify client' : name;
      return withVersion(shown, version);
    });
}
