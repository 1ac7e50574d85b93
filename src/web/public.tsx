import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { PublicFrame } from './public-frame.tsx';
import { publicScreens } from './public-screens.ts';

const root = document.querySelector('#root');
if (root === null) throw new Error('the page has no #root');

const client = new QueryClient({ defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false } } });

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <PublicFrame screens={publicScreens} path={globalThis.location.pathname} />
    </QueryClientProvider>
  </StrictMode>,
);
