import type { ObservedAsset } from './observed-asset.ts';

/** As many words of a README are compared; one with fewer says too little. */
const openingWords = 60;
const fewestWords = 30;
/** More repositories than these with one opening have it from a template. */
const mostWithOneOpening = 4;
/** What generators write: the same everywhere, and proof of nothing. */
const generated =
  /project was bootstrapped with|readme would normally document|project was generated with|create next app|getting started with create react app|nest framework typescript starter|sveltekit|default laravel readme|laravel is a web application framework|composer template for drupal/;

/** Pairs of repositories whose READMEs begin with the same words. */
export function sharedOpenings(
  observed: readonly ObservedAsset[],
): { pair: [ObservedAsset, ObservedAsset]; reason: string }[] {
  const groups = new Map<string, ObservedAsset[]>();
  for (const one of observed) {
    const opening = openingOf(one);
    if (opening !== undefined) groups.set(opening, [...(groups.get(opening) ?? []), one]);
  }
  return [...groups.values()]
    .filter((group) => group.length <= mostWithOneOpening)
    .flatMap((group) =>
      group.flatMap((one, index) => group.slice(index + 1).map((other) => toPair(one, other))),
    );
}

function toPair(one: ObservedAsset, other: ObservedAsset) {
  const pair: [ObservedAsset, ObservedAsset] = [one, other];
  return {
    pair,
    reason: `the READMEs of ${one.repository} and ${other.repository} begin with the same words`,
  };
}

function openingOf({ facets }: ObservedAsset): string | undefined {
  const words = foldText((facets.readme?.value?.text ?? '').slice(0, 4000)).split(' ');
  const opening = words.slice(0, openingWords).join(' ');
  return words.length < fewestWords || isGenerated(opening) ? undefined : opening;
}

/** Whether a generator wrote it, and the same into many others. */
export function isGenerated(text: string): boolean {
  return generated.test(foldText(text));
}

export function foldText(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
