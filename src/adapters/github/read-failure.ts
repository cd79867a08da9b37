import type { MissedRepository } from '../../ports/code-host.ts';

/** An answer that gave nothing: how that counts, and why, in words that are safe to show. */
export interface Trouble {
  outcome: MissedRepository['outcome'];
  message: string;
  status?: number;
}

interface FailedAnswer {
  status: number;
  headers: Readonly<Record<string, string | number | undefined>>;
}

/** Seconds that the host asks to wait: a number, or a moment by its own clock. */
function secondsToWait(value: string, date: string | undefined): number {
  if (/^\d{1,6}$/.test(value.trim())) return Number(value);
  const wait = (Date.parse(value) - (date === undefined ? Date.now() : Date.parse(date))) / 1000;
  return Number.isFinite(wait) ? Math.max(wait, 1) : 60;
}

/** A refusal is a limit only where the host says so: with seconds to wait, or with nothing left. */
export function readLimit({
  status,
  headers,
}: FailedAnswer): 'until-reset' | { seconds: number } | undefined {
  if (status !== 403 && status !== 429) return undefined;
  const wait = headers['retry-after'];
  if (wait !== undefined) return { seconds: secondsToWait(String(wait), headers.date?.toString()) };
  if (String(headers['x-ratelimit-remaining']) === '0') return 'until-reset';
  return status === 429 ? { seconds: 60 } : undefined;
}

export function toTrouble({ status, headers }: FailedAnswer): Trouble {
  const told = (outcome: Trouble['outcome'], message: string) => ({ outcome, message, status });
  if (status === 404 || status === 410)
    return told('absent', 'the host knows no such repository, or none that may be seen');
  if (status === 451) return told('unreachable', 'blocked for legal reasons (451)');
  if (headers['x-github-sso'] !== undefined)
    return told('unreachable', 'the token needs single sign-on for this account');
  if (status === 403) return told('unreachable', 'the host refused access (403)');
  if (status >= 500 || status === 408 || status === 409)
    return told('unreachable', `the host answered ${status}`);
  return told('nonsense', `the host answered ${status}`);
}
