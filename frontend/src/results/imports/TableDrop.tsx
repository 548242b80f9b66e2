import { Button } from '@mantine/core'
import { useRef, useState } from 'react'

import { m } from '../../i18n'
import { Icon } from '../../theme/Icon'
import styles from './imports.module.css'

const ENDINGS = '.csv,.tsv,.tab,.txt,.jsonl,.ndjson,.parquet'

/** A place to drop one table on; the button does the same for everyone. */
export function TableDrop({
  disabled,
  onFile,
}: {
  disabled: boolean
  onFile: (file: File) => void
}) {
  const t = m.studio.imports
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const take = (files: FileList | null) => {
    const file = files?.[0]
    if (file && !disabled) onFile(file)
  }
  /* eslint-disable jsx-a11y/no-noninteractive-element-interactions */
  return (
    <div
      className={styles.drop}
      data-over={over || undefined}
      role="group"
      aria-label={t.drop}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => {
        setOver(false)
      }}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer.files)
      }}
    >
      <Icon name="upload" size={26} />
      <p>
        <b>{t.drop}</b> {t.dropOr}
      </p>
      <Button disabled={disabled} onClick={() => input.current?.click()}>
        {t.choose}
      </Button>
      <input
        ref={input}
        type="file"
        accept={ENDINGS}
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t.choose}
        onChange={(event) => {
          take(event.currentTarget.files)
          event.currentTarget.value = ''
        }}
      />
    </div>
  )
  /* eslint-enable jsx-a11y/no-noninteractive-element-interactions */
}
