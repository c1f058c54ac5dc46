import type { Command } from '../src/discord/command.ts';
import { adminCheckinPost } from './admin/checkin/post.ts';
import { adminSetup } from './admin/setup.ts';
import { comingCommands } from './coming.ts';
import { guideRead } from './guide/read.ts';
import { guideSearch } from './guide/search.ts';
import { helpCommand } from './help.ts';
import { templateUse } from './template/use.ts';
import { violationList } from './violation/list.ts';
import { logMessage, violationLog } from './violation/log.ts';

const working: readonly Command[] = [
  guideSearch,
  guideRead,
  templateUse,
  violationLog,
  violationList,
  logMessage,
  adminSetup,
  adminCheckinPost,
];

/** Every command of the bot. A test holds the list against the files of this folder. */
export const commands: readonly Command[] = [...working, ...comingCommands, helpCommand(working, comingCommands)];
