import type { Call } from '../../../src/dialogue/call.ts';
import { VIOLATION_KINDS } from '../../../src/kinds/violations.ts';
import type { ContentDraft } from '../../../src/library/drafts.ts';
import { LIMITS, shorten } from '../../../src/messages/limits.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import { type Block, type Button, buttons, divider, type Reply, toMe } from '../../../src/messages/reply.ts';
import {
  leadsOf,
  missingParts,
  openDocument,
  type SceneDocument,
  type ScenePart,
} from '../../../src/practice/document.ts';
import { MOST_KINDS } from '../../../src/practice/front-matter.ts';
import { END_KINDS, REGISTERS } from '../../../src/practice/scene.ts';
import { typedHead, typedPart } from '../../../src/practice/typed.ts';
import { practiceControls } from '../../practice/controls.ts';
import { nameOfDraft } from '../../practice/here.ts';
import { sceneControls } from './controls.ts';
import { exampleButton } from './example.ts';
import { sceneProblemLines, withoutTheWhole } from './problems.ts';
import { readDraft, sceneOfContent } from './reading.ts';

/** Missing parts that have a button of their own; all are in the list. */
const MISSING_SHOWN = 3;
/** Missing parts that are named. */
const MISSING_NAMED = 12;
/** Maximum characters of an opening, and of what is said of the client: a draft may break every rule. */
const OPENING_SHOWN = 700;
const CLIENT_SHOWN = 200;

/** A draft opened again: what there is of it, and what is missing. */
export async function openDraftPage(call: Call, draft: ContentDraft): Promise<Reply> {
  return toMe(...(await presentDraft(call, draft)));
}

/** What there is of a draft, what is missing or wrong, and the ways to write on, to play it and to publish it. */
export async function presentDraft(call: Call, draft: ContentDraft): Promise<(string | Block)[]> {
  const { t } = call;
  const { id, text } = draft;
  const document = openDocument(text);
  const { scene, problems } = await readDraft(call, draft);
  const missing = document ? missingParts(document) : [];
  const told = sceneProblemLines(call, missing.length > 0 ? withoutTheWhole(problems) : problems, text);
  return [
    `## ${escapeMarkdown(shorten(titleOf(call, document), LIMITS.optionLabel))}\n${headingOf(call, draft)}`,
    ...(document ? [aboutClient(call, document)] : []),
    divider,
    ...(missing.length > 0 ? [missingLine(call, missing)] : []),
    ...(told.length > 0 ? [[t('scenes:page.problems'), ...told].join('\n')] : []),
    ...(scene ? [t('scenes:page.ready', countsOf(scene.nodes))] : []),
    ...(document ? partControls(call, id, document, missing) : [t('scenes:page.byFile')]),
    buttons(
      {
        label: t('scenes:play'),
        emoji: '🎭',
        style: 'primary',
        does: practiceControls.begin.with({ scene: nameOfDraft(id) }),
        disabled: !scene,
      },
      {
        label: t('scenes:preview.publish'),
        style: 'success',
        does: sceneControls.publish.with({ draft: id, over: undefined }),
        disabled: !scene,
      },
      ...(document ? [{ label: t('scenes:page.head'), does: sceneControls.head.with({ draft: id }) }] : []),
      { label: t('scenes:page.file'), does: sceneControls.file.with({ draft: id }) },
    ),
    `-# ${t('scenes:page.kept')}`,
  ];
}

function titleOf({ t }: Call, document: SceneDocument | undefined): string {
  const title = document && typedHead(document).title;
  return title || t('scenes:page.untitled');
}

function headingOf({ t, services }: Call, { edits, slug, locale }: ContentDraft): string {
  if (edits) return t('scenes:preview.next', { version: edits.version + 1 });
  const replaced = slug === undefined ? undefined : sceneOfContent(services.scenes[locale], slug);
  return replaced ? t('scenes:preview.replaces', { title: escapeMarkdown(replaced.title) }) : t('scenes:preview.new');
}

function aboutClient({ t }: Call, document: SceneDocument): string {
  const { client, wish, opening } = typedHead(document);
  const lines = [
    ...(client ? [`-# ${t('scenes:page.client', { client: shown(client), wish: shown(wish) })}`] : []),
    ...(opening ? [shorten(opening, OPENING_SHOWN)] : []),
  ];
  return lines.join('\n') || t('scenes:page.noHead');
}

const shown = (text: string): string => shorten(escapeMarkdown(text), CLIENT_SHOWN);

function missingLine({ t }: Call, missing: readonly string[]): string {
  if (missing[0] === 'start') return t('scenes:page.start');
  const names = missing.slice(0, MISSING_NAMED).map((name) => `\`${name}\``);
  const more = missing.length > names.length ? ', …' : '';
  return t('scenes:page.missing', { count: missing.length, names: `${names.join(', ')}${more}` });
}

function countsOf(nodes: readonly { readonly type: string }[]): { parts: number; ends: number } {
  return { parts: nodes.length, ends: nodes.filter(({ type }) => type === 'end').length };
}

/** Buttons for missing parts, and lists of all parts, of kinds and of the ways to talk. */
function partControls(
  { t }: Call,
  draft: string,
  { parts, fields }: SceneDocument,
  missing: readonly string[],
): Block[] {
  const write = missing.slice(0, MISSING_SHOWN).map(
    (part): Button => ({
      label: shorten(t('scenes:page.write', { part }), LIMITS.readableLabel),
      style: 'primary',
      does: sceneControls.part.with({ draft, part }),
    }),
  );
  const options = [
    ...missing.map((id) => ({ value: id, label: id, description: t('scenes:page.partMissing') })),
    ...parts.map((part) => ({ value: part.id, label: part.id, description: describePart({ t }, part) })),
  ];
  const kinds: readonly unknown[] = Array.isArray(fields.kinds) ? fields.kinds : [];
  return [
    ...(write.length > 0 ? [buttons(...write, ...(parts.length === 0 ? [exampleButton({ t })] : []))] : []),
    {
      type: 'select',
      select: {
        does: sceneControls.pick.with({ draft }),
        prompt: t('scenes:page.pick'),
        options: options.slice(0, LIMITS.options),
      },
    },
    {
      type: 'select',
      select: {
        does: sceneControls.kinds.with({ draft }),
        prompt: t('scenes:page.kinds'),
        max: MOST_KINDS,
        options: VIOLATION_KINDS.map((kind) => ({
          value: kind,
          label: t(`violations:kinds.${kind}`),
          chosen: kinds.includes(kind),
        })),
      },
    },
    {
      type: 'select',
      select: {
        does: sceneControls.register.with({ draft }),
        prompt: t('scenes:page.register'),
        options: REGISTERS.map((register) => ({
          value: register,
          label: t(`practice:registers.${register}`),
          chosen: fields.register === register,
        })),
      },
    },
  ];
}

/** A part in a few words: where it leads or how it ends, and its first words. */
function describePart({ t }: Pick<Call, 't'>, part: ScenePart): string {
  const { end, text } = typedPart(part);
  const words = text.replaceAll(/^>\s?/gmu, '').replaceAll(/\s+/gu, ' ');
  const what = END_KINDS.find((kind) => kind === end);
  const first = what ? t(`scenes:ends.${what}`) : `→ ${leadsOf(part).join(', ')}`;
  return shorten(`${first} · ${words}`, LIMITS.optionLabel);
}
