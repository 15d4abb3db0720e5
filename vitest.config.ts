import { defineConfig } from 'vitest/config';

export default defineConfig({
  // As Node resolves it for the libraries; a second copy of graphql would not accept their schemas.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['core/**/*.test.ts', 'modules/**/*.test.ts', 'test/**/*.test.ts'],
    // Minutes long, with a configuration of their own.
    exclude: ['test/faults/**'],
    globalSetup: ['test/support/global-setup.ts'],
    // Every file has a database of its own; sharing the loaded modules saves most of the time.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 20_000,
    // The stories of all chapters are told before the guards that read them.
    hookTimeout: 180_000,
  },
});
