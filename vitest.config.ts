import path from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': path.resolve(import.meta.dirname) } },
  test: {
    include: ['{app,cli,components,content,lib,scripts}/**/*.test.{ts,tsx}'],
    environment: 'node',
    setupFiles: 'components/ui/testing/jsdom-dialog.ts',
    testTimeout: 20_000,
  },
});
