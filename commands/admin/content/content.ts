import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import type { StringKey } from '../../../src/i18n/keys.ts';
import type { ContentKind } from '../../../src/kinds/content.ts';
import type { ContentItem, ContentScope } from '../../../src/library/content.ts';
import type { ContentDraft } from '../../../src/library/drafts.ts';
import type { FormValues } from '../../../src/messages/form.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import type { Block, Button, Reply } from '../../../src/messages/reply.ts';
import type { contentControls } from './controls.ts';

/** A checked draft: good, or with its problems. */
export type CheckedDraft<G extends GoodDraft = GoodDraft> =
  | G
  | { readonly ok: false; readonly problems: readonly string[] };
export interface GoodDraft {
  readonly ok: true;
  readonly title: string;
}
/** A good draft that a form holds whole, with its preview. */
export interface PreviewedDraft extends GoodDraft {
  preview(page: number): Promise<(string | Block)[]>;
}

/** The differences between moderators' articles, templates and scenes; the rest of the dialogue is shared. */
interface ContentDescription {
  readonly kind: ContentKind;
  /** Prefix of its translation keys. */
  readonly texts: 'articles:' | 'templates:community.' | 'scenes:';
  readonly controls: ReturnType<typeof contentControls>;
  /** The title in a stored text; `text` may be just its beginning. */
  titleIn(text: string): string | undefined;
  /** Whether a stored text is not one written by moderators. */
  isNote?(text: string): boolean;
  /** The form with a draft's text, or a page from which it is written on. */
  openDraft(call: Call, draft: ContentDraft): Reply | Promise<Reply>;
  check(call: Call, draft: ContentDraft): Promise<CheckedDraft>;
  /** The name of a new piece, made from its title. */
  slugFor(call: Call, title: string): string;
  /** The typed part of a draft's text, to be returned if it cannot be saved. */
  typedIn(text: string): string;
  /** The message after saving, and the button that opens the piece for its readers; none if they cannot see it. */
  saved(call: Call, item: ContentItem): { readonly said: string; readonly open?: Button };
}

/** What kinds that are written in one form have besides. */
interface FormDescription extends ContentDescription {
  /** The text of a draft from a form, and the check of the typed values: an invalid text cannot be fully parsed again. */
  read(call: Call, draft: ContentDraft, values: FormValues): Promise<{ text: string; check?: WrittenContent['check'] }>;
  check(call: Call, draft: ContentDraft): Promise<CheckedDraft<PreviewedDraft>>;
}

type KeysUnder<P extends string> = StringKey extends infer K ? (K extends `${P}${infer Rest}` ? Rest : never) : never;
/** Messages that exist for articles, templates and scenes, each with its own text. */
type ContentKey = KeysUnder<'articles:'> & KeysUnder<'templates:community.'> & KeysUnder<'scenes:'>;

interface Scoped {
  /** The community's own pieces: these commands cannot access any others. */
  scope(call: Call): ContentScope;
  /** A piece's title, escaped for use in a text. */
  title(item: Pick<ContentItem, 'text' | 'slug'>): string;
  say(call: Pick<Call, 't'>, key: ContentKey, values?: Readonly<Record<string, string | number>>): string;
}

export type ContentDialogue = ContentDescription & Scoped;
/** A kind that is written in one form: articles and templates. */
export type WrittenContent = FormDescription & Scoped;

export function describeContent<D extends ContentDescription>(description: D): D & Scoped {
  const { kind, texts, titleIn } = description;
  return {
    ...description,
    scope: (call) => ({ communityId: communityOf(call).id, kind }),
    title: ({ text, slug }) => escapeMarkdown(titleIn(text) ?? slug),
    say: ({ t }, key, values) => t(`${texts}${key}`, values),
  };
}
