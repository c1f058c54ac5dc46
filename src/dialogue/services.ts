import type { Assistant } from '../assistant/start.ts';
import type { Db, Tx } from '../database/client.ts';
import type { Database } from '../database/database.ts';
import type { Sealer } from '../database/sealing.ts';
import type { Guide } from '../guide/articles.ts';
import type { CommunityGuides } from '../guide/community/guides.ts';
import type { Source } from '../guide/search/search.ts';
import type { Locale } from '../i18n/locales.ts';
import type { MessageContent } from '../messages/reply.ts';
import type { Outbox } from '../outbox/steps.ts';
import type { Guilds } from '../ports/guilds.ts';
import type { Messenger } from '../ports/messenger.ts';
import type { TemplateCatalogue } from '../templates/catalogue.ts';
import type { Clock } from '../time/clock.ts';

/** What handlers are given to work with: the application's parts, wired in `app.ts`. */
export interface Services {
  readonly db: Db;
  readonly databaseKind: 'embedded' | 'server';
  /** Encrypts and decrypts members' free text. */
  readonly sealer: Sealer;
  /** Notes, in the transaction that erases a person, that it did. */
  readonly recordErasure: Database['recordErasure'];
  /**
   * A keyed hash of a text that names a person: the same for the same text, of no use outside the database. Say in the text
   * what it is for ("block 123"), so that hashes of different purposes cannot be matched.
   */
  readonly hashPerson: (tx: Tx, text: string) => Promise<string>;
  readonly clock: Clock;
  /** Chance that nobody can foresee: from 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number;
  readonly guides: Readonly<Record<Locale, Guide>>;
  /** The guide as something to search, by the language in which people ask. */
  readonly searchSources: Readonly<Record<Locale, Source>>;
  /** The guide and its search as a community has them: what dialogues show. */
  readonly communityGuides: CommunityGuides;
  readonly templates: Readonly<Record<Locale, TemplateCatalogue>>;
  /** Undefined without an endpoint: everything works without it. */
  readonly assistant: Assistant | undefined;
  /** Puts messages into channels, other than as answers. */
  readonly messenger: Messenger<MessageContent>;
  /** What is known of communities' channels and roles. */
  readonly guilds: Guilds;
  /** An article as a file, for moderators to begin with. */
  readonly articleExamples: Readonly<Record<Locale, string>>;
  /** Gets files that people hand in. */
  readonly fetch: typeof fetch;
  /** The moderators' handbook as Markdown. */
  readonly handbooks: Readonly<Record<Locale, string>>;
  /** Notes in the log what went wrong and was spared the person. */
  readonly report: (error: unknown, what: string) => void;
  /** Does what is stored to be done at Discord, exactly once. */
  readonly outbox: Outbox;
}
