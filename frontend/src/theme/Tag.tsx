import styles from './tag.module.css'

export type Tone = 'accent' | 'good' | 'warn' | 'bad' | 'plain' | 'dashed'

/** A word with a tone; the word carries the meaning, the colour only helps to find it. */
export function Tag({ tone = 'plain', children }: { tone?: Tone; children: React.ReactNode }) {
  return (
    <span className={styles.tag} data-tone={tone}>
      {children}
    </span>
  )
}
