/** Starts a stand-in for Discord in this process: everything a test needs besides its persons, and the types it reads. */
export type { Clock, Timer } from './clock.ts';
export type { FaultKind, FaultRule, Faults } from './faults.ts';
export type { Gateway } from './gateway/dispatch.ts';
export type { Happenings } from './happenings.ts';
export type { InteractionState } from './interactions/state.ts';
export type { GatewayView } from './protocol.ts';
export type { RecordedRequest, Violation } from './records.ts';
export { BrokenRules, type Sandbox, type SandboxOptions, startSandbox } from './sandbox.ts';
export type { PermissionName } from './world/permissions.ts';
export type {
  ChannelState,
  FileState,
  ForumTag,
  GuildState,
  MemberState,
  MessageState,
  UserState,
  WorldState,
} from './world/state.ts';
