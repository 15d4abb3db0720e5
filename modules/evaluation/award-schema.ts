import type { ModuleSchema } from '../../core/graphql/module-schema.ts';

export function addAwards(_schema: ModuleSchema): void {}
