/** Text in lines of at most so many characters; words that are longer are broken. What does not fit in the last line ends in "…". */
export function wrapText(text: string, lineLength: number, mostLines: number): string[] {
  const words = text
    .split(/\s+/)
    .filter((word) => word !== '')
    .flatMap((word) => chunksOf(word, lineLength));
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && [...last].length + 1 + [...word].length <= lineLength) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  if (lines.length <= mostLines) return lines;
  const kept = lines.slice(0, mostLines);
  const end = [...(kept.at(-1) ?? '')].slice(0, lineLength - 1).join('');
  return [...kept.slice(0, -1), `${end.trimEnd()}…`];
}

/** "owner--very-long-name" breaks where a reader would break it, else anywhere. */
function chunksOf(word: string, length: number): string[] {
  const characters = [...word];
  if (characters.length <= length) return [word];
  const start = characters.slice(0, length).join('');
  const breaks = [...start.matchAll(/[-_/.]/g)].map(({ index }) => index + 1);
  const at = breaks.filter((index) => index > length / 3).at(-1) ?? length;
  const head = characters.slice(0, at).join('');
  return [head, ...chunksOf(characters.slice(at).join(''), length)];
}
