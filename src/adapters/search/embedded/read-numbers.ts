const comma = 44;
const zero = 48;

let scratch = new Float64Array(1024);

/**
 * The whole numbers of "12,7,103". SQLite hands over a list as one text, and reading it here leaves no array of boxed numbers behind. The
 * answer is a view that the next call writes over: take out what is needed first.
 */
export function readNumbers(text: string): Float64Array {
  if (scratch.length < text.length / 2 + 1) scratch = new Float64Array(text.length);
  let count = 0;
  let number = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === comma) {
      scratch[count++] = number;
      number = 0;
    } else number = number * 10 + code - zero;
  }
  if (text.length > 0) scratch[count++] = number;
  return scratch.subarray(0, count);
}
