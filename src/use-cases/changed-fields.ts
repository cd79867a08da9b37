type Value = unknown;

export interface ChangedField {
  field: string;
  /** Absent where it was not there before, or is not there any more. */
  before?: Value;
  after?: Value;
}

/** What differs between two documents, field by field in the order of their names; only for moderators, notes for moderators too. */
export function changedFields(
  before: Readonly<Record<string, Value>>,
  after: Readonly<Record<string, Value>>,
  { leaveOut = [] }: { leaveOut?: readonly string[] } = {},
): ChangedField[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((field): ChangedField[] => {
    const [one, other] = [before[field], after[field]];
    if (leaveOut.includes(field) || JSON.stringify(one) === JSON.stringify(other)) return [];
    return [
      { field, ...(one !== undefined && { before: one }), ...(other !== undefined && { after: other }) },
    ];
  });
}
