import { Fragment } from 'react'

import styles from './widgets.module.css'

/** The words of a label. Where room is short they part after a stroke, not in the middle of a word. */
export function LabelText({ text }: { text: string }) {
  const [first, ...others] = text.split('/')
  return (
    <span className={styles.optionText} dir="auto">
      {first}
      {others.map((part, index) => (
        <Fragment key={index}>
          /<wbr />
          {part}
        </Fragment>
      ))}
    </span>
  )
}
