import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { KitProvider } from '../platform/ui-kit/index.ts';
import { makeRouter } from './router.tsx';
import { screens } from './screens.ts';
import { makeQueryClient } from './session-calls.ts';

const root = document.querySelector('#root');
if (root === null) throw new Error('the page has no #root');

createRoot(root).render(
  <StrictMode>
    <KitProvider>
      <QueryClientProvider client={makeQueryClient()}>
        <RouterProvider router={makeRouter(screens)} />
      </QueryClientProvider>
    </KitProvider>
  </StrictMode>,
);
