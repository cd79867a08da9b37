/** The share of zero bytes at every other place above which bytes without a mark are UTF-16: Latin letters have one each. */
const zeroShare = 0.3;

/** Bytes of a file as text: by its byte-order mark, else UTF-16 or UTF-8 where it is that, else Windows-1252, which holds Latin-1. */
export function decodeText(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  return encoding === 'windows-1252' ? text.replace(/[\x80-\x9f]/g, toPrinted) : text;
}

/** What Windows-1252 has from 0x80 to 0x9f. Some releases of Node decode those as Latin-1's controls: https://github.com/nodejs/node/issues/56542 */
const printed = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function toPrinted(control: string): string {
  return printed[control.charCodeAt(0) - 0x80] ?? control;
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return wideEncoding(bytes) ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1252');
}

function wideEncoding(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, 2000);
  const pairs = Math.floor(sample.length / 2);
  if (pairs === 0) return undefined;
  const zerosAt = (first: number) => sample.filter((byte, index) => index % 2 === first && byte === 0).length;
  if (zerosAt(1) / pairs > zeroShare) return 'utf-16le';
  return zerosAt(0) / pairs > zeroShare ? 'utf-16be' : undefined;
}

/** A text that was cut may end within a character: the last three bytes do not count. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
