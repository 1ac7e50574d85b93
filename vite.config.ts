import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Two pages: the workbench (antd) and the public pages (without it). The server puts each answer's nonce in place of __NONCE__. */
export default defineConfig({
  root: 'src/web',
  plugins: [react()],
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: ['chrome109', 'edge109', 'firefox115', 'safari16'],
    assetsInlineLimit: 0,
    rolldownOptions: { input: { index: 'src/web/index.html', public: 'src/web/public.html' } },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/health': 'http://127.0.0.1:8080' } },
});
