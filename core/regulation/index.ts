export * from './clause.ts';
export * from './refusal.ts';
export * from './rule.ts';
