// Groups many questions in a thread of its own: thousands take seconds, too long even in slices on the main thread.
import { answerAside } from '../../threads/aside-worker.ts';
import { clustersOf } from './clusters.ts';
import type { Gap } from './gaps.ts';

answerAside<readonly Gap[]>((gaps) => clustersOf(gaps));
