/**
 * The floors of the house from the top; a line is a floor, and the rooms on it know nothing of each other. An import only ever
 * points down, types included. A room is a folder of `src/`, the folder `commands/`, or one of the files that may lie loose in `src/`.
 */
export const FLOORS: readonly (readonly string[])[] = [
  ['start.js'],
  ['main.ts', 'cli'],
  ['tryout'],
  ['app'],
  ['commands', 'discord'],
  ['dialogue'],
  ['assistant', 'insights', 'privacy'],
  ['lifecycle', 'shares', 'introduction'],
  ['checkins', 'letter'],
  ['guide', 'practice'],
  ['templates', 'violations'],
  ['library'],
  ['notices'],
  ['sheet'],
  ['members'],
  ['communities'],
  ['outbox', 'shards'],
  ['database'],
  ['config.ts'],
  ['operations', 'paper', 'pictures', 'ports'],
  ['messages'],
  ['text'],
  ['i18n', 'kinds', 'threads', 'time', 'version.ts'],
];

/** Rooms of the domain: what freelancers' boundaries are about. It is given its database, its clock and its chance. */
export const DOMAIN: readonly string[] = [
  ...[
    'insights',
    'privacy',
    'lifecycle',
    'shares',
    'introduction',
    'checkins',
    'letter',
    'guide',
    'practice',
    'templates',
    'violations',
    'library',
    'notices',
  ],
  ...['sheet', 'members', 'communities'],
];

/** Packages that one room alone knows, or several. */
export const OWNERS: Readonly<Record<string, readonly string[]>> = {
  'discord.js': ['discord'],
  '@discordjs/': ['discord'],
  'discord-api-types': ['discord'],
  openai: ['assistant'],
  cockatiel: ['assistant'],
  'node-cron': ['app'],
  pg: ['database'],
  '@prisma/': ['database'],
  '@electric-sql/': ['database'],
  'pglite-prisma-adapter': ['database'],
  'prom-client': ['operations'],
  echarts: ['pictures'],
  '@resvg/': ['pictures'],
  pdfkit: ['paper'],
  'markdown-it': ['guide', 'practice'],
};

/** Where the files of a room are, as a regular expression. */
export function filesOf(room: string): string {
  if (room === 'commands') return '^commands/';
  return room.endsWith('.ts') ? `^src/${room.replace('.', '\\.')}$` : `^src/${room}/`;
}
