const entities: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', copy: '©', pound: '£', euro: '€' },
  ...{ ndash: '–', mdash: '—', hellip: '…', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', bull: '•' },
};

/** The text between HTML's tags; comments, scripts and styles are no text. Never used as HTML again, so what slips through is harmless. */
export function htmlText(html: string): string {
  return html
    .replace(/<!--[\s\S]*?(?:-->|$)/g, ' ')
    .replace(/<(script|style|svg)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, ' ')
    .replace(/<\/?[a-z][^<>]{0,2000}>/gi, (tag) =>
      /^<\/?(?:b|i|em|strong|code|a|span|sub|sup)\b/i.test(tag) ? '' : '\n',
    )
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
      if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
      return toCharacter(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal));
    });
}

function toCharacter(point: number): string {
  const isText = point >= 32 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
  return isText ? String.fromCodePoint(point) : ' ';
}
