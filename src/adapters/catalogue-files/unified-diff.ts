const context = 3;

/** How a file changes, in the form that `git apply` and `patch -p1` take: one hunk. `after` is absent where the file goes. */
export function unifiedDiff(file: string, before: string, after: string | undefined): string {
  const old = toLines(before);
  const next = after === undefined ? [] : toLines(after);
  let start = 0;
  while (start < Math.min(old.length, next.length) && old[start] === next[start]) start += 1;
  let end = 0;
  const mostShared = Math.min(old.length, next.length) - start;
  while (end < mostShared && old.at(-1 - end) === next.at(-1 - end)) end += 1;
  if (start === old.length && start === next.length) return '';

  const leading = old.slice(Math.max(0, start - context), start);
  const trailing = old.slice(old.length - end, old.length - end + context);
  const removed = old.slice(start, old.length - end);
  const added = next.slice(start, next.length - end);
  const first = start - leading.length + 1;
  const sizes = [removed, added].map((lines) => lines.length + leading.length + trailing.length);
  const range = (size: number) => (size === 0 ? '0,0' : `${first},${size}`);
  return [
    `--- a/${file}`,
    after === undefined ? '+++ /dev/null' : `+++ b/${file}`,
    `@@ -${range(sizes[0] ?? 0)} +${range(sizes[1] ?? 0)} @@`,
    ...leading.map((line) => ` ${line}`),
    ...removed.map((line) => `-${line}`),
    ...added.map((line) => `+${line}`),
    ...trailing.map((line) => ` ${line}`),
    '',
  ].join('\n');
}

/** Lines with how the last one ends, which a diff must say where it is not with a line feed. */
function toLines(text: string): string[] {
  if (text === '') return [];
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  return last === '' ? lines : [...lines, `${last}\n\\ No newline at end of file`];
}
