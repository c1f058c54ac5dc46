import type { Core } from '../core.ts';
import type { UploadedFile } from '../rules/messages.ts';

/** An endpoint's view of a request. */
export interface Call {
  route: string;
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  body: unknown;
  files: readonly UploadedFile[];
}

/** An endpoint's answer: a status with a body, or 204 without one. */
export interface Answered {
  status: 200 | 201 | 204;
  body?: unknown;
}
export const noContent: Answered = { status: 204 };
export const ok = (body: unknown): Answered => ({ status: 200, body });
export const created = (body: unknown): Answered => ({ status: 201, body });

export type Handler = (core: Core, call: Call) => Answered | Promise<Answered>;
export interface Endpoint {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `:names`, relative to the API's base. */
  route: string;
  /** Whether the path contains the secret (interaction callbacks and webhooks), so that no bot token is needed. */
  open?: boolean;
  handle: Handler;
}
