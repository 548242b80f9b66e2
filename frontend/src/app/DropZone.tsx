import { Button } from '@mantine/core'
import { useRef, useState } from 'react'

import { Icon } from '../theme/Icon'
import styles from './dropZone.module.css'

interface DropZoneProps {
  /** What can be dropped, and what else one may do. */
  drop: string
  dropOr: string
  choose: string
  /** Kinds or endings of files, as of an `input`; without it any may be chosen. */
  accept?: string
  multiple?: boolean
  /** Choosing is what the page is for. */
  primary?: boolean
  disabled?: boolean
  onFiles: (files: readonly File[]) => void
}

/** A place to drop files on: an extra for the mouse, as the button does the same for everyone. */
export function DropZone(props: DropZoneProps) {
  const { drop, dropOr, choose, accept, multiple = false, primary = false, onFiles } = props
  const { disabled = false } = props
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const take = (files: FileList | null) => {
    if (files && files.length > 0 && !disabled) onFiles(Array.from(files))
  }
  /* eslint-disable jsx-a11y/no-noninteractive-element-interactions */
  return (
    <div
      className={styles.drop}
      data-over={over || undefined}
      role="group"
      aria-label={drop}
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
        <b>{drop}</b> {dropOr}
      </p>
      <Button
        variant={primary ? 'filled' : 'default'}
        disabled={disabled}
        onClick={() => input.current?.click()}
      >
        {choose}
      </Button>
      <input
        ref={input}
        type="file"
        multiple={multiple}
        accept={accept}
        className="visually-hidden"
        tabIndex={-1}
        aria-label={choose}
        onChange={(event) => {
          take(event.currentTarget.files)
          event.currentTarget.value = ''
        }}
      />
    </div>
  )
  /* eslint-enable jsx-a11y/no-noninteractive-element-interactions */
}
