import { Component } from 'react'

import type { Question } from '../../api/types'
import { m } from '../../i18n'
import { SchemePreview } from './SchemePreview'
import type { Settings } from './kinds'
import styles from './scheme.module.css'

/** Settings that are half typed may break a widget; the editor around it must stay. */
class Guard extends Component<{ children: React.ReactNode }, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    if (!this.state.broken) return this.props.children
    return <p className={styles.broken}>{m.studio.editor.previewBroken}</p>
  }
}

/** The questions as a rater meets them; each is drawn anew when its settings change. */
export function Preview({ questions }: { questions: readonly Settings[] }) {
  return (
    <div className={styles.previews}>
      {questions.map((question) => {
        const settings = JSON.stringify(question)
        return (
          <Guard key={settings}>
            <SchemePreview questions={[question as unknown as Question]} />
          </Guard>
        )
      })}
    </div>
  )
}
