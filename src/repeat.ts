interface Repeating {
  everyMs: number;
  /** Told when it begins to fail, and, without an error, when it works again: not each time, which would fill a log in a night. */
  onTurn: (error?: unknown) => void;
}

/** Does something again and again until it is stopped. */
export function repeat(act: () => Promise<void>, { everyMs, onTurn }: Repeating): { stop(): void } {
  let isFailing = false;
  const timer = setInterval(() => {
    act().then(
      () => {
        if (isFailing) onTurn();
        isFailing = false;
      },
      (error: unknown) => {
        if (!isFailing) onTurn(error);
        isFailing = true;
      },
    );
  }, everyMs);
  return { stop: () => clearInterval(timer) };
}
