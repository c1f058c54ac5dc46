// Renders long articles in a thread of its own: 256 KB of short blocks take a second, which would block the bot.
import { answerAside } from '../../threads/aside-worker.ts';
import { linksOf } from '../markdown.ts';
import { renderMarkdown } from './render.ts';
import type { RenderTask } from './render-aside.ts';

answerAside<RenderTask>((task) =>
  task.wanted === 'links' ? linksOf(task.source) : renderMarkdown(task.source, task.options),
);
