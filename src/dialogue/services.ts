import type { Assistant } from '../assistant/start.ts';
import type { Db, Tx } from '../database/client.ts';
import type { Database } from '../database/database.ts';
import type { Late } from '../database/late.ts';
import type { Memory } from '../database/memory.ts';
import type { Sealer } from '../database/sealing.ts';
import type { Guide } from '../guide/articles.ts';
import type { CommunityGuides } from '../guide/community/guides.ts';
import type { Source } from '../guide/search/by-words.ts';
import type { Locale } from '../i18n/locales.ts';
import type { Outbox } from '../outbox/steps.ts';
import type { Guilds } from '../ports/guilds.ts';
import type { Messenger } from '../ports/messenger.ts';
import type { CommunityScenes } from '../practice/community-scenes.ts';
import type { Scene } from '../practice/scene.ts';
import type { TemplateCatalogue } from '../templates/catalogue.ts';
import type { CommunityTemplates } from '../templates/community-templates.ts';
import type { Clock } from '../time/clock.ts';

/** The application's parts available to handlers, wired in `app.ts`. */
export interface Services {
  readonly db: Db;
  readonly databaseKind: 'embedded' | 'server';
  /** What was read and not written since. */
  readonly memory: Memory;
  /** What nobody waits for and nobody is told to be saved is written a moment later. */
  readonly late: Late;
  /** Encrypts and decrypts members' free text. */
  readonly sealer: Sealer;
  /** Records a person's erasure, in the transaction that erases them. */
  readonly recordErasure: Database['recordErasure'];
  /**
   * A keyed hash of a text that names a person: stable for the same text, useless outside the database. Include the purpose in
   * the text ("block 123"), so that hashes of different purposes cannot be matched.
   */
  readonly hashPerson: (tx: Tx, text: string) => Promise<string>;
  readonly clock: Clock;
  /** An unpredictable random number from 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number;
  readonly guides: Readonly<Record<Locale, Guide>>;
  /** The guide's search sources, by language of the question. */
  readonly searchSources: Readonly<Record<Locale, Source>>;
  /** The guide and its search as a community has them, for use in dialogues. */
  readonly communityGuides: CommunityGuides;
  readonly templates: Readonly<Record<Locale, TemplateCatalogue>>;
  /** Conversations to practise: those of the content. */
  readonly scenes: Readonly<Record<Locale, readonly Scene[]>>;
  /** Conversations to practise as a community has them, for use in dialogues. */
  readonly communityScenes: CommunityScenes;
  /** What everybody can use in a community. */
  readonly communityTemplates: CommunityTemplates;
  /** Undefined without an endpoint: everything works without it. */
  readonly assistant: Assistant | undefined;
  /** Posts messages in channels, other than as answers. */
  readonly messenger: Messenger;
  /** Known channels and roles of communities. */
  readonly guilds: Guilds;
  /** An example article as a file, for moderators to start from. */
  readonly articleExamples: Readonly<Record<Locale, string>>;
  /** Downloads files that people submit. */
  readonly fetch: typeof fetch;
  /** The moderators' handbook as Markdown. */
  readonly handbooks: Readonly<Record<Locale, string>>;
  /** Logs an error that was kept from the person. */
  readonly report: (error: unknown, what: string) => void;
  /** Executes stored steps at Discord, exactly once. */
  readonly outbox: Outbox;
}
