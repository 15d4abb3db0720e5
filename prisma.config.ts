import { defineConfig } from 'prisma/config';

// The native schema engine cannot be had offline; `generate`, `validate` and `format` do not need it, but look for it.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;
process.env['CHECKPOINT_DISABLE'] ??= '1';

export default defineConfig({ schema: './prisma' });
