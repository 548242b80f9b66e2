import { Modal } from '@mantine/core'

import { m } from '../i18n'
import { Key } from './Key'
import styles from './actions.module.css'
import { isEnabled, keysOf } from './types'
import type { Action } from './types'

interface HelpSheetProps<Context> {
  actions: readonly Action<Context>[]
  context: Context
  opened: boolean
  onClose: () => void
}

function Keys<Context>({ actions, context }: Pick<HelpSheetProps<Context>, 'actions' | 'context'>) {
  const groups = [...new Set(actions.map((action) => action.group))]
  return (
    <div className={styles.sheet}>
      {groups.map((group) => (
        <section key={group}>
          <h3 className={styles.group}>{group}</h3>
          <dl className={styles.list}>
            {actions
              .filter((action) => action.group === group)
              // One that leaves its key to the marked question has none now.
              .filter((action) => action.shown ?? keysOf(action, context).length > 0)
              .map((action) => (
                <div key={action.name} data-off={!isEnabled(action, context) || undefined}>
                  <dt>
                    {action.shown ? (
                      <Key name={action.shown} />
                    ) : (
                      keysOf(action, context).map((key) => <Key key={key} name={key} />)
                    )}
                  </dt>
                  <dd>{action.label}</dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </div>
  )
}

/** Every key that works on this page, from the same list that the keyboard reads. */
export function HelpSheet<Context>({ actions, context, opened, onClose }: HelpSheetProps<Context>) {
  return (
    <Modal opened={opened} onClose={onClose} title={m.actions.title} size="xl">
      <p className={styles.intro}>{m.actions.intro}</p>
      {/* Asked for while the sheet is open only: what each key does now takes time to find. */}
      <Keys actions={actions} context={context} />
    </Modal>
  )
}
