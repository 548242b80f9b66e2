import { useEffect, useReducer, useRef } from 'react'

import { uploadMedia } from '../api/endpoints'
import { errorText } from '../app/States'
import { uuid } from '../tasks/sending/uuid'
import { uploadsReducer } from './uploads'
import type { UploadItem } from './uploads'

export interface Uploads {
  items: UploadItem[]
  add: (files: Iterable<File>) => void
  remove: (id: string) => void
  again: (id: string) => void
  clear: () => void
}

/** Sends waiting files one after another, each as one request with progress. */
export function useUploads(project: string | null): Uploads {
  const [items, dispatch] = useReducer(uploadsReducer, [])
  const sending = useRef<{ id: string; controller: AbortController } | null>(null)
  const waiting = items.find((item) => item.state === 'waiting')
  const busy = items.some((item) => item.state === 'sending')

  useEffect(() => {
    if (!project || !waiting || busy || sending.current) return
    const { id, file } = waiting
    const controller = new AbortController()
    sending.current = { id, controller }
    const onProgress = (fraction: number) => {
      dispatch({ type: 'progress', id, fraction })
    }
    onProgress(0)
    uploadMedia(project, file, onProgress, controller.signal)
      .then(
        (upload) => {
          dispatch({ type: 'sent', id, uploadId: upload.upload_id })
        },
        (error: unknown) => {
          if (!controller.signal.aborted) dispatch({ type: 'failed', id, error: errorText(error) })
        },
      )
      .finally(() => {
        sending.current = null
      })
  }, [project, waiting, busy])

  useEffect(
    () => () => {
      sending.current?.controller.abort()
    },
    [],
  )

  return {
    items,
    add: (files) => {
      dispatch({ type: 'add', files: [...files].map((file) => ({ id: uuid(), file })) })
    },
    remove: (id) => {
      if (sending.current?.id === id) sending.current.controller.abort()
      dispatch({ type: 'remove', id })
    },
    again: (id) => {
      dispatch({ type: 'again', id })
    },
    clear: () => {
      dispatch({ type: 'clear' })
    },
  }
}
