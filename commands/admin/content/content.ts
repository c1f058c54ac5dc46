import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import type { StringKey } from '../../../src/i18n/keys.ts';
import type { ContentKind } from '../../../src/kinds/content.ts';
import type { ContentItem, ContentScope } from '../../../src/library/content.ts';
import type { ContentDraft } from '../../../src/library/drafts.ts';
import type { FormValues } from '../../../src/messages/form.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import type { Block, Button, Reply } from '../../../src/messages/reply.ts';
import type { contentControls } from './controls.ts';

/** A draft that was checked: what its readers will see, or what is wrong with it. */
export type CheckedDraft = GoodDraft | { readonly ok: false; readonly problems: readonly string[] };
export interface GoodDraft {
  readonly ok: true;
  readonly title: string;
  preview(page: number): Promise<(string | Block)[]>;
}

/** What tells the articles that moderators write from their templates; the rest of the dialogue is one. */
interface ContentDescription {
  readonly kind: ContentKind;
  /** Where its words stand. */
  readonly texts: 'articles:' | 'templates:community.';
  readonly controls: ReturnType<typeof contentControls>;
  /** The title that a kept text says; `text` may be its beginning alone. */
  titleIn(text: string): string | undefined;
  /** Whether a kept text is none that moderators wrote. */
  isNote?(text: string): boolean;
  /** The form with a draft's text. */
  openDraft(call: Call, draft: ContentDraft): Reply;
  /** The text that a form says of a draft, and the check of what was typed: not all of it can be read back from a wrong text. */
  read(
    call: Call,
    draft: ContentDraft,
    values: FormValues,
  ): Promise<{ text: string; check?: ContentDialogue['check'] }>;
  check(call: Call, draft: ContentDraft): Promise<CheckedDraft>;
  /** The name that something new gets by its title. */
  slugFor(call: Call, title: string): string;
  /** What of a draft's text was typed: it is given back where it cannot be saved. */
  typedIn(text: string): string;
  /** What is said once it is saved, and the button that opens it for its readers; none where they do not see it. */
  saved(call: Call, item: ContentItem): { readonly said: string; readonly open?: Button };
}

type KeysUnder<P extends string> = StringKey extends infer K ? (K extends `${P}${infer Rest}` ? Rest : never) : never;
/** What is said of articles and of templates alike, each in its own words. */
type ContentKey = KeysUnder<'articles:'> & KeysUnder<'templates:community.'>;

export interface ContentDialogue extends ContentDescription {
  /** The community's own pieces: the only ones that any of these commands can reach. */
  scope(call: Call): ContentScope;
  /** A piece's title, ready to stand in a text. */
  title(item: Pick<ContentItem, 'text' | 'slug'>): string;
  say(call: Pick<Call, 't'>, key: ContentKey, values?: Readonly<Record<string, string | number>>): string;
}

export function describeContent(description: ContentDescription): ContentDialogue {
  const { kind, texts, titleIn } = description;
  return {
    ...description,
    scope: (call) => ({ communityId: communityOf(call).id, kind }),
    title: ({ text, slug }) => escapeMarkdown(titleIn(text) ?? slug),
    say: ({ t }, key, values) => t(`${texts}${key}`, values),
  };
}
