import type { QueryToken, Span } from './query-tokens.ts';

export interface ReadAmount {
  span: Span;
  amountGbp: { min?: number; max?: number };
  /** How records may write the sum, folded; empty for a limit, which nobody writes. */
  forms: string[][];
  explained: string;
}

const scales: Record<string, number> = {
  k: 1e3,
  grand: 1e3,
  thousand: 1e3,
  m: 1e6,
  mn: 1e6,
  million: 1e6,
  bn: 1e9,
  billion: 1e9,
};
const number = String.raw`(£\s?|gbp\s?)?(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)\s?(k|grand|thousand|m|mn|million|bn|billion)?(?![\p{L}\p{N}])(\s(?:pounds|quid|gbp))?`;
const atLeast =
  'over|more than|above|at least|from|upwards of|greater than|bigger than|exceeding|minimum(?: of)?|>=?';
const atMost =
  'under|less than|below|up to|at most|no more than|not more than|smaller than|within|maximum(?: of)?|<=?';
const about = 'around|about|roughly|circa|approximately|c\\.?';
const amount = new RegExp(
  String.raw`(?<![\p{L}\p{N}.,/-])(?:(${atLeast})\s?|(${atMost})\s?|(?:${about})\s|(between)\s)?${number}(?:\s?(?:and|to|-|–)\s?${number})?`,
  'giu',
);

function toPounds(digits: string, scale: string | undefined): number {
  return Math.round(Number(digits.replaceAll(',', '')) * (scales[scale?.toLowerCase() ?? ''] ?? 1));
}

/** 250000 is "£250k", "250,000" and "250000" in texts. */
function writtenForms(pounds: number): string[][] {
  const forms = [[String(pounds)], pounds.toLocaleString('en-GB').split(',')];
  if (pounds % 1000 === 0) forms.push([`${pounds / 1000}k`]);
  if (pounds >= 1e6 && pounds % 1e5 === 0) {
    const millions = String(pounds / 1e6).split('.');
    forms.push([...millions.slice(0, -1), `${millions.at(-1)}m`], [...millions, 'million']);
  }
  return forms.filter((form, at) => forms.findIndex((other) => other.join() === form.join()) === at);
}

const shown = (pounds: number) => `£${pounds.toLocaleString('en-GB')}`;
/** A sum that is named means one near it: grants of "£100k" are £99,750. */
const tolerance = 0.05;

/** Sums of money and their limits: "£100k", "over 50k", "under £20,000", "between £50k and £100k". */
export function readAmounts(text: string, tokens: readonly QueryToken[]): ReadAmount[] {
  const found: ReadAmount[] = [];
  for (const match of text.matchAll(amount)) {
    const [whole, least, most, between, pound, digits = '', scale, unit, pound2, digits2, scale2, unit2] =
      match;
    const isMoney =
      [pound, unit, pound2, unit2].some((mark) => mark !== undefined) || /^(?:k|grand)$/i.test(scale ?? '');
    const first = toPounds(digits, scale ?? (digits2 === undefined ? undefined : scale2));
    const isLimit = (least ?? most) !== undefined && (scale !== undefined || first >= 5000);
    if (!isMoney && !isLimit) continue;
    const from = tokens.findIndex(({ end }) => end > match.index);
    const end = match.index + whole.trimEnd().length;
    let to = from;
    while (to < tokens.length && (tokens[to]?.start ?? 0) < end) to += 1;
    if (from < 0 || to === from) continue;
    const span = { from, to };
    const second = digits2 === undefined ? undefined : toPounds(digits2, scale2);
    if (second !== undefined && second > first && (between !== undefined || !least)) {
      found.push({
        span,
        amountGbp: { min: first, max: second },
        forms: [],
        explained: `${shown(first)} to ${shown(second)}`,
      });
    } else if (least) {
      found.push({ span, amountGbp: { min: first }, forms: [], explained: `${shown(first)} or more` });
    } else if (most) {
      found.push({ span, amountGbp: { max: first }, forms: [], explained: `${shown(first)} or less` });
    } else {
      const margin = Math.round(first * tolerance);
      found.push({
        span,
        amountGbp: { min: first - margin, max: first + margin },
        forms: writtenForms(first),
        explained: shown(first),
      });
    }
  }
  return found;
}
