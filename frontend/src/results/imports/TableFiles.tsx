import { ActionIcon, Button } from '@mantine/core'

import type { LookedFile } from '../../api/imports'
import { Panel } from '../../app/Page'
import { m } from '../../i18n'
import { Icon } from '../../theme/Icon'
import styles from './imports.module.css'
import { isOdd } from './reading'

/** Why a file cannot come in with the others; nothing where it can. */
function Oddness({ file }: { file: LookedFile }) {
  const t = m.studio.imports
  if (file.problem) return <span dir="auto">{file.problem}</span>
  const told = [
    file.lacks.length > 0 ? t.lacks(file.lacks.join(', ')) : '',
    file.more.length > 0 ? t.alone(file.more.join(', ')) : '',
  ]
  return <span>{told.filter(Boolean).join(' ')}</span>
}

interface TableFilesProps {
  files: readonly LookedFile[]
  onLeave: (uploads: readonly string[]) => void
}

/** The files that come in as one table, and which of them have other columns than the first. */
export function TableFiles({ files, onLeave }: TableFilesProps) {
  const t = m.studio.imports
  const odd = files.filter(isOdd)
  if (files.length < 2) return null
  return (
    <Panel title={t.files(files.length)} note={t.filesNote}>
      <ul className={styles.files} aria-label={t.files(files.length)}>
        {files.map((file) => (
          <li key={file.upload_id} className={styles.file} data-odd={isOdd(file) || undefined}>
            <b dir="auto">{file.name}</b>
            <span className={styles.reason}>
              <Oddness file={file} />
            </span>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={t.leaveOut(file.name)}
              onClick={() => {
                onLeave([file.upload_id])
              }}
            >
              <Icon name="close" size={16} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      {odd.length > 0 && (
        <Button
          variant="default"
          onClick={() => {
            onLeave(odd.map((file) => file.upload_id))
          }}
        >
          {t.leaveOdd(odd.length)}
        </Button>
      )}
    </Panel>
  )
}
