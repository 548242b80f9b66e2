import { Button, CopyButton } from '@mantine/core'

import type { Finish } from '../../api/types'
import { m } from '../../i18n'
import { Icon } from '../../theme/Icon'
import styles from '../rating.module.css'

/** What a participant of a recruiting link takes back where they came from. */
export function FinishScreen({ finish, again }: { finish: Finish; again?: boolean }) {
  return (
    <div className={styles.centre}>
      <Icon name="check" size={40} />
      <h2>{again ? m.finish.again : m.finish.title}</h2>
      <p>{m.finish.text}</p>
      <p className={styles.code}>
        <span>{m.finish.code}</span>
        <output dir="ltr">{finish.completion_code}</output>
      </p>
      <div className={styles.centreTools}>
        {finish.return_url !== null && (
          <Button component="a" href={finish.return_url} rel="noreferrer">
            {m.finish.go}
          </Button>
        )}
        <CopyButton value={finish.completion_code} timeout={3000}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              onClick={copy}
              leftSection={<Icon name={copied ? 'check' : 'copy'} size={16} />}
            >
              <span role="status">{copied ? m.finish.copied : m.finish.copy}</span>
            </Button>
          )}
        </CopyButton>
      </div>
    </div>
  )
}
