/** Where a template comes from: the bot's catalogue, the member's own, or the community's. */
export type Origin = 'catalogue' | 'own' | 'community';

export interface TemplateReference {
  readonly origin: Origin;
  /** The catalogue's id, the own template's id (a snowflake), or the community's slug. */
  readonly id: string;
}

const PREFIXES = { own: 'own.', community: 'community.' } as const;

/** A template's name in buttons, suggestions and counts: `polite-refusal`, `own.1234`, `community.welcome`. */
export function writeReference({ origin, id }: TemplateReference): string {
  return origin === 'catalogue' ? id : PREFIXES[origin] + id;
}

/** Reads a reference. Any other text is treated as a catalogue id, and will not be found there. */
export function readReference(text: string): TemplateReference {
  const own = /^own\.(\d{1,20})$/u.exec(text)?.[1];
  if (own !== undefined) return { origin: 'own', id: own };
  const slug = /^community\.([a-z0-9-]{1,60})$/u.exec(text)?.[1];
  if (slug !== undefined) return { origin: 'community', id: slug };
  return { origin: 'catalogue', id: text };
}
