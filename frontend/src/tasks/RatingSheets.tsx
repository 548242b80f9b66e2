import { Drawer } from '@mantine/core'

import { HelpSheet } from '../actions/HelpSheet'
import type { Action } from '../actions/types'
import { m } from '../i18n'
import { SkipPanel } from './SkipPanel'
import type { RatingContext } from './keys/ratingActions'
import styles from './rating.module.css'
import { skipReasonsOf } from './skipReasons'

export type Sheet = 'help' | 'skip' | 'guidelines' | null

interface RatingSheetsProps {
  sheet: Sheet
  actions: readonly Action<RatingContext>[]
  context: RatingContext
  guidelines: string
  onClose: () => void
  onSkip: (reason: string) => void
}

/** What opens over the page or beside it: keys, the reason of a skip, the guidelines. */
export function RatingSheets(props: RatingSheetsProps) {
  const { sheet, actions, context, guidelines, onClose, onSkip } = props
  return (
    <>
      <HelpSheet actions={actions} context={context} opened={sheet === 'help'} onClose={onClose} />
      <SkipPanel
        opened={sheet === 'skip'}
        reasons={skipReasonsOf(context.task)}
        onClose={onClose}
        onSkip={onSkip}
      />
      <Drawer
        opened={sheet === 'guidelines'}
        onClose={onClose}
        position="left"
        title={m.rating.guidelines}
        withOverlay={false}
        trapFocus={false}
        lockScroll={false}
      >
        <div className={styles.guidelines} dir="auto">
          {guidelines || m.rating.noGuidelines}
        </div>
      </Drawer>
    </>
  )
}
