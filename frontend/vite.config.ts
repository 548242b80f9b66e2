import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const backend = process.env['EMOTATE_BACKEND'] ?? 'http://127.0.0.1:8000'

export default defineConfig({
  plugins: [react()],
  server: { proxy: { '^/api/': backend, '^/media/': backend } },
  build: { outDir: 'dist', sourcemap: false, chunkSizeWarningLimit: 700 },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/testing/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    css: false,
    // Two workers: the test run shares small machines with a database and a browser.
    maxWorkers: 2,
  },
})
