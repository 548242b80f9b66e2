import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

// The host stays as the browser named it: the server compares it with the origin of each write.
const backend = {
  target: process.env['EMOTATE_BACKEND'] ?? 'http://127.0.0.1:8000',
  changeOrigin: false,
}

/** The pages wait for their language (main.tsx): the browser fetches their code meanwhile. */
const fetchPagesEarly: Plugin = {
  name: 'fetch-pages-early',
  transformIndexHtml: {
    order: 'post',
    handler(_html, { bundle = {}, chunk: entry }) {
      const pages = Object.values(bundle).find(
        (file) => file.type === 'chunk' && file.name === 'draw',
      )
      if (pages?.type !== 'chunk') return []
      return [pages.fileName, ...pages.imports]
        .filter((name) => name !== entry?.fileName)
        .map((name) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${name}` },
          injectTo: 'head' as const,
        }))
    },
  },
}

export default defineConfig({
  plugins: [react(), fetchPagesEarly],
  // The gallery of presets shows the pictures of the documentation, which lie outside this folder.
  server: {
    proxy: { '^/api/': backend, '^/media/': backend },
    fs: { allow: ['.', '../docs/images'] },
  },
  build: { outDir: 'dist', sourcemap: false, chunkSizeWarningLimit: 700 },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/testing/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    css: false,
    // Two workers: the test run shares small machines with a database and a browser.
    maxWorkers: 2,
    testTimeout: 30_000,
  },
})
