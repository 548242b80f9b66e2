import { useEffect } from 'react'

import { m } from '../i18n'
import styles from './app.module.css'

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · ${m.common.product}`
  }, [title])
}

interface PageProps {
  title: string
  lead?: React.ReactNode
  /** The one primary action of the page. */
  action?: React.ReactNode
  /** Tabs of the object that the page is about. */
  tabs?: React.ReactNode
  children: React.ReactNode
}

export function Page({ title, lead, action, tabs, children }: PageProps) {
  useTitle(title)
  return (
    <div className={styles.pageBody}>
      <header className={styles.pageHeader}>
        <div className={styles.pageTitle}>
          <h1>
            <bdi>{title}</bdi>
          </h1>
          {lead && <div className={styles.lead}>{lead}</div>}
        </div>
        {action && <div className={styles.action}>{action}</div>}
      </header>
      {tabs}
      {children}
    </div>
  )
}

export function Panel({
  title,
  note,
  tools,
  children,
}: {
  title?: string
  note?: React.ReactNode
  tools?: React.ReactNode
  children: React.ReactNode
}) {
  return (
    <section className={styles.panel}>
      {(title || tools) && (
        <header className={styles.panelHeader}>
          <div>
            {title && (
              <h2>
                <bdi>{title}</bdi>
              </h2>
            )}
            {note && <div className={styles.note}>{note}</div>}
          </div>
          {tools && <div className={styles.panelTools}>{tools}</div>}
        </header>
      )}
      {children}
    </section>
  )
}
