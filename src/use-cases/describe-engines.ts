import type { RecordStore } from '../ports/record-store.ts';
import type { EngineName, SearchIndex } from '../ports/search-index.ts';
import { type EngineState, stateOf } from './engine-state.ts';
import { type EngineTrouble, toTrouble } from './engine-trouble.ts';
import type { BreakerState } from './guard-engine.ts';
import { type Lag, measureLag } from './measure-lag.ts';
import type { WantedEngine } from './open-wanted-engine.ts';

export interface EngineStatus {
  engine: EngineName;
  state: EngineState;
  /** Of an engine that runs by itself, once it is known. */
  version?: string;
  documents: number;
  cursor: number;
  lag: Lag;
  /** Of an engine that is left alone after too many failures. */
  breaker?: BreakerState;
  lastError?: Omit<EngineTrouble, 'isRefusal'>;
}

interface Describing {
  store: Pick<RecordStore, 'head' | 'changesSince'>;
  embedded: SearchIndex;
  wanted?: WantedEngine;
  /** What the job that fills the wanted engine ran into last. */
  indexingTrouble?: () => EngineTrouble | undefined;
}

/** Where the store does not say. */
const noLag: Lag = { changes: 0, seconds: 0 };

/** The newest of what may have gone wrong. */
function newestOf(...troubles: (EngineTrouble | undefined)[]): EngineStatus['lastError'] {
  const [newest] = troubles.flatMap((one) => one ?? []).sort((one, other) => other.at.localeCompare(one.at));
  return newest && { message: newest.message, at: newest.at };
}

async function describeWanted(
  { store, indexingTrouble }: Describing,
  wanted: WantedEngine,
): Promise<EngineStatus> {
  const { index, guard, watch } = wanted;
  const { cursor = 0, documents = 0, lag = noLag, version } = watch.reading() ?? {};
  return {
    engine: index.engine,
    state: stateOf(wanted),
    version,
    documents,
    cursor,
    // Measured now: it grows while nobody can look at the engine.
    lag: await measureLag(store, cursor).catch(() => lag),
    breaker: guard.state(),
    lastError: newestOf(watch.lastTrouble(), guard.lastTrouble(), indexingTrouble?.()),
  };
}

async function describeEmbedded({ store, embedded }: Describing, stands: boolean): Promise<EngineStatus> {
  const { engine } = embedded;
  try {
    const [cursor, documents] = [await embedded.cursor(), await embedded.count()];
    const lag = await measureLag(store, cursor).catch(() => noLag);
    return { engine, state: stands ? 'standing-by' : 'answering', documents, cursor, lag };
  } catch (error) {
    const { message, at } = toTrouble(error);
    return { engine, state: 'failing', documents: 0, cursor: 0, lag: noLag, lastError: { message, at } };
  }
}

/** Every engine, the wanted one first. Of that one it tells what was seen when it was last looked at, so that nobody waits for it. */
export async function describeEngines(describing: Describing): Promise<EngineStatus[]> {
  const { wanted } = describing;
  const described = wanted && (await describeWanted(describing, wanted));
  const embedded = await describeEmbedded(describing, described?.state === 'answering');
  return described === undefined ? [embedded] : [described, embedded];
}
