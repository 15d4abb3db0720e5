import type { ModuleSchema } from '../../core/graphql/module-schema.ts';

export function addDailyLog(_schema: ModuleSchema): void {}
