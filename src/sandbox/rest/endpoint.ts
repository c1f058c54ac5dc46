import type { Core } from '../core.ts';
import type { UploadedFile } from '../rules/messages.ts';

/** One endpoint's view of a request. */
export interface Call {
  route: string;
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  body: unknown;
  files: readonly UploadedFile[];
}

/** What an endpoint answers: a status with a body, or 204 without one. */
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
  /** With `:names`, from the API's base on. */
  route: string;
  /** The path carries the secret (interaction callbacks and webhooks): no bot token needed. */
  open?: boolean;
  handle: Handler;
}
