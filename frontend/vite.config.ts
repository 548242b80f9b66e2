import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

// The host stays as the browser named it: the server compares it with the origin of each write.
const backend = {
  target: process.env['EMOTATE_BACKEND'] ?? 'http://127.0.0.1:8000',
  changeOrigin: false,
}

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
