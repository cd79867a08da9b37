import type { CouncilDirectory } from '../../../domain/councils/council-directory.ts';
import { lastDayOf } from '../../../domain/councils/existence.ts';
import type { Organisation } from '../../../domain/records/organisation.ts';
import type { Translator } from '../words/translate.ts';

const width = 340;
const lineHeight = 16;
const barHeight = 9;
const rowGap = 12;
const headHeight = 24;
/** Of a name, so that it stays inside the picture. */
const charactersPerLine = 46;
/** More dates than this stand too near to one another to be written in full. */
const mostFullDates = 2;

/** The first day on which an ended body was not there any more: the register gives the last day for some and the day after for others. */
function dayAfter(organisation: Organisation): string | undefined {
  const last = lastDayOf(organisation);
  if (last === undefined) return undefined;
  const next = new Date(`${last}T00:00:00Z`);
  if (Number.isNaN(next.getTime())) return organisation.endDate;
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}

function wrap(text: string): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + word.length >= charactersPerLine) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`.trim();
  }
  return lines.map((line) => line.slice(0, charactersPerLine + 4));
}

/**
 * Who followed whom, as a picture: a bar a body over the dates of its reorganisations, which stand at even distances. undefined for a body
 * that neither follows one nor was followed.
 */
export function toTimeline(id: string, councils: CouncilDirectory, words: Translator) {
  const self = councils.organisations.find((one) => one.id === id);
  if (self === undefined) return undefined;
  const bodies = [...councils.predecessorsOf(id), self, ...councils.successorsOf(id)];
  if (bodies.length === 1) return undefined;
  bodies.sort(
    (one, other) =>
      (dayAfter(one) ?? '9999').localeCompare(dayAfter(other) ?? '9999') ||
      (one.startDate ?? '').localeCompare(other.startDate ?? '') ||
      one.title.localeCompare(other.title),
  );
  const dates = [...new Set(bodies.flatMap((body) => dayAfter(body) ?? []))].sort();
  const column = width / (dates.length + 1);
  const xOf = (date: string) => Math.round((dates.findIndex((one) => one >= date) + 1) * column);
  let y = headHeight;
  const rows = bodies.map((body) => {
    const lines = wrap(body.title);
    const from =
      body.startDate !== undefined && dates.some((one) => one >= (body.startDate ?? ''))
        ? xOf(body.startDate)
        : 0;
    const end = dayAfter(body);
    const to = end === undefined ? width : xOf(end);
    const texts = lines.map((text, at) => ({ text, y: y + lineHeight * (at + 1) - 4 }));
    const bar = {
      x: from,
      y: y + lineHeight * lines.length,
      width: Math.max(6, to - from),
      height: barHeight,
    };
    y = bar.y + barHeight + rowGap;
    return {
      id: body.id,
      title: body.title,
      isSelf: body.id === id,
      isLiving: end === undefined,
      texts,
      bar,
    };
  });
  return {
    ...{ width, height: y, rows, headHeight },
    dates: dates.map((date) => ({
      x: xOf(date),
      label: dates.length <= mostFullDates ? words.day(date) : date.slice(0, 4),
    })),
    label: words.t('council.timeline.label', { count: bodies.length, name: self.title }),
    table: bodies.map((body) => ({
      ...{ id: body.id, title: body.title, startDate: body.startDate, endDate: body.endDate },
      successors: councils.directSuccessorsOf(body.id).map(({ id: next, title }) => ({ id: next, title })),
    })),
  };
}
