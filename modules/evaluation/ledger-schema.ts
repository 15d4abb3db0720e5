import type { ModuleSchema } from '../../core/graphql/module-schema.ts';

export function addLedger(_schema: ModuleSchema): void {}
