import { Button, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'

import { m } from '../../i18n'
import { Icon } from '../../theme/Icon'
import { KINDS } from './kinds'
import type { Kind } from './kinds'
import styles from './scheme.module.css'

/** Kinds of questions, each with a line on what it is for. */
export function KindMenu({ onKind }: { onKind: (kind: Kind) => void }) {
  const [opened, menu] = useDisclosure(false)
  return (
    <>
      <Button variant="light" leftSection={<Icon name="plus" size={16} />} onClick={menu.open}>
        {m.studio.editor.add}
      </Button>
      <Modal opened={opened} onClose={menu.close} title={m.studio.editor.addTitle} size="xl">
        <ul className={styles.kinds}>
          {KINDS.map((kind) => (
            <li key={kind}>
              <button
                type="button"
                onClick={() => {
                  menu.close()
                  onKind(kind)
                }}
              >
                <b>
                  {m.kinds[kind]} <span className="mono">{kind}</span>
                </b>
                <span>{m.studio.kindLines[kind]}</span>
              </button>
            </li>
          ))}
        </ul>
      </Modal>
    </>
  )
}
