import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { Link } from 'react-router'

import { PageSkeleton } from '../../app/States'
import { useTitle } from '../../app/Page'
import { m } from '../../i18n'
import { Icon } from '../../theme/Icon'
import { createTabLock } from './oneTab'
import type { TabLock } from './oneTab'
import styles from '../rating.module.css'

type Place = 'asking' | 'here' | 'elsewhere'

function Elsewhere({ busy, onTakeOver }: { busy: boolean; onTakeOver: () => void }) {
  useTitle(m.oneTab.title)
  return (
    <main className={styles.centre} id="content">
      <Icon name="copy" size={40} />
      <h1>{m.oneTab.title}</h1>
      <p>{m.oneTab.text}</p>
      <div className={styles.centreTools}>
        <Button onClick={onTakeOver} loading={busy}>
          {m.oneTab.takeOver}
        </Button>
        <Button variant="default" component={Link} to="/work">
          {m.rating.back}
        </Button>
      </div>
    </main>
  )
}

/** Its children are on the page in one tab of a person at a time. `name`: what is shared. */
export function OneTab({ name, children }: { name: string; children: React.ReactNode }) {
  const [place, setPlace] = useState<Place>('asking')
  const lock = useRef<TabLock>(null)
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    let alive = true
    const created = createTabLock(name, {
      // At once, so that what is on the page is kept before the other tab looks for it.
      onLost: () => {
        if (alive) {
          flushSync(() => {
            setPlace('elsewhere')
          })
        }
      },
      locks: (navigator as Partial<Navigator>).locks,
      channel: typeof BroadcastChannel === 'function' ? new BroadcastChannel(name) : undefined,
    })
    lock.current = created
    void created.claim().then((mine) => {
      if (alive) setPlace(mine ? 'here' : 'elsewhere')
    })
    return () => {
      alive = false
      created.dispose()
    }
  }, [name])
  if (place === 'here') return children
  if (place === 'asking') return <PageSkeleton rows={2} />
  return (
    <Elsewhere
      busy={busy}
      onTakeOver={() => {
        setBusy(true)
        void lock.current?.takeOver().then(() => {
          setBusy(false)
          setPlace('here')
        })
      }}
    />
  )
}
