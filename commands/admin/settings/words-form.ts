import { WATCH_WORDS_MAX } from '../../../src/communities/settings-schema.ts';
import { readWatchWords } from '../../../src/communities/watch-words.ts';
import { defineButton, defineForm } from '../../../src/dialogue/action.ts';
import type { Call } from '../../../src/dialogue/call.ts';
import { readCodeBlock } from '../../../src/messages/markdown.ts';
import { choiceParam } from '../../../src/messages/params.ts';
import { openForm, type Reply, toMe } from '../../../src/messages/reply.ts';
import { controlParams, readStored, seenOf, WAYS, type Way } from './change.ts';
import type { StoreChange } from './controls.ts';

/** The form of the words that are watched for. */
export function defineWordsControls(store: StoreChange, again: (call: Call, way: Way) => Promise<Reply>) {
  const openWords = defineButton({
    name: 'settings.words',
    access: 'moderator',
    params: { way: choiceParam(WAYS) },
    async run(call, { way }) {
      const { t } = call;
      const settings = await readStored(call);
      return openForm({
        title: t('setup:words.title'),
        submits: submitWords.with({ way, seen: seenOf(settings, 'watchWords') }),
        fields: [
          {
            type: 'text',
            id: 'words',
            long: true,
            required: false,
            label: t('setup:words.label'),
            hint: t('setup:words.hint'),
            max: WATCH_WORDS_MAX,
            ...(settings.watchWords ? { value: settings.watchWords } : {}),
          },
        ],
      });
    },
  });

  const submitWords = defineForm({
    name: 'settings.words-form',
    access: 'moderator',
    params: controlParams,
    async run(call, { way, seen }, { values, message }) {
      const watchWords = readWatchWords(values.text('words')).join('\n');
      const reply = await store(call, { page: 'rules', way }, { watchWords }, { fields: ['watchWords'], mark: seen });
      return message ? reply : toMe(...reply.blocks);
    },
  });

  /** Saves the words that stand in the message's own block: too many for a custom id. */
  const takeWords = defineButton({
    name: 'settings.take-words',
    access: 'moderator',
    params: controlParams,
    run(call, { way, seen }, { message }) {
      const [typed] = (message?.texts ?? []).flatMap((text) => readCodeBlock(text) ?? []);
      if (typed === undefined) return again(call, way);
      const watchWords = readWatchWords(typed).join('\n').slice(0, WATCH_WORDS_MAX);
      return store(call, { page: 'rules', way }, { watchWords }, { fields: ['watchWords'], mark: seen });
    },
  });

  return { openWords, submitWords, takeWords };
}
