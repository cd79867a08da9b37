import { CatalogueError } from '../domain/errors.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { SearchIndex } from '../ports/search-index.ts';
import { type EngineTrouble, toTrouble } from './engine-trouble.ts';
import { type Lag, measureLag } from './measure-lag.ts';

/** What an engine held when it was last looked at. */
export interface EngineReading {
  cursor: number;
  documents: number;
  lag: Lag;
  version?: string;
}

/** Looks at an engine that runs by itself now and then, so that no search and no health check has to wait for it. */
export interface EngineWatch {
  reading(): EngineReading | undefined;
  /** Set while the engine does not answer. */
  trouble(): EngineTrouble | undefined;
  lastTrouble(): EngineTrouble | undefined;
  look(): Promise<void>;
  start(everyMs: number): void;
  close(): void;
}

interface Watching {
  index: SearchIndex;
  store: Pick<RecordStore, 'head' | 'changesSince'>;
  timeoutMs: number;
  /** Told when an engine stops or begins to answer. */
  onTurn?: (trouble: EngineTrouble | undefined) => void;
  /** The first search of what comes to be there, or comes back: it may have to read much, and nobody should wait for it. */
  warmUp: () => Promise<void>;
  /** What else to do while the engine answers; a failure of it is not this one's. */
  afterLook?: () => Promise<void>;
}

const warmUpMs = 15_000;

async function withinTime<T>(promise: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new CatalogueError('unavailable', `no answer within ${timeoutMs} ms`)),
      timeoutMs,
    );
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

export function watchEngine({ index, store, timeoutMs, onTurn, warmUp, afterLook }: Watching): EngineWatch {
  let reading: EngineReading | undefined;
  let trouble: EngineTrouble | undefined;
  let lastTrouble: EngineTrouble | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isWarm = false;
  let isClosed = false;

  async function read(): Promise<Omit<EngineReading, 'lag'>> {
    const [described, cursor, documents] = await Promise.all([
      index.describe?.(),
      index.cursor(),
      index.count(),
    ]);
    return { cursor, documents, version: described?.version };
  }

  async function warmWhereCold({ cursor, documents }: Omit<EngineReading, 'lag'>): Promise<void> {
    const isFilled = cursor > 0 && documents > 0;
    if (isFilled && !(isWarm && cursor >= (reading?.cursor ?? 0))) await withinTime(warmUp(), warmUpMs);
    isWarm = isFilled;
  }

  async function look(): Promise<void> {
    const wasTrouble = trouble;
    try {
      const found = await withinTime(read(), timeoutMs);
      await warmWhereCold(found);
      trouble = undefined;
      // A store that does not answer says nothing of the engine.
      const lag = await measureLag(store, found.cursor).catch(
        () => reading?.lag ?? { changes: 0, seconds: 0 },
      );
      reading = { ...found, lag };
    } catch (error) {
      isWarm = false;
      trouble = toTrouble(error);
      lastTrouble = trouble;
    }
    if ((trouble === undefined) !== (wasTrouble === undefined)) onTurn?.(trouble);
    if (trouble === undefined) await afterLook?.().catch(() => undefined);
  }

  return {
    reading: () => reading,
    trouble: () => trouble,
    lastTrouble: () => lastTrouble,
    look,
    start(everyMs) {
      const next = () => {
        if (!isClosed) timer = setTimeout(() => void look().then(next), everyMs);
      };
      void look().then(next);
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
