/** Civil dates, the working-day calendar, deadlines and clocks: pure, so that every date can be explained again. */
export * from './calendar.ts';
export * from './civil-date.ts';
export * from './clock.ts';
export * from './holiday-notices.ts';
export * from './opening-hours.ts';
export * from './reply.ts';
export * from './working-days.ts';
