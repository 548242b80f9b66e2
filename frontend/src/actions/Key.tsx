import { m } from '../i18n'
import styles from './actions.module.css'

const SHOWN: Record<string, string> = {
  Space: m.keyNames.space,
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Backspace: '⌫',
  Escape: 'Esc',
}

/** A key as it is printed on a keyboard; several parts where keys are held together. */
export function Key({ name }: { name: string }) {
  const parts = name.length > 1 ? name.split('+').filter(Boolean) : [name]
  return (
    <span className={styles.combo} data-key>
      {parts.map((part) => (
        <kbd key={part} className={styles.key}>
          {SHOWN[part] ?? part}
        </kbd>
      ))}
    </span>
  )
}
