import { formatPercent } from '../../i18n'
import styles from './plots.module.css'

interface SoftBarProps {
  labels: readonly { id: string; text: string; colour: string }[]
  shares: Record<string, number>
}

/** A soft label in one line, with its two largest labels in words. */
export function SoftBar({ labels, shares }: SoftBarProps) {
  const parts = labels
    .map((label) => ({ ...label, share: shares[label.id] ?? 0 }))
    .filter((part) => part.share > 0)
  const largest = [...parts].sort((a, b) => b.share - a.share).slice(0, 2)
  const words = (list: typeof parts) =>
    list.map((part) => `${part.text} ${formatPercent(part.share)}`).join(', ')
  return (
    <div className={styles.soft} title={words(parts)}>
      <div className={styles.softBar} aria-hidden="true">
        {parts.map((part) => (
          <span key={part.id} style={{ flexGrow: part.share, background: part.colour }} />
        ))}
      </div>
      <span className={styles.softWords}>{words(largest)}</span>
    </div>
  )
}
