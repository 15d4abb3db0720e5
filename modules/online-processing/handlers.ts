import type { Act } from '../../core/acts/act.ts';
import type { EventHandlers } from '../../core/events/event.ts';
import { exportStep, FEED_STEPS, type CaseStepEvent } from './acts/feed.ts';

const step = (act: Act, event: CaseStepEvent) => exportStep(act, event);

/** 一(七)1: every step of a case goes into the feed of 电子监察. */
export const HANDLERS: EventHandlers = Object.fromEntries(FEED_STEPS.map((type) => [type, step]));
