import { Button, Loader } from '@mantine/core'
import { useEffect, useRef } from 'react'

import { errorText } from '../app/States'
import { m } from '../i18n'
import { Icon } from '../theme/Icon'
import { useJoin } from './useJoin'
import type { Joining } from './useJoin'
import styles from './join.module.css'

/** Who agreed already to the text as it is now is let in without a question. */
export function StraightOn(joining: Joining) {
  const { mutate, error, isPending } = useJoin(joining, false)
  const begun = useRef(false)
  useEffect(() => {
    // Once, however often it is mounted: each time starts a session.
    if (begun.current) return
    begun.current = true
    mutate(false)
  }, [mutate])
  return (
    <>
      <h1>
        <bdi>{joining.info.title}</bdi>
      </h1>
      {error && !isPending ? (
        <>
          <p className={styles.error} role="alert">
            <Icon name="warning" size={17} />
            <span dir="auto">{errorText(error)}</span>
          </p>
          <Button
            size="lg"
            onClick={() => {
              mutate(false)
            }}
          >
            {m.join.goOn}
          </Button>
        </>
      ) : (
        <p className={styles.going} role="status">
          <Loader size="sm" />
          {m.join.goingOn}
        </p>
      )}
    </>
  )
}
