import type { ModuleSchema } from '../../core/graphql/module-schema.ts';

export function addSheets(_schema: ModuleSchema): void {}
