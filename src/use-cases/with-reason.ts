interface Said {
  at: string;
  actor: string;
  to: string;
  reason: string;
}

/** A document with why it was decided so, where somebody said why. */
export function withReason<Document extends { history?: Said[] | undefined }>(
  document: Document,
  to: NonNullable<Document['history']>[number]['to'],
  { at, actor, reason }: { at: string; actor: string; reason?: string | undefined },
): Document {
  if (reason === undefined) return document;
  return { ...document, history: [...(document.history ?? []), { at, actor, to, reason }] };
}
