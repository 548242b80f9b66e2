import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './theme/tokens.css'

import { currentLanguage, m, speak } from './i18n'
import { visitorsLanguage } from './i18n/languages'

/** Modules of pages read their strings as they load: the language comes first, then the pages. */
async function start(): Promise<void> {
  try {
    await speak(visitorsLanguage())
  } catch (error) {
    // Without its catalogue the page still works, in English.
    console.error(error)
  }
  const { code, direction } = currentLanguage()
  document.documentElement.lang = code
  document.documentElement.dir = direction
  const { draw } = await import('./app/draw')
  draw()
}

start().catch((error: unknown) => {
  console.error(error)
  document.body.textContent = m.errors.network
})
