// Groups many questions in a thread of its own: thousands take seconds, too long even in slices on the main thread.
import { answerWorks } from '../../threads/aside-worker.ts';
import { GROUPINGS } from './clusters-aside.ts';

answerWorks(GROUPINGS);
