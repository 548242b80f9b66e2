import { DropZone } from '../../app/DropZone'
import { m } from '../../i18n'

const ENDINGS = '.csv,.tsv,.tab,.txt,.jsonl,.ndjson,.parquet'

/** A place to drop tables on. */
export function TableDrop({
  disabled,
  onFiles,
}: {
  disabled: boolean
  onFiles: (files: readonly File[]) => void
}) {
  const t = m.studio.imports
  return (
    <DropZone
      drop={t.drop}
      dropOr={t.dropOr}
      choose={t.choose}
      accept={ENDINGS}
      multiple
      primary
      disabled={disabled}
      onFiles={onFiles}
    />
  )
}
