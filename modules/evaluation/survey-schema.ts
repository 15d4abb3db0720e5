import type { ModuleSchema } from '../../core/graphql/module-schema.ts';

export function addSurvey(_schema: ModuleSchema): void {}
