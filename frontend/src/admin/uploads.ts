/** Files on their way to the server: one reducer, so that progress of many cannot get mixed up. */
export interface UploadItem {
  id: string
  file: File
  state: 'waiting' | 'sending' | 'sent' | 'failed'
  fraction: number
  error: string
  uploadId: string | null
}

export type UploadChange =
  | { type: 'add'; files: { id: string; file: File }[] }
  | { type: 'remove'; id: string }
  | { type: 'progress'; id: string; fraction: number }
  | { type: 'sent'; id: string; uploadId: string }
  | { type: 'failed'; id: string; error: string }
  | { type: 'again'; id: string }
  | { type: 'clear' }

function update(items: UploadItem[], id: string, part: Partial<UploadItem>): UploadItem[] {
  return items.map((item) => (item.id === id ? { ...item, ...part } : item))
}

export function uploadsReducer(items: UploadItem[], change: UploadChange): UploadItem[] {
  switch (change.type) {
    case 'add': {
      const known = new Set(items.map(({ file }) => `${file.name} ${String(file.size)}`))
      const fresh = change.files.filter(
        ({ file }) => !known.has(`${file.name} ${String(file.size)}`),
      )
      const start = { state: 'waiting' as const, fraction: 0, error: '', uploadId: null }
      return [...items, ...fresh.map(({ id, file }) => ({ id, file, ...start }))]
    }
    case 'remove':
      return items.filter((item) => item.id !== change.id)
    case 'progress':
      return update(items, change.id, { state: 'sending', fraction: change.fraction })
    case 'sent':
      return update(items, change.id, { state: 'sent', fraction: 1, uploadId: change.uploadId })
    case 'failed':
      return update(items, change.id, { state: 'failed', error: change.error })
    case 'again':
      return update(items, change.id, { state: 'waiting', fraction: 0, error: '' })
    case 'clear':
      return []
  }
}
