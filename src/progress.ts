/** One line of start-up output: what is being done, how far it is, how it ended and how long it took. */
export function printProgress(what: string) {
  const startedAt = performance.now();
  const redraws = process.stdout.isTTY === true;
  if (redraws) process.stdout.write(`${what} …`);
  return {
    update(done: number, total: number): void {
      if (redraws) process.stdout.write(`\r${what} ${done} of ${total} …\u001b[K`);
    },
    end(outcome: string): void {
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      process.stdout.write(
        `${redraws ? '\r' : ''}${what}: ${outcome} (${seconds} s)${redraws ? '\u001b[K' : ''}\n`,
      );
    },
  };
}
