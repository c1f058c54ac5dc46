import type {
  Action,
  ActionResult,
  CommandsView,
  GuideView,
  MessageView,
  RecordsView,
  Upload,
  WorldView,
} from '../protocol.ts';

/** An action without the person, who is added when it is sent. */
export type Deed = Action extends infer A ? (A extends { as: string } ? Omit<A, 'as'> : never) : never;

let actor = '';

/** Makes all further requests as this person; empty: as the first one. */
export function actAs(id: string): void {
  actor = id;
}

export function actingAs(): string {
  return actor;
}

export const fetchWorld = (): Promise<WorldView> => get<WorldView>('state');
export const fetchCommands = (channel: string): Promise<CommandsView> => get<CommandsView>('commands', { channel });
export const fetchGuide = (): Promise<GuideView> => get<GuideView>('guide');
export const fetchRecords = (): Promise<RecordsView> => get<RecordsView>('records');

/** Oldest first, at most 50. */
export function fetchMessages(channel: string, before?: string): Promise<MessageView[]> {
  return get<MessageView[]>('messages', { channel, ...(before === undefined ? {} : { before }) });
}

/** Does something as the person. An error on the way to the server counts as "not done". */
export async function act(deed: Deed): Promise<ActionResult> {
  try {
    const response = await fetch('/sandbox/actions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...deed, as: actor }),
    });
    return await read<ActionResult>(response);
  } catch (error) {
    return { ok: false, error: String(error) };
  }
}

/** Uploads a picked file. Rejects if the server refuses it, e.g. above 10 MB. */
export async function upload(file: File): Promise<Upload> {
  const response = await fetch(`/sandbox/uploads?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    headers: { 'content-type': file.type || 'application/octet-stream' },
    body: file,
  });
  if (!response.ok) throw new Error(`The upload was refused (${response.status})`);
  return read<Upload>(response);
}

export function eventsUrl(): string {
  return `/sandbox/events?as=${actor}`;
}

async function get<T>(what: string, query: Record<string, string> = {}): Promise<T> {
  const response = await fetch(`/sandbox/${what}?${new URLSearchParams({ as: actor, ...query })}`);
  if (!response.ok) throw new Error(`/sandbox/${what}: ${response.status}`);
  return read<T>(response);
}

/** The server uses the protocol's types: both sides have the same version. */
function read<T>(response: Response): Promise<T> {
  return response.json();
}
