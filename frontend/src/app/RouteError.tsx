import { Button } from '@mantine/core'

import { m } from '../i18n'
import { EmptyState } from './States'

/** The last net: a page that failed while drawing. Answers live in the browser's store and are safe. */
export function RouteError() {
  return (
    <EmptyState icon="warning" title={m.errors.title} text={m.errors.unexpected}>
      <Button
        onClick={() => {
          window.location.reload()
        }}
      >
        {m.errors.reload}
      </Button>
    </EmptyState>
  )
}
