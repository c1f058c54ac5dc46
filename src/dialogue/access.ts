import type { Access, Call, Contexts } from './call.ts';

/** The requirements of a command or control on its user. */
export interface Guarded {
  readonly access: Access;
  readonly contexts: Contexts;
}

/** Why an interaction is refused before its handler runs; the last part of `common:failures.…`. */
export type Refusal = 'guildOnly' | 'moderatorsOnly';

/**
 * The one place that decides who may use what, checked at every command, autocomplete, press and form: rights come from the
 * interaction, never from an id. That a row belongs to the person ("author") is ensured by the query that reads it (`where: { id,
 * authorId: call.person.id }`), which does not find other people's rows. `test/access` attacks both.
 */
export function refusalOf(
  { access, contexts }: Guarded,
  call: Pick<Call, 'community' | 'moderator'>,
): Refusal | undefined {
  if ((contexts === 'guild' || access === 'moderator') && !call.community) return 'guildOnly';
  if (access === 'moderator' && !call.moderator) return 'moderatorsOnly';
  return undefined;
}
