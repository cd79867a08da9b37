/** Rows of forms of one word that stemming does not bring together. */
const irregular = `
child children;person people persons;man men;woman women;foot feet;tooth teeth;mouse mice;criterion criteria;index indices indexes;
analysis analyses;crisis crises;life lives;leaf leaves;half halves;wife wives;shelf shelves;
buy bought;build built;send sent;spend spent;lend lent;keep kept;hold held;leave left;lose lost;sell sold;tell told;teach taught;
catch caught;think thought;write wrote written;choose chose chosen;break broke broken;steal stole stolen;drive drove driven driving;
give gave given;take took taken;meet met;pay paid;sleep slept;feed fed;lead led;begin began begun;grow grew grown;
fall fell fallen;speak spoke spoken;rise rose risen;die died dying dead;bear born birth;
licence license licences licenses licensed licensing licencing;practice practise;programme program;catalogue catalog;enquiry inquiry enquire;
centre center;colour color;labour labor;neighbour neighbor;behaviour behavior;favourite favorite;grey gray;cheque cheques;
defence defense;offence offense;fulfil fulfill fulfilment fulfillment;enrol enroll enrolment enrollment;modelling modeling;labelled labeled;travelling traveling;
storey story;kerb curb;tyre tire;analyse analyze analysing analyzing;paralysed paralyzed;councillor councilor;
transcript transcription transcribe;adviser advisor;carer carers caring;elderly older;disabled disability
`;

const formsOf = new Map<string, readonly string[]>();
for (const row of irregular.split(';')) {
  const forms = row.trim().split(/\s+/);
  for (const form of forms) {
    formsOf.set(form, [...(formsOf.get(form) ?? []), ...forms.filter((other) => other !== form)]);
  }
}

/** "organize" and "organise" and what is made of them. */
function otherEnding(word: string): string | undefined {
  if (word.length < 6) return undefined;
  const match = /^(.{3,})i([sz])(e|es|ed|er|ers|ing|ation|ations|able)$/.exec(word);
  return match ? `${match[1]}i${match[2] === 's' ? 'z' : 's'}${match[3]}` : undefined;
}

/** Other forms and spellings of a folded word that stemming does not find. */
export function otherFormsOf(word: string): readonly string[] {
  const forms = formsOf.get(word) ?? [];
  const other = otherEnding(word);
  return other === undefined ? forms : [...forms, other];
}

/** Letters that stand alone before a word: "e-forms", "eBilling". */
const shortFirst = /^[ei]$/;
const leastPart = 3;

/** How a word may be written as two, or three: "localgovdrupal" is "local gov drupal". The likeliest first. */
export function splitsOf(word: string, count: (part: string) => number, mostParts = 3): string[][] {
  if (word.length < 5 || !/^\p{L}+$/u.test(word)) return [];
  const splits: { parts: string[]; least: number }[] = [];
  for (let at = 1; at <= word.length - leastPart; at += 1) {
    const first = word.slice(0, at);
    const rest = word.slice(at);
    if (at < leastPart && !shortFirst.test(first)) continue;
    const firstCount = count(first);
    if (firstCount === 0) continue;
    const restCount = count(rest);
    if (restCount > 0) splits.push({ parts: [first, rest], least: Math.min(firstCount, restCount) });
    else if (mostParts > 2 && at >= leastPart) {
      for (const parts of splitsOf(rest, count, mostParts - 1)) {
        const least = Math.min(firstCount, ...parts.map(count));
        splits.push({ parts: [first, ...parts], least: least / 2 });
      }
    }
  }
  return splits.sort((one, other) => other.least - one.least).map(({ parts }) => parts);
}
