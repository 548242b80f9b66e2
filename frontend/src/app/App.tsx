import { DirectionProvider, MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { RouterProvider, createBrowserRouter } from 'react-router'

import { currentLanguage } from '../i18n'
import { cssVariables, theme } from '../theme/theme'
import { createQueryClient } from './queryClient'
import { routes } from './routes'

export function App() {
  const [client] = useState(createQueryClient)
  const [router] = useState(() => createBrowserRouter(routes))
  return (
    <DirectionProvider initialDirection={currentLanguage().direction} detectDirection={false}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
        <Notifications position="bottom-right" autoClose={5000} />
      </MantineProvider>
    </DirectionProvider>
  )
}
