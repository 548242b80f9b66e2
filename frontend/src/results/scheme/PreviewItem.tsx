import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { queries } from '../../api/queries'
import type { ItemRow } from '../../api/types'
import { m } from '../../i18n'
import { ItemMedia } from '../items/ItemMedia'
import styles from './scheme.module.css'

function Shown({ item }: { item: ItemRow }) {
  return (
    <div className={styles.item}>
      <ItemMedia name={item.key} media={item.media} clips={item.clips} />
      {item.transcript && (
        <p dir="auto" className={styles.itemWords}>
          {item.speaker && <b>{item.speaker}: </b>}
          {item.transcript}
        </p>
      )}
    </div>
  )
}

/** A real item of the project above the questions; others on request. */
export function PreviewItem({ slug }: { slug: string }) {
  const items = useQuery(queries.items(slug, { page: 1 }))
  const [index, setIndex] = useState(0)
  const rows = items.data?.results ?? []
  const item = rows[index % Math.max(1, rows.length)]
  if (!items.data) return null
  if (!item) return <p className={styles.note}>{m.studio.editor.previewNone}</p>
  return (
    <>
      <Shown key={item.key} item={item} />
      <p className={styles.itemFoot}>
        <span>{m.studio.editor.previewItem(item.key)}</span>
        {rows.length > 1 && (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => {
              setIndex(index + 1)
            }}
          >
            {m.studio.editor.previewNext}
          </Button>
        )}
      </p>
    </>
  )
}
