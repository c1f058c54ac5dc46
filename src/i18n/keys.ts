import type admin from '../../content/en/ui/admin.json';
import type alerts from '../../content/en/ui/alerts.json';
import type articles from '../../content/en/ui/articles.json';
import type assistant from '../../content/en/ui/assistant.json';
import type audit from '../../content/en/ui/audit.json';
import type boundaries from '../../content/en/ui/boundaries.json';
import type cards from '../../content/en/ui/cards.json';
import type checkins from '../../content/en/ui/checkins.json';
import type common from '../../content/en/ui/common.json';
import type guide from '../../content/en/ui/guide.json';
import type help from '../../content/en/ui/help.json';
import type insights from '../../content/en/ui/insights.json';
import type introduction from '../../content/en/ui/introduction.json';
import type practice from '../../content/en/ui/practice.json';
import type privacy from '../../content/en/ui/privacy.json';
import type scenes from '../../content/en/ui/scenes.json';
import type settings from '../../content/en/ui/settings.json';
import type setup from '../../content/en/ui/setup.json';
import type shares from '../../content/en/ui/shares.json';
import type sheet from '../../content/en/ui/sheet.json';
import type templates from '../../content/en/ui/templates.json';
import type tours from '../../content/en/ui/tours.json';
import type transfer from '../../content/en/ui/transfer.json';
import type violations from '../../content/en/ui/violations.json';

/** The files of `content/<locale>/ui` with strings used by the code (`commands.json` is only read by the registration). */
export interface Strings {
  admin: typeof admin;
  alerts: typeof alerts;
  articles: typeof articles;
  assistant: typeof assistant;
  boundaries: typeof boundaries;
  audit: typeof audit;
  cards: typeof cards;
  common: typeof common;
  checkins: typeof checkins;
  guide: typeof guide;
  help: typeof help;
  insights: typeof insights;
  introduction: typeof introduction;
  practice: typeof practice;
  privacy: typeof privacy;
  scenes: typeof scenes;
  settings: typeof settings;
  setup: typeof setup;
  shares: typeof shares;
  sheet: typeof sheet;
  templates: typeof templates;
  tours: typeof tours;
  transfer: typeof transfer;
  violations: typeof violations;
}

export const NAMESPACES = [
  'admin',
  'alerts',
  'articles',
  'assistant',
  'boundaries',
  'audit',
  'cards',
  'common',
  'checkins',
  'guide',
  'help',
  'insights',
  'introduction',
  'practice',
  'privacy',
  'scenes',
  'settings',
  'setup',
  'shares',
  'sheet',
  'templates',
  'tours',
  'transfer',
  'violations',
] as const satisfies readonly (keyof Strings)[];

/** Dot-joined keys of a file's strings; plural forms count as one key without their suffix. */
type KeysOf<T> = {
  [K in keyof T & string]: T[K] extends string ? WithoutPlural<K> : `${K}.${KeysOf<T[K]>}`;
}[keyof T & string];

type WithoutPlural<K extends string> = K extends `${infer Base}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}`
  ? Base
  : K;

/**
 * Every valid key, e.g. `guide:search.read`. A plain union rather than i18next's own typing: a wrong key is then one short error
 * instead of a page of overloads.
 */
export type StringKey = { [N in keyof Strings]: `${N}:${KeysOf<Strings[N]>}` }[keyof Strings];
