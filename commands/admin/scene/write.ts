import { type ButtonInput, defineButton, defineForm, defineSelect } from '../../../src/dialogue/action.ts';
import type { Call } from '../../../src/dialogue/call.ts';
import { giveBack } from '../../../src/dialogue/failures.ts';
import { isViolationKind } from '../../../src/kinds/violations.ts';
import { type ContentDraft, changeContentDraft, startContentDraft } from '../../../src/library/drafts.ts';
import type { FormValues } from '../../../src/messages/form.ts';
import { openForm, type Reply, toMe, update } from '../../../src/messages/reply.ts';
import { openDocument, type SceneDocument, writeDocument } from '../../../src/practice/document.ts';
import { REGISTERS } from '../../../src/practice/scene.ts';
import { newDocument, typedHead, typedPart, withHead, withPart } from '../../../src/practice/typed.ts';
import { definePublishing } from '../content/publish.ts';
import { sceneControls } from './controls.ts';
import { headForm, partForm, readHeadForm, readPartForm } from './forms.ts';
import { presentDraft } from './page.ts';
import { scenes } from './scenes.ts';

const { findDraft, actions } = definePublishing(scenes);

/** A draft that can be changed part by part; undefined if it is gone, or cannot be taken apart. */
async function openDraft(
  call: Call,
  id: string,
): Promise<{ draft: ContentDraft; document: SceneDocument } | undefined> {
  const draft = await findDraft(call, id);
  const document = draft && openDocument(draft.text);
  return document && { draft, document };
}

/** Stores a changed draft, and shows it in place of the message from which it was changed. What was typed for one that is gone is given back. */
async function change(
  call: Call,
  id: string,
  to: (document: SceneDocument) => SceneDocument,
  { message, values }: ButtonInput & { readonly values?: FormValues },
): Promise<Reply> {
  const opened = await openDraft(call, id);
  if (!opened) return values ? giveBack(call.t, scenes.say(call, 'gone'), values.typed) : gone(call);
  const changed = await changeContentDraft(call.services, opened.draft, writeDocument(to(opened.document)));
  return (message ? update : toMe)(...(await presentDraft(call, changed)));
}

const withFields = (document: SceneDocument, fields: object): SceneDocument => ({
  ...document,
  fields: { ...document.fields, ...fields },
});

const gone = (call: Call): Reply => toMe(scenes.say(call, 'gone'));

/** Begins a new scene by its head. */
const begin = defineForm({
  ...sceneControls.begin,
  access: 'moderator',
  async run(call, { locale }, { values }) {
    const draft: ContentDraft = {
      ...scenes.scope(call),
      id: call.interactionId,
      authorId: call.person.id,
      locale,
      edits: undefined,
      text: writeDocument(newDocument(readHeadForm(values))),
    };
    await startContentDraft(call.services, draft);
    return toMe(...(await presentDraft(call, draft)));
  },
});

const showPage = defineButton({
  ...sceneControls.page,
  reads: true,
  access: 'moderator',
  async run(call, { draft: id }) {
    const draft = await findDraft(call, id);
    return draft ? update(...(await presentDraft(call, draft))) : gone(call);
  },
});

const changeHead = defineButton({
  ...sceneControls.head,
  reads: true,
  access: 'moderator',
  async run(call, { draft: id }) {
    const opened = await openDraft(call, id);
    if (!opened) return gone(call);
    return openForm(headForm(call, sceneControls.headSaid.with({ draft: id }), typedHead(opened.document)));
  },
});

const readHead = defineForm({
  ...sceneControls.headSaid,
  access: 'moderator',
  run: (call, { draft }, input) =>
    change(call, draft, (document) => withHead(document, readHeadForm(input.values)), input),
});

/** The form of a part; of one that is gone, an empty one. */
async function openPart(call: Call, id: string, name: string): Promise<Reply> {
  const opened = await openDraft(call, id);
  if (!opened) return gone(call);
  const part = opened.document.parts.find((one) => one.id === name);
  return openForm(partForm(call, name, sceneControls.partSaid.with({ draft: id, part: name }), typedPart(part)));
}

const pickPart = defineSelect({
  ...sceneControls.pick,
  reads: true,
  access: 'moderator',
  run: (call, { draft }, { values: [name = 'start'] }) => openPart(call, draft, name),
});

const writePart = defineButton({
  ...sceneControls.part,
  reads: true,
  access: 'moderator',
  run: (call, { draft, part }) => openPart(call, draft, part),
});

const readPart = defineForm({
  ...sceneControls.partSaid,
  access: 'moderator',
  run: (call, { draft, part }, input) =>
    change(call, draft, (document) => withPart(document, part, readPartForm(input.values)), input),
});

const chooseKinds = defineSelect({
  ...sceneControls.kinds,
  access: 'moderator',
  run(call, { draft }, { values, message }) {
    // The first is the main one, so the order of choosing counts.
    const kinds = values.filter(isViolationKind);
    return change(call, draft, (document) => withFields(document, { kinds }), { message });
  },
});

const chooseRegister = defineSelect({
  ...sceneControls.register,
  access: 'moderator',
  run(call, { draft }, { values, message }) {
    const register = REGISTERS.find((one) => values.includes(one));
    return change(call, draft, (document) => withFields(document, register ? { register } : {}), { message });
  },
});

const sendFile = defineButton({
  ...sceneControls.file,
  reads: true,
  access: 'moderator',
  async run(call, { draft: id }) {
    const draft = await findDraft(call, id);
    if (!draft) return gone(call);
    const { t, command } = call;
    return toMe(t('scenes:file.here', { add: command('admin.scene.add'), edit: command('admin.scene.edit') }), {
      type: 'file',
      file: { name: `${draft.slug ?? 'scene'}.md`, data: draft.text },
    });
  },
});

/** Everything by which a scene is written. */
export const sceneWriteActions = [
  ...[begin, showPage, changeHead, readHead, pickPart, writePart, readPart, chooseKinds, chooseRegister, sendFile],
  ...actions,
];
