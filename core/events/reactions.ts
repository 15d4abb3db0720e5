import type { Act } from '../acts/act.ts';
import { rollUp } from '../county/roll-up.ts';
import { isStepTold, tellStep } from '../notifications/case-steps.ts';
import type { ModuleManifest } from '../modules/manifest.ts';
import type { Platform } from '../platform.ts';
import { statementsOf, type ScoreStatement } from './criterion.ts';
import type { DeliveredEvent } from './event.ts';

type Handler = (act: Act, event: DeliveredEvent) => Promise<void>;

/** Whoever gets an event, and what he does with it. */
interface Subscriber {
  /** As the deliveries name it: a module's id, or a word of the kernel. */
  readonly name: string;
  /** Off: the event is kept for it until it is on again. */
  readonly isOn: boolean;
  readonly handle: Handler;
}

/** Who gets an event now: the county's roll-up always, the kernel's messages where one is wanted, then every module that is on and listens, or went off and catches up. */
export function subscribersOf(platform: Platform, event: DeliveredEvent): Subscriber[] {
  const scored = scoresOf(platform, event);
  const listening = platform.registry.modules.flatMap((m) => {
    const isOn = platform.switches.isEnabled(event.townshipId, m.id);
    if (!isOn && !platform.switches.wasEverEnabled(event.townshipId, m.id)) return [];
    const handlers = handlersOf(m, event, scored, isOn ? 'AT_ONCE' : 'CATCHING_UP');
    return handlers.length > 0 ? [{ name: m.id, isOn, handle: inTurn(handlers) }] : [];
  });
  const messages = isStepTold(platform, event) ? [{ name: 'messages', isOn: true, handle: tellStep }] : [];
  return [{ name: 'county', isOn: true, handle: rollUp }, ...messages, ...listening];
}

/** What a module that is on again does with an event that was kept for it. */
export function catchUp(platform: Platform, module: string, event: DeliveredEvent): Handler {
  const manifest = platform.registry.find(module);
  return inTurn(manifest ? handlersOf(manifest, event, scoresOf(platform, event), 'CATCHING_UP') : []);
}

/** What the event says by the criteria of the modules that were on when it occurred. */
function scoresOf({ registry, switches }: Platform, event: DeliveredEvent): ScoreStatement[] {
  const wasOn = ({ id }: ModuleManifest) => switches.wasEnabledAt(event.townshipId, id, event.occurredAt);
  return statementsOf(
    registry.modules.flatMap((m) => (m.criteria && wasOn(m) ? m.criteria : [])),
    event,
  );
}

/** What a module does with an event: its handler of the type, if it wants it then, and its taking of points. */
function handlersOf(
  { on, onScored, catchesUp = [] }: ModuleManifest,
  { type }: DeliveredEvent,
  scored: ScoreStatement[],
  when: 'AT_ONCE' | 'CATCHING_UP',
): Handler[] {
  const handle = on?.[type] as Handler | undefined;
  return [
    ...(handle && (when === 'AT_ONCE' || catchesUp.includes(type)) ? [handle] : []),
    ...(onScored && scored.length > 0 ? [(act: Act, e: DeliveredEvent) => onScored(act, e, scored)] : []),
  ];
}

function inTurn(handlers: readonly Handler[]): Handler {
  return async (act, event) => {
    for (const handle of handlers) await handle(act, event);
  };
}
