import { WATCH_WORDS_MAX } from '../../../src/communities/settings-schema.ts';
import { readWatchWords } from '../../../src/communities/watch-words.ts';
import { defineButton, defineForm } from '../../../src/dialogue/action.ts';
import { readCodeBlock } from '../../../src/messages/markdown.ts';
import { openForm, toMe } from '../../../src/messages/reply.ts';
import { readStored, seenOf } from './change.ts';
import { settingControls } from './controls.ts';
import { showAgain, store } from './store.ts';

/** The form of the watched words. */
export const openWords = defineButton({
  ...settingControls.openWords,
  access: 'moderator',
  async run(call, { way }) {
    const { t } = call;
    const settings = await readStored(call);
    return openForm({
      title: t('setup:words.title'),
      submits: settingControls.submitWords.with({ way, seen: seenOf(settings, 'watchWords') }),
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

export const submitWords = defineForm({
  ...settingControls.submitWords,
  access: 'moderator',
  async run(call, { way, seen }, { values, message }) {
    const watchWords = readWatchWords(values.text('words')).join('\n');
    const reply = await store(call, { page: 'rules', way }, { watchWords }, { fields: ['watchWords'], mark: seen });
    return message ? reply : toMe(...reply.blocks);
  },
});

export const takeWords = defineButton({
  ...settingControls.takeWords,
  access: 'moderator',
  run(call, { way, seen }, { message }) {
    const [typed] = (message?.texts ?? []).flatMap((text) => readCodeBlock(text) ?? []);
    if (typed === undefined) return showAgain(call, { page: 'rules', way });
    const watchWords = readWatchWords(typed).join('\n').slice(0, WATCH_WORDS_MAX);
    return store(call, { page: 'rules', way }, { watchWords }, { fields: ['watchWords'], mark: seen });
  },
});
