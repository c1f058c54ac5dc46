import type admin from '../../content/en/ui/admin.json';
import type checkins from '../../content/en/ui/checkins.json';
import type common from '../../content/en/ui/common.json';
import type guide from '../../content/en/ui/guide.json';
import type help from '../../content/en/ui/help.json';
import type templates from '../../content/en/ui/templates.json';
import type violations from '../../content/en/ui/violations.json';

/** The files of `content/<locale>/ui` whose strings the code asks for (`commands.json` is read by the registration alone). */
export interface Strings {
  admin: typeof admin;
  common: typeof common;
  checkins: typeof checkins;
  guide: typeof guide;
  help: typeof help;
  templates: typeof templates;
  violations: typeof violations;
}

export const NAMESPACES = [
  'admin',
  'common',
  'checkins',
  'guide',
  'help',
  'templates',
  'violations',
] as const satisfies readonly (keyof Strings)[];

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: Strings;
    returnNull: false;
  }
}
