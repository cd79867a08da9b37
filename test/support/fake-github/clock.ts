/** Time as tests move it: frozen where a start is given, else running with the machine's clock and shifted by what was added. */
export interface Clock {
  /** Milliseconds since 1970, of the code host's day. */
  now(): number;
  iso(): string;
  advance(by: { days?: number; hours?: number; minutes?: number; seconds?: number }): void;
  set(iso: string): void;
}

export function aClock(start?: string): Clock {
  let frozenAt = start === undefined ? undefined : Date.parse(start);
  let shiftMs = 0;

  function now(): number {
    return (frozenAt ?? Date.now()) + shiftMs;
  }

  return {
    now,
    iso: () => toSeconds(now()),
    advance({ days = 0, hours = 0, minutes = 0, seconds = 0 }) {
      shiftMs += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
    },
    set(iso) {
      frozenAt = Date.parse(iso);
      shiftMs = 0;
    },
  };
}

/** ISO-8601 to the second, as GitHub writes times. */
export function toSeconds(time: number): string {
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
