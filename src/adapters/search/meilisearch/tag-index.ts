import { tagLength, tagRadix } from './document-key.ts';

/** Finds rows by the numbers that tags are, without making texts of thousands of them. */
export interface TagIndex {
  rowOf(tag: number): number | undefined;
  set(tag: number, row: number): void;
}

/** Tags are written with ten digits of 36, which a number holds exactly. */
export const readTag = (written: string) => Number.parseInt(written, tagRadix);
export const writeTag = (tag: number) => tag.toString(tagRadix).padStart(tagLength, '0');

export const tagsOf = (documents: readonly { tag?: string }[]) =>
  documents.flatMap(({ tag }) => (tag === undefined ? [] : [readTag(tag)]));

const smallest = 1024;
const none = -1;
const lowBits = 2 ** 32;

/** Open addressing: rows lie where their tag's last bits say, or in the next free place. */
export function buildTagIndex(): TagIndex {
  let tags = new Float64Array(smallest).fill(none);
  let rows = new Int32Array(smallest);
  let used = 0;

  /** Where the tag is, or would be put. */
  function placeOf(tag: number): number {
    const mask = tags.length - 1;
    let place = (tag ^ (tag / lowBits)) & mask;
    while (tags[place] !== none && tags[place] !== tag) place = (place + 1) & mask;
    return place;
  }

  function grow(): void {
    const [known, their] = [tags, rows];
    tags = new Float64Array(known.length * 2).fill(none);
    rows = new Int32Array(known.length * 2);
    known.forEach((tag, at) => {
      if (tag === none) return;
      const place = placeOf(tag);
      tags[place] = tag;
      rows[place] = their[at] as number;
    });
  }

  return {
    rowOf(tag) {
      const place = placeOf(tag);
      return tags[place] === none ? undefined : rows[place];
    },
    set(tag, row) {
      if (used * 2 >= tags.length) grow();
      const place = placeOf(tag);
      if (tags[place] === none) used += 1;
      tags[place] = tag;
      rows[place] = row;
    },
  };
}
